#!/bin/sh
# check_arch.sh ARCH PACKAGE... - all tests on another kind of machine
#
# ARCH is Debian's name of the machine, such as s390x or arm64; PACKAGE is what
# a build with tests needs.  Builds in build/arch-ARCH by Debian's cross
# compiler, with that machine's libraries (sysroot.sh), runs all tests under
# qemu-user, and puts the result into the row of docs/machines.md.
set -eu

arch=${1:?usage: check_arch.sh ARCH PACKAGE...}
shift
cd "$(dirname "$0")/.."
build=$PWD/build/arch-$arch
jobs=$(nproc 2>/dev/null || echo 2)

case $arch in
arm64) processor=aarch64 ;;
i386) processor=i686 ;;
*) processor=$arch ;;
esac
sh tools/deps.sh qemu-user "gcc-$processor-linux-gnu" "g++-$processor-linux-gnu"

# Programs are this machine's, libraries are the other's.
libraries=libc6-dev
for package in "$@"; do
	case $package in
	*-dev) libraries="$libraries $package" ;;
	esac
done
# shellcheck disable=SC2086
sh tools/sysroot.sh "$arch" "$build/sysroot" $libraries

cmake -S . -B "$build" --toolchain cmake/arch.cmake -DNDUP_ARCH="$arch" \
	-DNDUP_SYSROOT="$build/sysroot" -DNDUP_BUILD_TESTS=ON -DNDUP_WERROR=ON
cmake --build "$build" -j "$jobs"
status=0
ctest --test-dir "$build" -j "$jobs" --output-on-failure \
	--output-log "$build/tests.log" || status=$?

# The row of this machine: when, by what, how it went.
result=$(sed -n 's/^\(.* tests passed.*\)$/\1/p' "$build/tests.log")
row="| $arch | $(date -u +%Y-%m-%d) | gcc $("$processor-linux-gnu-gcc" \
	-dumpfullversion), qemu $("qemu-$processor" --version |
	sed -n 's/.*version \([0-9.]*\).*/\1/p') | $result |"
sed -i "s~^| $arch |.*~$row~" docs/machines.md
echo "$row"
exit $status
