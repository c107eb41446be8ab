#!/bin/sh
# faults.sh - an index on a bad day: what the user is told, and what is left
#
# usage: faults.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

# Records of words of their own; every fifth is the one before it again.
awk 'BEGIN {
	for (i = 0; i < 900; i++) {
		printf "{\"id\":\"%d\",\"text\":\"", i
		base = (i % 5 == 4 ? i - 1 : i) * 100
		for (word = base; word < base + 80; word++)
			printf "w%d ", word
		print "\"}"
	}
}' >in.jsonl

# whole ARTICLES: the index has so many, and no fault
whole() {
	"$ndup" index verify -q --index wire.ndx 2>err &&
		"$ndup" index info --index wire.ndx |
		grep -q "^articles  *$1\$"
}

filter() {
	"$ndup" filter -q --index wire.ndx --commit-every 100 "$@" in.jsonl \
		2>err
}

"$ndup" index create --index wire.ndx --seed 1 && filter -o expected
verdict 'an undisturbed run'

# ---- no room

rm -rf wire.ndx
"$ndup" index create --index wire.ndx --seed 1
(ulimit -f 800 && filter -o out)
[ $? -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q 'wire.ndx: File too' err
verdict 'a limit of file size: one line, exit status 2'
whole '[1-8]00'
verdict '... and the index is as of the last commit'
filter -o out && cmp out expected && whole 900
verdict '... and the same command goes on'

# ---- no permission

if [ "$(id -u)" -eq 0 ]; then
	echo 'skipped: nothing is forbidden to root'
else
	chmod a-w wire.ndx wire.ndx/*
	"$ndup" index query --index wire.ndx in.jsonl >out 2>err
	verdict 'a folder that may only be read: queries'
	refuses 'Permission denied' index add --index wire.ndx in.jsonl
	chmod u+w wire.ndx wire.ndx/*
fi

# ---- no index

mkdir other empty
cp in.jsonl other/data-1.mdb
refuses 'is no index' index query --index other in.jsonl
refuses 'is no index' index add --index empty in.jsonl
refuses 'No such file' filter --index nowhere in.jsonl
refuses 'not empty' index create --index other
cmp in.jsonl other/data-1.mdb && [ -z "$(ls empty)" ]
verdict 'what is no index stays as it is'

# ---- a damaged one

file=$(ls wire.ndx/data-*.mdb)
cp "$file" whole.mdb
truncate -s -400K "$file"
refuses 'bytes are missing' index query --index wire.ndx in.jsonl
refuses 'bytes are missing' index verify --index wire.ndx
cp whole.mdb "$file" && whole 900
verdict 'a copy of the file put back'
# A word in the middle of the tokens, or of whatever stands there.
printf 'damage' | dd of="$file" bs=1 seek=300000 conv=notrunc 2>/dev/null
"$ndup" index verify --index wire.ndx >out 2>err
[ $? -eq 2 ] && grep -q 'wire.ndx' err
verdict 'bytes that were changed are found by verify'
finish
