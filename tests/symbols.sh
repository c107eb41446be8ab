#!/bin/sh
# symbols.sh - what the libraries show, and what their header needs
#
# usage: symbols.sh LIBRARY SOURCE_DIR [CC [CXX [STATIC_LIBRARY]]]
#
# The shared library exports exactly the functions that ndup.h declares with
# NDUP_API, and so does the static one, if it is given, which has no variables
# but the hooks of tests for memory and the list of open LMDB environments; ndup.h compiles
# alone, as C11, C++11 and C++17, without a warning.  NM is the nm to use.

library=${1:?usage: symbols.sh LIBRARY SOURCE_DIR [CC [CXX]]}
include=${2:?usage: symbols.sh LIBRARY SOURCE_DIR [CC [CXX]]}/include
cc=${3:-cc}
cxx=${4:-c++}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
failed=0

# Declarations are joined to one line each; a name stands before its bracket.
# (C compilers read them first, so that comments and line ends do not matter.)
"$cc" -E -P -DNDUP_API=NDUP_API "$include/ndup.h" | tr '\n' ' ' |
	tr ';{}' '\n\n\n' |
	sed -n 's/.*NDUP_API[^(]*[ *]\(ndup_[a-z0-9_]*\)[ ]*(.*/\1/p' |
	LC_ALL=C sort >"$dir/declared"

# exports LIBRARY [OPTION]: nothing but what was declared, and what clang's
# sanitizers make of the types of functions
exports() {
	"${NM:-nm}" -g $2 --defined-only "$1" | awk 'NF == 3 { print $3 }' |
		sed 's/@.*//' | grep -v -e '^_init$' -e '^_fini$' \
		-e '^__bss_start$' -e '^_edata$' -e '^_end$' \
		-e '^_ZT[IS]F' |
		LC_ALL=C sort -u >"$dir/exported"
	if ! diff -u "$dir/declared" "$dir/exported"; then
		echo "$1 does not export what ndup.h declares"
		failed=1
	fi
}

exports "$library" -D
[ -z "$5" ] || exports "$5"
num=$(wc -l <"$dir/declared")
if [ "$num" -lt 30 ]; then
	echo "only $num declarations found in ndup.h"
	failed=1
fi

# compiles LANGUAGE COMPILER STANDARD
compiles() {
	if ! echo '#include "ndup.h"' | "$2" -x "$1" "-std=$3" -Wall -Wextra \
		-Wpedantic -Werror -fsyntax-only -I"$include" -; then
		echo "ndup.h does not compile alone as $3"
		failed=1
	fi
}

compiles c "$cc" c11
compiles c++ "$cxx" c++11
compiles c++ "$cxx" c++17

# Constants with addresses in them are written once, when they are loaded, and
# so is what C++ wants for exceptions (DW.ref).  ARM marks data by $d.
if [ -n "$5" ]; then
	LC_ALL=C "${NM:-nm}" -f sysv "$5" 2>/dev/null | tr -d ' ' |
		awk -F'|' '$7 ~ /^\.t?(data|bss)/ && $7 !~ /^\.data\.rel\.ro/ &&
			$1 !~ /^(DW\.ref\.|\$)/ { print $1 }' |
		LC_ALL=C sort >"$dir/variables"
	if [ "$(cat "$dir/variables")" != "hooks
last_number
list
list_lock" ]; then
		# shellcheck disable=SC2046
		echo "the library has variables:" $(cat "$dir/variables")
		failed=1
	fi
fi
[ $failed -eq 0 ] && echo "$num functions declared and exported"
exit $failed
