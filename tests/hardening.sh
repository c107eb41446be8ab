#!/bin/sh
# hardening.sh - the protections that program and library were built with
#
# usage: hardening.sh PROGRAM LIBRARY BUILD_TYPE
#
# Reads them off the files by readelf, whatever the build was told.  Calls are
# checked (_FORTIFY_SOURCE) in optimised builds alone.  Prints one line a case;
# exits with 1 if one failed, with 77 and a word where readelf is not there.

usage='usage: hardening.sh PROGRAM LIBRARY BUILD_TYPE'
program=${1:?$usage} library=${2:?$usage} type=${3?$usage}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
LC_ALL=C
export LC_ALL
failed=0

command -v readelf >/dev/null || { echo 'skipped: no readelf'; exit 77; }

# verdict NAME: by the status of the command before
verdict() {
	if [ $? -eq 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		failed=1
	fi
}

# calls PATTERN: whether the file calls such a function of the C library
calls() {
	grep -q " UND $1\(@\|\$\)" "$dir/symbols"
}

# check NAME FILE
check() {
	readelf -W --file-header --program-headers "$2" >"$dir/headers" &&
		readelf -W --dynamic "$2" >"$dir/dynamic" &&
		readelf -W --dyn-syms "$2" >"$dir/symbols" || exit 2
	grep -q '^ *Type: *DYN' "$dir/headers"
	verdict "$1: may lie anywhere"
	grep -q 'GNU_RELRO' "$dir/headers"
	verdict "$1: relocations are read-only once they are done"
	grep -q 'BIND_NOW\|FLAGS_1.* NOW' "$dir/dynamic"
	verdict "$1: ... which is at the start"
	! grep -q TEXTREL "$dir/dynamic"
	verdict "$1: no relocation in code"
	grep 'GNU_STACK' "$dir/headers" | grep -q ' RW '
	verdict "$1: nobody executes the stack"
	! grep 'LOAD' "$dir/headers" | grep -q 'W *E'
	verdict "$1: nothing can be both written and executed"
	calls __stack_chk_fail
	verdict "$1: return addresses are guarded"
	[ "$type" = Debug ] || calls '__[a-z]*_chk'
	verdict "$1: calls are checked"
}

# Where the processor knows landing places, functions begin with one.
landing_places() {
	case $(readelf -h "$library" | sed -n 's/^ *Machine: *//p') in
	*X86-64) mark=endbr64 ;;
	AArch64) mark='paciasp\|bti\|hint' ;;
	*) return 0 ;;
	esac
	objdump -d "$library" >"$dir/code" 2>/dev/null || return 0
	grep -A 1 '<ndup_scan_run>:$' "$dir/code" | grep -q "$mark"
}

check program "$program"
check library "$library"
landing_places
verdict 'library: jumps land at the begin of functions'
exit $failed
