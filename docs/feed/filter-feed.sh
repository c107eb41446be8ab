#!/bin/sh
# filter-feed.sh - passes what a feed reader has written through an index
#
# usage: filter-feed.sh FOLDER
#
# FOLDER/inbox has JSON Lines, one file a fetch, each put there whole (written
# elsewhere and moved).  Each is filtered into FOLDER/marked, under its name,
# and then moved to FOLDER/done.  Whenever this is killed, the next run goes on
# where the index was: nothing is lost, nothing is written twice.

cd "${1:?usage: filter-feed.sh FOLDER}" || exit 2
mkdir -p inbox marked done || exit 2
[ -d wire.ndx ] || ndup index create --index wire.ndx --window 30d || exit 2
for file in inbox/*.jsonl; do
	[ -e "$file" ] || continue
	name=${file#inbox/}
	ndup filter -q --index wire.ndx -o "marked/$name" \
		--rejects "marked/$name.rejects" "$file"
	case $? in
	0) rm -f "marked/$name.rejects" ;;
	3) echo "filter-feed: some of $name was rejected" >&2 ;;
	*) exit 2 ;;
	esac
	mv "$file" "done/$name" || exit 2
done
