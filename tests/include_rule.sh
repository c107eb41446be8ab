#!/bin/sh
# include_rule.sh - who may see whom
#
# usage: include_rule.sh SOURCE_DIR
#
# A stage (a folder of src/) includes ndup.h, base/ and its own folder; base/
# itself and ndup.h; src/cli/ ndup.h, its own folder and no other of the
# library.  Files directly in src/ and in src/index/ put the stages together and
# may see all of them but the program; ndup.h sees no file of the project.  Prints what breaks
# the rule.

src=${1:?usage: include_rule.sh SOURCE_DIR}/src
cd "$src" || exit 2
failed=0

# includes FILE: its own includes, "a/b.h", one a line
includes() {
	sed -n 's/^[ 	]*#[ 	]*include[ 	]*"\([^"]*\)".*/\1/p' "$1"
}

# may_include FOLDER HEADER
may_include() {
	case $2 in
	ndup.h) return 0 ;;
	*..*) return 1 ;;
	cli/*) [ "$1" = cli ] ;;
	base/*) [ "$1" != cli ] ;;
	*/*) [ "$1" = . ] || [ "$1" = index ] || [ "$1" = "${2%%/*}" ] ;;
	*) [ "$1" = . ] || [ "$1" = index ] || [ -e "$1/$2" ] ;;
	esac
}

# check FILE: each header is there, and the file may see it
check() {
	folder=$(dirname "$1")
	for header in $(includes "$1"); do
		if ! may_include "$folder" "$header"; then
			echo "src/$1 must not include $header"
			failed=1
		elif [ ! -e "$header" ] && [ ! -e "$folder/$header" ] &&
			[ ! -e "../include/$header" ]; then
			echo "src/$1 includes $header, which is not there"
			failed=1
		fi
	done
}

num=0
for file in *.c *.h */*.c */*.h */*.cpp; do
	[ -e "$file" ] || continue
	file=${file#./}
	check "$file"
	num=$((num + 1))
done
if [ -n "$(includes ../include/ndup.h)" ]; then
	echo "ndup.h includes a file of the project"
	failed=1
fi
if grep -n '#[ 	]*include[ 	]*<\(ndup\|base\)' -r . ../include; then
	echo "files of the project are included with quotes"
	failed=1
fi
# What the program writes goes through one type, which sees each failure; what
# is composed in memory through another, as open_memstream(3) hides them.
if grep -nE '(^|[^[:alnum:]_])(stdout|(printf|vprintf|puts|putchar|rename|fsync|fdatasync|dprintf|open_memstream)\()' \
	cli/*.c | grep -v '^cli/output\.c:'; then
	echo "only cli/output.c writes files and to standard output"
	failed=1
fi
[ "$num" -gt 50 ] || { echo "only $num files found"; failed=1; }
[ $failed -eq 0 ] && echo "$num files keep the rule"
exit $failed
