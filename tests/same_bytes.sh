#!/bin/sh
# same_bytes.sh - one answer, whatever the circumstances
#
# usage: same_bytes.sh [--quick] PROGRAM SOURCE_DIR [DATA_DIR]
#
# Reports are the same, byte for byte, for 1, 2 and 3 threads, for input in
# another order, with little memory, and for programs built by gcc and clang
# with -O0 and -O3.
# Collections of real articles are used where DATA_DIR has them.  With --quick
# nothing is built and the largest collection is left out.  Prints one line a
# case; exits with 1 if one failed.

quick=no
if [ "$1" = --quick ]; then
	quick=yes
	shift
fi
usage='usage: same_bytes.sh [--quick] PROGRAM SOURCE_DIR [DATA_DIR]'
program=${1:?$usage}
source=$(cd "${2:?$usage}" && pwd) || exit 2
data=${3:+$(cd "$3" 2>/dev/null && pwd)}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
[ -x "$program" ] || { echo "$program is no program"; exit 2; }
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir" || exit 2
failed=0

# ---- collections: folders, and one file of records

cp -r "$source/samples" samples
rm -r samples/programs # no articles
collections=samples
if [ -n "$data" ] && [ -d "$data/tass" ]; then
	cp -r "$data/tass" tass
	collections="$collections tass"
else
	echo "skipped: tass"
fi
if [ $quick = no ] && [ -n "$data" ] &&
	zstd -qdc "$data/reuters21578.jsonl.zst" >records.jsonl 2>/dev/null; then
	collections="$collections records.jsonl"
	shuf --random-source=records.jsonl records.jsonl >shuffled.jsonl
else
	echo "skipped: reuters21578"
fi

# Too much for little memory: articles of invented words; some are copies, some
# end with the same footer.
awk 'BEGIN {
	srand(1)
	for (i = 0; i < 5000; i++)
		words[i] = sprintf("%c%x%c", 97 + i % 26, i * 7919, 97 + i % 7)
	for (i = 0; i < 14000; i++) {
		if (i % 10 == 1)
			text = substr(text, 1, 900) ". Now they say more"
		else
			text = "Report " i
		for (num = i % 10 == 1 ? 20 : 200; num > 0; num--)
			text = text " " words[int(rand() * rand() * 5000)]
		footer = ""
		if (i % 300 == 7)
			for (num = 2000; num < 2040; num++)
				footer = footer " " words[num]
		printf "{\"id\":\"%d\",\"date\":\"2021-%02d-%02d\",\"text\":",
			i * 7919 % 14000, 1 + i % 12, 1 + i % 28
		printf "\"%s.%s\"}\n", text, footer
	}
}' >made.jsonl

# The paths of a collection in another order.
turned() {
	case $1 in
	records.jsonl) echo shuffled.jsonl ;;
	*) find "$1" -type f | LC_ALL=C sort -r ;;
	esac
}

# ---- reports

# report PROGRAM THREADS FORMAT PATHS: with the options in $limit
report() {
	tool=$1
	threads=$2
	format=$3
	shift 3
	[ "$format" = jsonl ] && set -- --matches "$@"
	# shellcheck disable=SC2086 # options have no spaces
	"$tool" scan -q --color=never --threads="$threads" $limit \
		--format="$format" "$@" |
		sed 's/<dt>Command<dd>.*//' # a page has the options
}

# compare NAME PROGRAM THREADS COLLECTION PATHS: with the expected reports
compare() {
	name=$1
	other=$2
	num=$3
	expected=$4
	shift 4
	for shape in jsonl terminal html; do
		report "$other" "$num" $shape "$@" >out
		if [ -s out ] && cmp out "expected/$expected.$shape"; then
			echo "ok      $name: $expected, $shape"
		else
			echo "FAILED  $name: $expected, $shape"
			failed=1
		fi
	done
}

# little NAME THREADS: with as little memory as can be, a part of it on disk
little() {
	limit="--memory=64M --tmpdir=. --stats=stats"
	compare "little memory, $2 threads" "$program" "$2" "$1" "$1"
	limit=
	if grep -q '"temporary_bytes":0,' stats; then
		echo "FAILED  $1: nothing went to disk"
		failed=1
	fi
}

limit=
mkdir expected
for collection in $collections; do
	for shape in jsonl terminal html; do
		report "$program" 1 $shape "$collection" \
			>"expected/$collection.$shape"
	done
	compare "2 threads" "$program" 2 "$collection" "$collection"
	compare "3 threads" "$program" 3 "$collection" "$collection"
	# shellcheck disable=SC2046 # paths have no spaces
	compare "another order" "$program" 2 "$collection" \
		$(turned "$collection")
done

for shape in jsonl terminal html; do
	report "$program" 1 $shape made.jsonl >expected/made.jsonl.$shape
done
little made.jsonl 1
little made.jsonl 3
if [ -f records.jsonl ]; then
	little records.jsonl 2
fi

# ---- builds

# build CC CXX LEVEL: another program, compared with the first one
build() {
	if ! command -v "$1" >/dev/null || ! command -v "$2" >/dev/null; then
		echo "skipped: no $1"
		return
	fi
	if ! {
		cmake -S "$source" -B build -DCMAKE_BUILD_TYPE=None \
			-DCMAKE_C_COMPILER="$1" -DCMAKE_CXX_COMPILER="$2" \
			-DCMAKE_C_FLAGS="-$3" -DCMAKE_CXX_FLAGS="-$3" \
			-DNDUP_BUILD_TESTS=OFF &&
			cmake --build build --target ndup -j 2
	} >log 2>&1; then
		echo "FAILED  build with $1 -$3"
		tail -20 log
		failed=1
		return
	fi
	for collection in $collections; do
		compare "$1 -$3" build/ndup 2 "$collection" "$collection"
	done
	rm -rf build
}

if [ $quick = no ]; then
	for level in O0 O3; do
		build gcc g++ $level
		build clang clang++ $level
	done
fi
exit $failed
