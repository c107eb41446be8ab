#!/bin/sh
# elsewhere.sh COMMAND... - the command in a copy of this checkout, where it is
# less comfortable
#
# The copy lies in a folder with a blank and a letter beyond ASCII, and so does
# the folder for temporary files; the user is a plain one without a home; files
# are nobody else's (umask 077).  What lies beside the checkout (shared/) lies
# beside the copy.
set -eu

cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
trap 'exit 2' HUP INT TERM
umask 077
mkdir "$place/ndup é b" "$place/tmp é b"
tar --exclude=./build -cf - . | tar -xf - -C "$place/ndup é b"
[ ! -d ../shared ] || ln -s "$(cd ../shared && pwd)" "$place/shared"

as_plain=
if [ "$(id -u)" -eq 0 ]; then
	chown -R 65534:65534 "$place"
	as_plain='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
cd "$place/ndup é b"
# shellcheck disable=SC2086
env -u HOME TMPDIR="$place/tmp é b" $as_plain "$@"
