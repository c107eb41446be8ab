#!/bin/sh
# filter_crash.sh - whenever a filter is killed, nothing is lost or twice there
#
# usage: filter_crash.sh path/to/ndup [KILLS [SEED]]
#
# A filter with -o is killed at moments drawn by chance and started again with
# the same command, until it ends; then again with a fresh index, until it was
# killed so often.  Each time output, rejects and index are those of an
# undisturbed run; every other time output and rejects are compressed.  Killed between LMDB's commit and the file that has its number,
# the index is one commit ahead of that; at an earlier one it would be refused.

. "$(dirname "$0")/cases.sh"
kills=${2:-200}
seed=${3:-20240301}
echo "seed $seed, $kills kills"

# Two files; copies, new versions, unlike texts under one id, a footer that stands after some weeks, and records that
# cannot be read.
i=0
while [ $i -lt 1500 ]; do
	echo $i
	i=$((i + 1))
done | awk '{
	if ($1 % 100 == 50) {
		print "{\"text\":"
		next
	}
	id = $1 % 10 == 9 ? $1 - 3 : $1
	text = $1
	if ($1 % 10 == 4)
		id = text = $1 - 1
	printf "{\"id\":\"%d\",\"date\":\"2024-03-%02d\",\"text\":\"", \
		id, $1 / 50 + 1
	for (i = 0; i < 60; i++)
		printf "w%d ", (text % 3 ? text : text - 6) * 1000 + i
	if (text != $1)
		printf "version%d ", $1
	for (i = 0; i < 60 && $1 % 20 == 1; i++)
		printf "footer%d ", i
	printf "\"}\n"
}' >all
head -800 all >one.jsonl
tail -n +801 all | gzip -c >two.jsonl.gz

# start NAME SUFFIX [COMMAND]: into index, output and rejects of that name, with
# this suffix; a file that comes again is read once, also where a run goes on
# behind it
start() {
	name=$1
	suffix=$2
	shift 2
	"$@" "$ndup" filter -q --index $name.ndx --commit-every 50 \
		-o "$name.out$suffix" --rejects "$name.rejects$suffix" \
		one.jsonl two.jsonl.gz ./one.jsonl 2>$name.err
}

# is_whole FILE SUFFIX: what was written is that of the undisturbed run
is_whole() {
	if [ -n "$2" ]; then
		gzip -dc "killed.$1$2" | cmp -s "whole.$1"
	else
		cmp -s "whole.$1" "killed.$1"
	fi
}

# ask NAME: all that the index says of all articles
ask() {
	"$ndup" index query --format jsonl --index "$1.ndx" one.jsonl \
		two.jsonl.gz 2>/dev/null
}

# begin NAME: with a fresh index
begin() {
	rm -rf "$1.ndx" "$1".out* "$1".rejects*
	"$ndup" index create --seed 1 --index "$1.ndx"
}

begin whole
start whole ''
[ $? -eq 3 ] && [ "$(wc -l <whole.out)" -eq 1485 ] &&
	[ "$(wc -l <whole.rejects)" -eq 15 ]
verdict 'an undisturbed run'
! head -1 whole.out | grep -q '"ignored_words":[1-9]' &&
	tail -100 whole.out | grep -q '"ignored_words":5'
verdict 'a footer stands by its end'
ask whole >whole.answers

# Moments in milliseconds: from before the first commit to behind the last.
awk -v seed="$seed" 'BEGIN {
	srand(seed)
	for (;;) print int(rand() * rand() * rand() * 999) + 1
}' 2>/dev/null | {
	num=0
	rounds=0
	while [ $num -lt "$kills" ]; do
		begin killed
		suffix=.gz
		[ $((rounds % 2)) -eq 0 ] && suffix=
		status=137
		while [ "$status" = 137 ]; do
			read -r moment
			start killed "$suffix" timeout -s KILL \
				"0.$(printf %03d "$moment")"
			status=$?
			[ $status -eq 137 ] && num=$((num + 1))
			"$ndup" index info --index killed.ndx >info 2>&1 ||
				status=refused
		done
		rounds=$((rounds + 1))
		[ "$status" = 3 ] && is_whole out "$suffix" &&
			is_whole rejects "$suffix" &&
			"$ndup" index verify --index killed.ndx >err 2>&1 ||
			break
		ask killed >killed.answers
		cmp -s whole.answers killed.answers || break
	done
	echo "$num kills in $rounds rounds"
	[ $num -ge "$kills" ]
}
verdict 'output, rejects and index are those of the undisturbed run'

finish
