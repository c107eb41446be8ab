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

expected="ndup: the index wire.ndx is damaged: its file was cut short, or is \
not what was written"

# query NAME DAMAGE: damages the index when a query has it open and waits for
# articles, and then gives it one.
query() {
	rm -rf wire.ndx pipe
	"$ndup" index create --index wire.ndx >out 2>err &&
		"$ndup" index add --index wire.ndx article.txt >out 2>err &&
		mkfifo pipe || exit 1
	"$ndup" index query --index wire.ndx - <pipe >out 2>err &
	process=$!
	exec 9>pipe
	until ls -l /proc/$process/fd | grep -q data-1.mdb; do :; done
	eval "$2"
	# a shell of its own: the query may have ended, and that is SIGPIPE
	(echo '{"id":"1","text":"'"$(tr '\n' ' ' <article.txt)"'"}' >&9)
	exec 9>&-
	wait $process
	status=$?
	grep -qF "$expected" err && [ $status -eq 2 ]
	verdict "$1"
}

[ -d /proc/self/fd ] || { echo "skipped: no /proc"; exit 0; }
query "its file is cut short" 'truncate -s 8192 wire.ndx/data-1.mdb'
query "LMDB aborts" 'kill -ABRT $process'
query "memory that is not there" 'kill -SEGV $process'
finish
