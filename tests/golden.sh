#!/bin/sh
# golden.sh - reports of samples/, byte for byte
#
# usage: golden.sh path/to/ndup SOURCE_DIR [--renew]
#
# Compares what the program writes with the files of tests/golden/, and shows
# what differs; the version of Unicode is the machine's, and left out.  A change that is wanted: call it with --renew, look at
# `git diff tests/golden`, and commit.

case ${1:?usage: golden.sh path/to/ndup SOURCE_DIR [--renew]} in
*/*) ndup=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;;
*) ndup=$1 ;;
esac
cd "${2:?usage: golden.sh path/to/ndup SOURCE_DIR [--renew]}" || exit 2
renew=${3-}
written=$(mktemp) && made=$(mktemp) || exit 2
trap 'rm -f "$written" "$made"' EXIT
trap 'exit 2' HUP INT TERM
unset COLUMNS NO_COLOR
failed=0

# golden FILE ARGS: what ndup writes with these arguments is what FILE has
golden() {
	file=tests/golden/$1
	shift
	if ! "$ndup" "$@" >"$written"; then
		echo "FAILED  ndup $*"
		failed=1
		return
	fi
	sed 's/"unicode":"[0-9.]*"/"unicode":"-"/' "$written" >"$made"
	if [ "$renew" = --renew ]; then
		cat "$made" >"$file"
	elif diff -u "$file" "$made"; then
		echo "ok      $file"
	else
		echo "FAILED  $file: ndup $*; if so wanted:" \
			"tests/golden.sh $ndup . --renew"
		failed=1
	fi
}

golden scan.txt scan -q --exclude programs samples
golden scan-120.txt scan -q --width 120 --context 10 --exclude programs samples
golden scan-plain.txt scan -q --plain --exclude programs samples
golden scan-color.txt scan -q --color always --exclude programs samples
golden scan.jsonl scan -q --format jsonl --matches --exclude programs samples
golden scan.csv scan -q --format csv --exclude programs samples
golden scan-matches.csv scan -q --format csv --matches --exclude programs samples
golden compare.txt compare samples/museum-1-agency.txt \
	samples/museum-3-edited.txt
golden compare.jsonl compare --format jsonl samples/museum-1-agency.txt \
	samples/museum-3-edited.txt
golden compare-plain.txt compare --plain samples/museum-1-agency.txt \
	samples/museum-3-edited.txt
golden tune.txt tune -q --exclude programs samples
exit $failed
