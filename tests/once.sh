#!/bin/sh
# once.sh - a file is read once, and is no duplicate of itself
#
# usage: once.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

# words FROM TO: so many invented words
words() {
	seq -s ' ' "$1" "$2" | sed 's/[0-9][0-9]*/w&/g'
}

# make: a fresh folder d, whose d/sub has the only copy of a text; ways to it
make() {
	rm -rf d linked link.txt hard.txt duplicates
	mkdir -p d/sub duplicates
	words 1 100 >d/sub/only.txt
	words 201 300 >d/other.txt
	ln -s d linked
	ln -s d/sub/only.txt link.txt
	ln d/sub/only.txt hard.txt
}

# told NUM: the closing lines have so many files that came again
told() {
	if [ "$1" -eq 0 ]; then
		! grep -q 'came again' err
	else
		grep -q "^ndup: $1 files\{0,1\} came again, by another path" err
	fi
}

# keeps NUM PATHS: nothing is listed for removal; so many files came again
keeps() {
	num=$1
	shift
	run dedup --list0 --dropped gone "$@"
	[ $status -eq 0 ] && [ ! -s out ] && [ ! -s gone ] && told "$num" &&
		grep -q ' 0 dropped' err
	verdict "nothing to be removed: $*"
	run dedup --list "$@"
	[ "$(grep -c only.txt out)" -le 1 ] && [ -s out ]
	verdict "listed as kept: $*"
}

# ---- dedup: ways to one file

make
keeps 1 d d/sub
keeps 1 d/sub d
keeps 2 d ./d
keeps 2 d "$dir/d"
keeps 4 d d d/
keeps 2 d linked
keeps 2 linked d
keeps 1 d link.txt
keeps 1 link.txt d
keeps 1 d hard.txt
keeps 2 link.txt hard.txt d
keeps 1 --keep latest hard.txt d
keeps 1 --keep longest --threads 3 d hard.txt
ln -s ../../d d/sub/up
ln -s sub d/again
ln -s . d/self
ln -s sub/only.txt d/zlink.txt
keeps 2 --follow-links d
keeps 6 --follow-links d linked
rm d/sub/up d/again d/self d/zlink.txt

# A link that comes first is kept, its target not listed.
ln -s sub/only.txt d/a.txt
keeps 1 --follow-links d
rm d/a.txt

# ---- dedup: what is in both NEW and OLD

# stays ARGS: nothing is dropped, and that is said
stays() {
	run dedup --list0 --dropped gone "$@"
	[ $status -eq 0 ] && [ ! -s out ] && [ ! -s gone ] &&
		grep -q 'of --against, too: nothing of' err
	verdict "nothing to be removed: $*"
}

stays d --against d
stays d/sub --against d
stays d --against ./d --against "$dir/d"
stays hard.txt --against d
stays d --against hard.txt
stays link.txt --against d
grep -q '^ndup: 1 file is one of --against, too: nothing of it ' err
verdict 'one such file'
words 1 100 >copy.txt
run dedup --list0 copy.txt d/sub --against d
[ $status -eq 0 ] && printf 'copy.txt\0' | cmp -s - out
verdict 'a real copy of what is in both goes'
words 1 100 >d/second.txt
stays d/second.txt --against d
run dedup --list d/second.txt --against d
[ "$(cat out)" = d/second.txt ]
verdict 'what is in both is kept, and listed so'
rm d/second.txt
{
	printf '{"id":"a","text":"%s"}\n' "$(words 1 100)"
	printf '{"id":"b","text":"%s"}\n' "$(words 1 100)"
} >records.jsonl
run dedup --dropped gone records.jsonl --against ./records.jsonl
[ $status -eq 0 ] && cmp -s out records.jsonl && [ ! -s gone ] &&
	grep -q '2 articles: 2 kept, 0 dropped' err
verdict 'records that are in both are written, byte for byte'
run dedup --exit-code -q d --against d
[ $status -eq 0 ] && [ ! -s err ]
verdict '--exit-code: nothing was dropped; --quiet: nothing is said'

# ---- dedup: what the README says, really done

# moves LEFT PATHS: afterwards so many files are left with the only text
moves() {
	left=$1
	shift
	make
	words 1 100 >d/copy.txt
	"$ndup" dedup -q --list0 "$@" | xargs -0 -r mv -t duplicates/
	[ "$(cat $(find d -type f) | grep -c 'w1 .*w100')" -eq "$left" ] &&
		[ "$(cat $(find d duplicates -type f) |
			grep -c 'w1 .*w100')" -eq 2 ]
	verdict "moved: $*"
}

moves 1 d
moves 1 d d/sub
moves 1 d/sub d ./d
moves 1 --keep latest d "$dir/d"
moves 1 --follow-links d linked
moves 2 d --against d

# ---- dedup: a file that changes meanwhile, and pipes

# The reader waits at the pipe: d/sub/only.txt was read, and is touched before
# it is read by its other path.
make
mkfifo pipe
"$ndup" dedup --list0 d/sub pipe ./d/sub >out 2>err &
exec 3>pipe
chmod 600 d/sub/only.txt
words 801 900 >&3
exec 3>&-
wait $!
[ $? -eq 0 ] && [ ! -s out ] && grep -q 'only.txt: not listed, as a kept' err
verdict 'a file that changes while it is read is not listed'
words 1 100 | "$ndup" dedup --list0 - d/sub >out 2>err
[ $? -eq 0 ] && [ ! -s out ] && grep -q 'came through a pipe' err
verdict 'what only a pipe has besides is not listed'
words 1 100 | "$ndup" dedup --list0 d/sub --against - >out 2>err
printf 'd/sub/only.txt\0' | cmp -s - out
verdict 'unless the pipe is an old one'
printf '{"text":"%s"}\n' "$(words 1 100)" |
	"$ndup" dedup --list0 -o kept.jsonl - d/sub >out 2>err
printf 'd/sub/only.txt\0' | cmp -s - out && [ "$(wc -l <kept.jsonl)" -eq 1 ]
verdict 'or its record is written'
"$ndup" dedup --list0 - /dev/stdin d/sub <d/sub/only.txt >out 2>err
[ $? -eq 0 ] && [ ! -s out ] && told 2
verdict 'standard input that is a file is that file'

# ---- scan

run scan d ./d hard.txt
[ $status -eq 0 ] && told 3 && grep -q '^  no article repeats another' out &&
	grep -q '^  3 files came again, by another path or link: read once' out
verdict 'scan: nothing repeats itself, and it is said'
run scan -q --format jsonl --stats stats d linked
grep -q '"repeated_files":2,"other_kinds"' out &&
	grep -q '"repeated_files":2}' stats && [ ! -s err ]
verdict 'scan: --format jsonl and --stats'
run scan -q --format html d linked
grep -q '<dt>Read once<dd><b>2</b>' out
verdict 'scan: --format html'
run scan -q --format jsonl d --against d/sub
grep -q '"num_articles":2,"num_old":0,.*"repeated_files":1' out
verdict 'scan --against: what is in both is new, and is there once'
gzip -c records.jsonl >records.jsonl.gz
ln records.jsonl.gz more.jsonl.gz
run scan -q --format jsonl records.jsonl.gz more.jsonl.gz
grep -q '"num_articles":2,.*"num_repeated":0,.*"repeated_files":1' out
verdict 'scan: a packed file by a hard link'

# ---- the index, filter, tune, compare

run index create --index i.ndx --seed 1 d ./d
[ $status -eq 0 ] && told 2 && grep -q '^ndup: 2 added' err
verdict 'index create'
run index add --index i.ndx d
[ $status -eq 0 ] && told 0 && grep -q '0 added.*, 2 known;' err
verdict 'index add: another run is another matter'
run index query --index i.ndx --format jsonl d d/sub
[ $status -eq 0 ] && told 1 && [ "$(wc -l <out)" -eq 2 ]
verdict 'index query'
"$ndup" index create --index f.ndx --seed 1
run filter --index f.ndx records.jsonl ./records.jsonl
[ $status -eq 0 ] && told 1 && [ "$(wc -l <out)" -eq 2 ]
verdict 'filter'
run filter -q --index f.ndx records.jsonl ./records.jsonl
[ $status -eq 0 ] && [ ! -s err ]
verdict 'filter --quiet'
run tune d ./d
[ $status -eq 0 ] && told 2
verdict 'tune'
run compare d/sub/only.txt ./d/sub/only.txt
[ $status -eq 0 ] && grep -q -i identical out
verdict 'compare: a file with itself, as it was asked'

finish
