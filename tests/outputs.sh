#!/bin/sh
# outputs.sh - what the name of an output says, and options that go together
#
# usage: outputs.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

awk 'BEGIN {
	for (i = 0; i < 40; i++) {
		printf "{\"id\":\"%d\",\"text\":\"", i
		for (word = 0; word < 60; word++)
			printf "w%d ", (i - i % 2) * 100 + word
		print "\"}"
	}
}' >in.jsonl
head -1 in.jsonl >none.jsonl
awk 'BEGIN { for (i = 0; i < 60; i++) printf "a%d ", i }' >a.txt
sed 's/a7/b7/' a.txt >b.txt
"$ndup" index create -q --index ready.ndx in.jsonl

# same FILE FILE: but for the command, which a page shows
same() {
	for page in "$@"; do
		sed 's/<bdi>ndup [^<]*//' "$page" >"$page.same"
	done
	cmp "$1.same" "$2.same"
}

# ---- formats

for format in jsonl csv html; do
	"$ndup" scan -q --format $format in.jsonl >expected
	"$ndup" scan -q -o "named.$format" in.jsonl
	same expected "named.$format"
	verdict "scan -o named.$format"
	"$ndup" scan -q --format $format -o "NAMED.$format" in.jsonl &&
		same expected "NAMED.$format"
	verdict '... and with --format'
done
"$ndup" compare --format html a.txt b.txt >expected
"$ndup" compare a.txt b.txt -o pair.HTM && same expected pair.HTM
verdict 'compare -o pair.HTM'
"$ndup" index query -q --index ready.ndx --format jsonl none.jsonl >expected
"$ndup" index query -q --index ready.ndx none.jsonl -o answer.ndjson &&
	cmp expected answer.ndjson
verdict 'index query -o answer.ndjson'
"$ndup" scan -q in.jsonl >expected
"$ndup" scan -q in.jsonl -o report.txt && cmp expected report.txt
verdict 'a name that says nothing'

refuses 'the name says html, --format says csv' \
	scan --format csv in.jsonl -o target.html
refuses 'the name says csv, --format says terminal' \
	scan --format terminal in.jsonl -o target.csv.gz
refuses 'compare writes no csv, but terminal, jsonl or html' \
	compare a.txt b.txt -o target.csv
refuses 'writes no html' index query --index ready.ndx in.jsonl -o target.html
refuses 'tune writes no html' tune in.jsonl -o target.html
refuses 'JSON Lines' dedup in.jsonl -o target.csv
refuses 'JSON Lines' dedup in.jsonl --dropped target.html.zst
refuses 'JSON Lines' filter --index ready.ndx in.jsonl --rejects target.csv

# ---- compressed

# unpack FILE: onto standard output
unpack() {
	case $1 in
	*.gz) gzip -dc "$1" ;;
	*) zstd -qdc "$1" ;;
	esac
}

"$ndup" scan -q --format html in.jsonl >expected.scan
"$ndup" dedup -q in.jsonl >expected.dedup
"$ndup" index create --seed 1 --index new.ndx
"$ndup" filter -q --index new.ndx in.jsonl >expected.filter
for suffix in gz zst ZSTD; do
	if [ $suffix != gz ] && ! command -v zstd >/dev/null; then
		echo "skipped: .$suffix; there is no zstd here"
		continue
	fi
	rm -rf new.ndx
	"$ndup" index create --seed 1 --index new.ndx
	"$ndup" scan -q in.jsonl -o out.html.$suffix &&
		unpack out.html.$suffix >page && same page expected.scan
	verdict "scan -o out.html.$suffix"
	"$ndup" dedup -q in.jsonl -o out.$suffix --dropped dropped.$suffix &&
		unpack out.$suffix | cmp - expected.dedup &&
		[ "$(unpack dropped.$suffix | wc -l)" -eq 20 ]
	verdict "dedup -o out.$suffix --dropped dropped.$suffix"
	"$ndup" filter -q --index new.ndx --commit-every 7 in.jsonl \
		-o out.jsonl.$suffix --rejects rejects.$suffix &&
		unpack out.jsonl.$suffix | cmp - expected.filter
	verdict "filter -o out.jsonl.$suffix"
	unpack rejects.$suffix >rejects && [ ! -s rejects ] &&
		[ -s rejects.$suffix ]
	verdict "... and rejects.$suffix holds nothing, but is whole"
	"$ndup" dedup -q out.jsonl.$suffix | wc -l | grep -qx 20
	verdict '... and can be read'
done

# A member or frame a commit: each can be cut off.
if command -v python3 >/dev/null; then
	python3 - out.jsonl.gz <<'END'
import sys, zlib
data, members = open(sys.argv[1], "rb").read(), 0
while data:
    member = zlib.decompressobj(31)
    text = member.decompress(data)
    assert member.eof and text.endswith(b"\n") and text.count(b"\n") <= 7
    data, members = member.unused_data, members + 1
assert members == 6, members
END
	verdict 'filter -o out.jsonl.gz: a member a commit'
else
	echo 'skipped: a member a commit; there is no python3 here'
fi

# What was written can be read as soon as the input pauses.
mkfifo input.fifo
rm -rf new.ndx
"$ndup" index create --seed 1 --index new.ndx
"$ndup" filter -q --index new.ndx --input-format jsonl - -o live.gz \
	<input.fifo &
exec 3>input.fifo
head -3 in.jsonl >&3
tries=0
while [ "$(gzip -dc live.gz 2>/dev/null | wc -l)" -ne 3 ] &&
	[ $tries -lt 5000 ]; do
	tries=$((tries + 1))
done
gzip -dc live.gz 2>/dev/null | wc -l | grep -qx 3
verdict 'what is written is there when the input pauses'
exec 3>&-
wait
gzip -dc live.gz | wc -l | grep -qx 3
verdict '... and at the end'

if [ -w /dev/full ]; then
	for suffix in gz zst; do
		ln -s /dev/full full.$suffix
		refuses "full.$suffix: No space" scan in.jsonl -o full.$suffix
		refuses "full.$suffix: No space" dedup in.jsonl -o full.$suffix
	done
fi

# ---- options that have no effect, or contradict

refuses '--min-run: has no effect with --coverage off' \
	scan --coverage off --min-run 30 in.jsonl
refuses '--boilerplate' dedup --coverage off --boilerplate 30 in.jsonl
refuses '--long-passage' compare --coverage off --long-passage 60 a.txt b.txt
refuses '--min-words' scan --coverage off --min-words 3 in.jsonl
refuses '--noisy' scan --coverage off --noisy in.jsonl
refuses '--noisy' scan --min-run 9 --min-passage 4 --noisy in.jsonl
refuses '--report-limit: only with --format html' \
	scan --report-limit 3M in.jsonl
refuses '--width: only with --format terminal' scan --width 90 in.jsonl \
	--format csv
refuses '--sort' scan --format csv --matches --sort size in.jsonl
refuses '--max-clusters' scan -o target.csv --matches --max-clusters 3 in.jsonl
refuses '--commit-every' filter --dry-run --commit-every 5 --index ready.ndx \
	in.jsonl
refuses 'pass on nothing' filter --only new --drop new --index ready.ndx \
	in.jsonl
refuses 'pass on nothing' filter --only new --only update --index ready.ndx \
	in.jsonl
for name in text published headline _id url; do
	refuses "--field $name: an article's" filter --field $name \
		--index ready.ndx in.jsonl
done
refuses '--field meta: an article'\''s id' filter --id-field meta.id \
	--field meta --index ready.ndx in.jsonl
"$ndup" scan -q --coverage off --boilerplate keep --long-passage off in.jsonl \
	>out
verdict 'what says the same twice is no contradiction'

[ -z "$(ls target* 2>/dev/null)" ]
verdict 'what was refused has written nothing'

# ---- conditions that leave articles out

# left_out WORDS ARGS: the words stand on standard error
left_out() {
	words=$1
	shift
	"$ndup" "$@" >out 2>err && grep -qF -- "$words" err
}

for command in scan dedup; do
	left_out '--within: no article has a date' $command -q --within 14d in.jsonl
	verdict "$command --within, and no article has a date"
	left_out '--cross-source: no article has a source' \
		$command -q --cross-source in.jsonl
	verdict "$command --cross-source, and no article has a source"
done
sed '1,10s/^{/{"date":"2024-03-01","source":"a",/' in.jsonl >some.jsonl
left_out '--within: articles without a date: 30 of 40' scan --within 1d some.jsonl
verdict 'some without a date'
left_out '--cross-source: articles without a source: 30 of 40' \
	dedup --cross-source some.jsonl
verdict 'some without a source'
"$ndup" scan -q --within 1d --cross-source --format jsonl some.jsonl \
	>out 2>err
grep -q '"num_undated":30,"num_unsourced":30' out
verdict 'they are counted in the summary'
"$ndup" scan some.jsonl >out 2>err
! grep -q 'of 40' err && ! grep -q 'without a' out
verdict 'where nothing is asked nothing is said'
for command in filter 'index add'; do
	rm -rf within.ndx
	"$ndup" index create --within 14d --cross-source --index within.ndx
	left_out '--within: no article has a date' \
		$command -q --index within.ndx in.jsonl
	verdict "$command, an index made --within, and no dates"
	left_out '--cross-source: articles without a source: 30 of 40' \
		$command --index within.ndx some.jsonl
	verdict '... and some without a source'
done
"$ndup" compare --within 1d a.txt b.txt >out
grep -q 'They were to be close in time; none has a date.' out
verdict 'compare --within, and no dates'

finish
