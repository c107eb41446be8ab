#!/bin/sh
# damage.sh - an index that is damaged while it is read
#
# usage: damage.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

cat >article.txt <<END
The harbour council voted on Monday to rebuild the northern quay after two
winters of storms had opened a gap of nine metres in its wall, and it set aside
a first sum for stone, for divers and for the night watch.
END

damaged="ndup: the index wire.ndx is damaged: its file was cut short, or is \
not what was written"
unknown=': the index wire.ndx is damaged, or ndup has a fault; if "ndup index'\
' verify" finds nothing, please report it'

# A shell of its own: the query may have ended, and that is SIGPIPE.
give_article() (
	echo '{"id":"1","text":"'"$(tr '\n' ' ' <article.txt)"'"}' >&9
)

# query NAME DAMAGE LINE: damages the index when a query has answered and waits
# for the next article, and then gives it that.
query() {
	rm -rf wire.ndx pipe
	"$ndup" index create --index wire.ndx >out 2>err &&
		"$ndup" index add --index wire.ndx article.txt many.jsonl \
			>out 2>err &&
		mkfifo pipe || exit 1
	"$ndup" index query --index wire.ndx - <pipe >out 2>err &
	process=$!
	exec 9>pipe
	give_article
	until grep -q '^1: duplicate' out; do kill -0 $process || break; done
	eval "$2"
	give_article
	exec 9>&-
	wait $process
	status=$?
	grep -qxF "$3" err && [ "$(wc -l <err)" -eq 1 ] && [ $status -eq 2 ]
	verdict "$1"
}

# Pages of keys that lead to others say that they have one key, which none has.
# A page begins with its number, two bytes, what it is, and where its keys end.
break_pages() {
	page=$(getconf PAGESIZE)
	size=$(getconf LONG_BIT)
	head=$((size / 8 + 8))
	byte=$((size / 8 + 4))
	od -v -A n -t u2 -w"$page" wire.ndx/data-1.mdb |
		awk -v at=$((byte / 2)) '$at == 1 { print NR - 1 }' >pages
	[ -s pages ] || echo "no page leads to others" >&2
	while read -r number; do
		one=$((head + 2))
		case $(printf '\1\0' | od -A n -t u2 | tr -d ' ') in
		1) bytes="\\$(printf %o $one)\\0" ;;
		*) bytes="\\0\\$(printf %o $one)" ;;
		esac
		# shellcheck disable=SC2059
		printf "$bytes" | dd of=wire.ndx/data-1.mdb bs=1 \
			seek=$((number * page + byte)) conv=notrunc 2>dd.err
	done <pages
}

awk 'BEGIN {
	for (i = 0; i < 300; i++) {
		printf "{\"id\":\"m%d\",\"text\":\"", i
		for (k = 0; k < 60; k++)
			printf "w%d ", i * 60 + k
		print "\"}"
	}
}' >many.jsonl
query "its file is cut short" 'truncate -s 8192 wire.ndx/data-1.mdb' "$damaged"
query "LMDB finds pages wrong" break_pages "$damaged"
query "an abort that is not LMDB's" 'kill -ABRT $process' \
	"ndup: ended by SIGABRT$unknown"
query "memory that is not there" 'kill -SEGV $process' \
	"ndup: ended by SIGSEGV$unknown"
query "a bus error elsewhere" 'kill -BUS $process' \
	"ndup: ended by SIGBUS$unknown"
finish
