#!/bin/sh
# sysroot.sh ARCH FOLDER PACKAGE... - another machine's libraries, in a folder
#
# Fetches Debian packages of the architecture ARCH, and all that they depend on,
# and unpacks them below FOLDER.  This system stays as it is: apt works with
# lists and a status of its own, nothing is installed, and nobody need be root.
# What was fetched before is not fetched again.
set -eu

arch=${1:?usage: sysroot.sh ARCH FOLDER PACKAGE...}
folder=${2:?usage: sysroot.sh ARCH FOLDER PACKAGE...}
shift 2

wanted="$arch $*"
if [ "$(cat "$folder/done" 2>/dev/null)" = "$wanted" ]; then
	exit 0
fi
rm -rf "$folder"
state=$folder.apt
rm -rf "$state"
mkdir -p "$folder" "$state/lists/partial" "$state/archives/partial"
state=$(cd "$state" && pwd)
trap 'rm -rf "$state"' EXIT
trap 'exit 2' HUP INT TERM
: >"$state/status"
cat >"$state/apt.conf" <<END
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Dir::State "$state";
Dir::State::status "$state/status";
Dir::Cache "$state";
Dir::Cache::archives "$state/archives";
Dir::Log "$state";
END
APT_CONFIG=$state/apt.conf
export APT_CONFIG

# A source that does not have this architecture is no reason to stop.
apt-get update -qq || true
apt-get install -qq -y --download-only "$@" >"$state/log" 2>&1 ||
	{ cat "$state/log"; exit 1; }
for package in "$state"/archives/*.deb; do
	dpkg-deb -x "$package" "$folder"
done
# Links that name a file from the root on mean the folder's.
root=$(cd "$folder" && pwd)
find "$root" -type l -lname '/*' | while read -r link; do
	ln -sfn "$root$(readlink "$link")" "$link"
done
echo "$wanted" >"$folder/done"
