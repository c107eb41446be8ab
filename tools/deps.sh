#!/bin/sh
# deps.sh PACKAGE... - installs those Debian packages that are missing.
#
# Where there is no apt, it says in plain words what is needed, and goes on:
# the build then tells what it cannot find.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1 ||
	! command -v apt-get >/dev/null 2>&1; then
	cat <<-'END'
	This is no Debian or Ubuntu system, so nothing is installed.  ndup needs:
	  a C11 and a C++17 compiler, CMake 3.18 or later, make, pkg-config
	  and, with their headers, the libraries
	  xxHash, libbsd, zlib, zstd, utf8proc, simdjson, LMDB
	and, for the tests, cmocka.
	END
	exit 0
fi

is_installed() {
	dpkg-query -W -f='${Status}' "$1" 2>/dev/null |
		grep -q 'ok installed'
}

missing=
for package in "$@"; do
	is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "Missing packages; as root, run: apt-get install$missing" >&2
		exit 1
	fi
	as_root=sudo
fi
echo "Installing:$missing"
# shellcheck disable=SC2086
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	--no-install-recommends $missing >/dev/null
