#!/bin/sh
# writing.sh - what is written is whole, or is not there and the user is told
#
# usage: writing.sh path/to/ndup
#
# Every command with every output, and more text than any buffer holds: onto a
# full disk, a full device, over a limit of file size, into a closed pipe, where
# nobody may write, over what is read.  Prints one line a case, and exits with 1
# if one of them failed.

. "$(dirname "$0")/cases.sh"

# ---- inputs

long=$(printf '%0200d' 0)

# Every second record is a copy of the one before.
awk -v long="$long" 'BEGIN {
	for (i = 0; i < 1000; i++) {
		printf "{\"id\":\"%s%d\",\"text\":\"", long, i
		for (word = 0; word < 60; word++)
			printf "w%d ", (i - i % 2) * 100 + word
		print "\"}"
	}
}' >big.jsonl
awk -v long="$long" 'BEGIN {
	for (i = 0; i < 500; i++) printf "{\"text\":\"%s\"\n", long
}' | cat - big.jsonl >broken.jsonl
awk 'BEGIN {
	for (word = 0; word < 20000; word++) printf "word%d ", word
}' >a.txt
sed 's/word7/other7/g' a.txt >b.txt
# Identifiers so long that ten pairs of them are long.
awk 'BEGIN {
	for (i = 0; i < 12; i++) {
		printf "{\"id\":\"%d%020000d\",\"text\":\"", i, 0
		for (word = 0; word < 60; word++) printf "w%d ", word
		printf "v%d\"}\n", i
	}
}' >ids.jsonl
mkdir kept same disk
i=0
while [ $i -lt 600 ]; do
	echo "text $i" >"kept/$long$i.txt"
	echo 'the same' >"same/$long$i.txt"
	i=$((i + 1))
done
"$ndup" index create --seed 1 --index empty.ndx
"$ndup" index create --seed 1 --index full.ndx -q big.jsonl
mkfifo pipe

# Outputs into a file: a name, the input, the command; @ is the file.
cat >to_file <<'END'
scan-o big.jsonl scan --format jsonl big.jsonl -o @
scan-csv big.jsonl scan --format csv big.jsonl -o @
scan-html big.jsonl scan --format html big.jsonl -o @
scan-terminal big.jsonl scan big.jsonl -o @
scan-stats big.jsonl scan big.jsonl -o other --stats @
compare-o a.txt compare --format html a.txt b.txt -o @
tune-o ids.jsonl tune ids.jsonl -o @
dedup-o big.jsonl dedup big.jsonl -o @ --dropped other
dedup-dropped big.jsonl dedup big.jsonl -o other --dropped @
filter-o big.jsonl filter --index now.ndx big.jsonl -o @
filter-rejects broken.jsonl filter --index now.ndx broken.jsonl --rejects @ -o /dev/null
query-o big.jsonl index query --index full.ndx --format jsonl big.jsonl -o @
END

# Outputs on standard output; what they should be, in whole.
cat >to_stdout <<'END'
scan scan --format jsonl big.jsonl
scan-html scan --format html big.jsonl
compare compare --format html a.txt b.txt
tune tune ids.jsonl
dedup dedup big.jsonl
dedup-list dedup --list kept
dedup-list0 dedup --list0 same
filter filter --index now.ndx big.jsonl
query index query --index full.ndx --format jsonl big.jsonl
info index info --index full.ndx
info-jsonl index info --index full.ndx --format jsonl
help --help
version --version
help-scan scan --help
help-index index --help
version-scan scan --version
complete complete dedup --
END

# prepare: old files, and a fresh index
prepare() {
	rm -rf now.ndx target other
	cp -R empty.ndx now.ndx
	echo old >target
	echo old >other
}

# told: one line, but for those about records that cannot be read
told() {
	[ "$(grep -cv '^ndup: broken.jsonl:[0-9]' err)" -eq 1 ]
}

# refused STATUS [FILE...]: exit status 2, one line, old files, no other ones
refused() {
	[ "$1" -eq 2 ] && told && [ "$(cat other)" = old ] && ! leftovers ||
		return 1
	shift
	for file; do
		[ "$(cat "$file")" = old ] || return 1
	done
}

# with FILE COMMAND: the command with the file in the place of @
with() {
	file=$1
	shift
	for word; do
		shift
		[ "$word" = @ ] && word=$file
		set -- "$@" "$word"
	done
	"$ndup" "$@"
}

# grows NAME: it is written in place: then the old file is not kept
grows() {
	case $1 in
	filter-*) true ;;
	*) false ;;
	esac
}

# kept NAME FILE: the file that must be the old one
kept() {
	grows "$1" || echo "$2"
}

# ---- enough to be worth a test

while read -r name input command; do
	prepare
	with target $command >out 2>err
	status=$?
	[ $status -eq 0 ] || [ $status -eq 3 ] && [ "$(wc -c <target)" -gt \
		$([ "$name" = scan-stats ] && echo 400 || echo 66000) ] &&
		! leftovers
	verdict "$name: whole"
done <to_file
prepare

# ---- a full device

if [ -w /dev/full ]; then
	ln -s /dev/full full
	while read -r name input command; do
		for place in /dev/full full; do
			prepare
			with $place $command >out 2>err </dev/null
			refused $? && grep -q "^ndup: $place: No space" err &&
				[ -c /dev/full ] && [ -L full ]
			verdict "$name: $place"
		done
	done <to_file
	while read -r name command; do
		prepare
		"$ndup" $command >/dev/full 2>err </dev/null
		refused $? && grep -q '^ndup: standard output: No space' err
		verdict "$name: standard output is /dev/full"
	done <to_stdout
fi

# ---- a full disk

# on_disk COMMAND: where disk/target is an old file, and no room is left; what
# disk/ has then goes to left/
on_disk() {
	rm -rf left
	mkdir left
	unshare -m sh -c 'mount -t tmpfs -o size=64k none disk || exit 99
		echo old >disk/target
		cat /dev/zero >disk/filler 2>left/err
		"$@"
		status=$?
		rm disk/filler left/err
		cp -R disk/. left
		exit $status' sh "$@"
}

if unshare -m mount -t tmpfs none disk 2>err; then
	while read -r name input command; do
		prepare
		set -- $command
		for word; do
			shift
			[ "$word" = @ ] && word=disk/target
			set -- "$@" "$word"
		done
		on_disk "$ndup" "$@" >out 2>err </dev/null
		refused $? $(kept "$name" left/target) &&
			grep -q '^ndup: disk/target: No space' err &&
			[ "$(ls -A left)" = target ]
		verdict "$name: a full disk"
	done <to_file
	while read -r name command; do
		prepare
		on_disk sh -c '"$@" >disk/new' sh "$ndup" $command \
			>out 2>err </dev/null
		refused $? && grep -q '^ndup: standard output: No space' err
		verdict "$name: standard output on a full disk"
	done <to_stdout

	# What the index knows and what the file has are the same; and with more
	# room the command goes on.
	prepare
	"$ndup" filter -q --index now.ndx big.jsonl -o expected
	prepare
	unshare -m sh -c 'mount -t tmpfs -o size=200k none disk || exit 99
		"$@" 2>err
		echo $? >status
		cp disk/out first
		"$1" index info --index now.ndx >info
		mount -o remount,size=4m disk
		"$@"
		cp disk/out second' sh \
		"$ndup" filter -q --index now.ndx --commit-every 50 big.jsonl \
		-o disk/out
	[ "$(cat status)" -eq 2 ] && told && [ -s first ] &&
		grep -q "^articles  *$(wc -l <first)\$" info
	verdict 'filter -o, a full disk: cut back to the last commit'
	cmp second expected
	verdict '... and with more room it goes on'
else
	echo 'skipped: a full disk; nothing can be mounted here'
fi

# ---- a limit of file size

while read -r name input command; do
	[ "$name" = scan-stats ] && continue # which is short
	prepare
	(
		ulimit -f 8
		with target $command 2>&1 >/dev/null </dev/null
		echo $? >status
	) | cat >err
	refused "$(cat status)" $(kept "$name" target) && grep -q 'File too large$' err
	verdict "$name: a limit of file size"
done <to_file
while read -r name command; do
	case $name in
	info* | *help* | version* | complete) continue ;; # the same
	esac
	prepare
	(
		ulimit -f 8
		"$ndup" $command >out 2>err </dev/null
	)
	refused $? && grep -q 'File too large$' err
	verdict "$name: standard output over a limit of file size"
done <to_stdout

# ---- nobody there to read

exec 3<>pipe 4>pipe
exec 3>&-
while read -r name command; do
	prepare
	"$ndup" $command >&4 2>err </dev/null
	[ $? -eq 141 ] && [ ! -s err ]
	verdict "$name: a closed pipe, quiet"
	(
		trap '' PIPE
		exec "$ndup" $command >&4 2>err </dev/null
	)
	[ $? -eq 2 ] && [ ! -s err ]
	verdict "$name: ... also while SIGPIPE is ignored"
done <to_stdout
while read -r name input command; do
	prepare
	with /dev/fd/4 $command 2>err </dev/null
	[ $? -eq 141 ] && [ "$(grep -cv '^ndup: broken.jsonl:[0-9]' err)" -eq 0 ] &&
		[ "$(cat other)" = old ] && ! leftovers
	verdict "$name: a closed pipe, and other files are the old ones"
done <to_file
exec 4>&-
while read -r name command; do
	prepare
	"$ndup" $command >&- 2>err </dev/null
	[ $? -eq 2 ] && [ "$(cat err)" = \
		'ndup: standard output: Bad file descriptor' ]
	verdict "$name: standard output is closed"
done <to_stdout

# ---- where nobody may write

# as_nobody COMMAND
if [ "$(id -u)" -ne 0 ]; then
	as_nobody() {
		"$@"
	}
elif setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
	as_nobody() {
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	}
fi
mkdir closed
chmod a-w closed
chmod a+rx . closed
if as_nobody "$ndup" --version >out 2>err; then
	while read -r name input command; do
		prepare
		chmod -R a+rwX now.ndx full.ndx other
		set -- $command
		for word; do
			shift
			[ "$word" = @ ] && word=closed/target
			[ "$word" = other ] && word=/dev/null
			set -- "$@" "$word"
		done
		as_nobody "$ndup" "$@" >out 2>err </dev/null
		refused $? && [ -z "$(ls -A closed)" ] &&
			grep -q '^ndup: closed/target: Permission denied$' err
		verdict "$name: a folder without permission"
	done <to_file
	mkdir -p above/here
	chmod a+rwx above/here
	cp big.jsonl above/here
	(
		cd above/here || exit 1
		chmod a-rx ..
		as_nobody "$ndup" dedup -q big.jsonl -o out
	) 2>err
	status=$?
	chmod u+rx above
	[ $status -eq 0 ] && [ -s above/here/out ]
	verdict 'a folder below one without permission'
else
	echo 'skipped: a folder without permission'
fi
for place in nowhere/target target/target .; do
	prepare
	run scan big.jsonl -o $place
	refused $status target && [ ! -s out ]
	verdict "refused before the work: $place"
done

# ---- over what is read; or its name says another format, which is told first

while read -r name input command; do
	cp "$input" saved
	rm -f link hard
	ln -s "$input" link
	ln "$input" hard
	for place in "$input" ./kept/../"$input" link hard; do
		prepare
		with $place $command >out 2>err </dev/null
		refused $? target && cmp -s "$input" saved && [ -L link ] &&
			grep -q -e '^ndup: .*: would be written over, but is read' \
				-e ': the name says jsonl' -e ' writes no jsonl' err
		verdict "$name: not over its input: $place"
	done
done <to_file
rm hard link
while read -r one two command; do
	for place in target ./target other-name; do
		prepare
		rm -f other-name
		[ $place = other-name ] && ln target other-name
		run $command $one target $two $place
		refused $status target && grep -q ': give another file than --output' err
		verdict "$command: not two outputs into one: $place"
	done
	rm -f target other-name
	run $command $one target $two ./kept/../target
	[ $status -eq 2 ] && [ ! -e target ] && grep -q ': give another file than --output' err
	verdict "$command: nor into one that is not there yet"
done <<'END'
-o --stats scan big.jsonl
-o --dropped dedup big.jsonl
-o --rejects filter --index now.ndx big.jsonl
END

# ---- over an index

# intact: it is as it was
intact() {
	"$ndup" index verify -q --index full.ndx 2>verify &&
		[ "$(ls full.ndx)" = "$files" ] &&
		cmp -s full.ndx/data-1.mdb saved
}
files=$(ls full.ndx)
cp full.ndx/data-1.mdb saved
ln -s full.ndx/data-1.mdb link
ln full.ndx/data-1.mdb hard
ln -s full.ndx folder
while read -r name input command; do
	for place in full.ndx/data-1.mdb full.ndx/data-1.mdb-lock \
		full.ndx/writer.lock full.ndx/data-2.mdb folder/data-1.mdb link; do
		prepare
		with $place $command >out 2>err </dev/null
		refused $? && intact && [ -L link ] &&
			grep -q '^ndup: .*: would .*is a file of an index' err
		verdict "$name: not over a file of an index: $place"
	done
done <to_file
refuses 'is a file of an index' filter --index full.ndx big.jsonl -o hard
refuses 'is a file of an index' index query --index full.ndx big.jsonl -o hard
"$ndup" scan big.jsonl >>full.ndx/writer.lock 2>err
[ $? -eq 2 ] && [ ! -s full.ndx/writer.lock ] && intact
verdict 'nor by >>'
rm hard link
mkdir plain
echo old >plain/data-1.mdb.txt
echo old >writer.lock
run scan big.jsonl -o writer.lock --stats plain/data-3.mdb
[ $status -eq 0 ] && [ -s writer.lock ] && [ -s plain/data-3.mdb ]
verdict 'the same names where there is no index are nothing special'

# ---- descriptors that are closed

for closed in '<&-' '1>&-' '2>&-' '<&- 1>&-' '<&- 1>&- 2>&-' '1>&- 2>&-'; do
	while read -r wanted command; do
		cp -R empty.ndx now.ndx
		eval "\"\$ndup\" $command 2>err $closed"
		status=$?
		case $wanted:$closed in
		out:*'1>&-'*) wanted=2 ;;
		out:*) wanted=3 ;;
		esac
		[ $status -eq "$wanted" ] &&
			"$ndup" index verify -q --index now.ndx 2>verify &&
			[ ! -s now.ndx/writer.lock ]
		verdict "$command $closed"
		rm -rf now.ndx
	done <<'END'
3 index add -q --index now.ndx big.jsonl missing
out filter -q --index now.ndx big.jsonl missing >out
END
done

# ---- what is no regular file

"$ndup" dedup -q big.jsonl >wanted
prepare
for place in /dev/stdout /dev/fd/1 /proc/self/fd/1 link; do
	ln -sf /dev/stdout link
	echo header >out
	"$ndup" dedup -q big.jsonl -o $place >>out 2>err
	[ $? -eq 0 ] && { echo header && cat wanted; } | cmp -s - out &&
		[ -L link ]
	verdict "-o $place >>file: behind what it has"
	{
		echo header
		"$ndup" filter -q --index now.ndx --dry-run big.jsonl -o $place
		echo footer
	} >out 2>err
	[ "$(wc -l <out)" -eq 1002 ] && [ "$(head -1 out)" = header ] &&
		[ "$(tail -1 out)" = footer ]
	verdict "filter -o $place"
done
rm link
"$ndup" dedup -q big.jsonl -o /dev/fd/7 7>out 2>err
[ $? -eq 0 ] && cmp -s out wanted
verdict '-o /dev/fd/7'
refuses 'No such file' dedup -q big.jsonl -o /dev/fd/7
refuses 'Bad file descriptor' dedup -q big.jsonl -o /dev/fd/0 </dev/null
"$ndup" dedup -q big.jsonl -o /dev/null 2>err
[ $? -eq 0 ] && [ -c /dev/null ]
verdict '-o /dev/null'
cat pipe >out &
"$ndup" dedup -q big.jsonl -o pipe 2>err
status=$?
wait $!
[ $status -eq 0 ] && cmp -s out wanted && [ -p pipe ]
verdict '-o onto a pipe'
if perl -e 1 2>/dev/null; then
	perl -MFcntl -e 'fcntl STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK;
		exec @ARGV' "$ndup" dedup -q big.jsonl 2>err | cat >out
	cmp -s out wanted && [ ! -s err ]
	verdict 'a pipe that does not wait'
fi

# ---- names and rights

while read -r name input command; do
	prepare
	chmod 604 target
	ln -s target link
	with link $command >out 2>err </dev/null
	[ -L link ] && ! grep -q '^old$' target && ! leftovers &&
		[ "$(stat -c %a target)" = 604 ]
	verdict "$name: link and mode stay"
	rm link
done <to_file
if [ "$(id -u)" -eq 0 ]; then
	prepare
	chown 1234:5678 target
	run dedup big.jsonl -o target
	[ $status -eq 0 ] && [ "$(stat -c %u:%g target)" = 1234:5678 ]
	verdict 'owner and group stay'
fi
name=$(printf '%0255d' 0)
run dedup -q big.jsonl -o "$name"
[ $status -eq 0 ] && cmp -s "$name" wanted
verdict 'a name as long as may be'

# ---- killed: the old file is whole

for command in 'scan - --input-format jsonl -o target' \
	'dedup - --input-format jsonl --dropped target -o other'; do
	prepare
	rm -f .*.ndup-*
	exec 3<>pipe
	"$ndup" $command <pipe 2>err &
	pid=$!
	tries=0
	while ! ls .target.ndup-* >/dev/null 2>&1 && [ $tries -lt 5000 ]; do
		tries=$((tries + 1))
	done
	kill -s KILL $pid
	exec 3>&-
	wait $pid 2>/dev/null
	[ $? -eq 137 ] && [ "$(cat target other)" = "$(printf 'old\nold')" ]
	verdict "killed: $command"
	rm -f .*.ndup-*
done

finish
