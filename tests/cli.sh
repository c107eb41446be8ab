#!/bin/sh
# cli.sh - what a user of the program ndup relies on
#
# usage: cli.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

# ---- articles

paragraph='The harbour council voted on Monday to rebuild the northern quay
after two winters of storms had opened a gap of nine metres in its wall, and
it set aside a first sum for stone, for divers and for the night watch that
the pilots have asked for since the spring, the council said in a statement.'

mkdir news
cat >news/first.txt <<END
OLDPORT, March 3. /COAST/. A short notice came before the vote.

$paragraph
END
cat >news/second.txt <<END
The mayor spoke to fishermen at the market hall about prices and quotas.

$paragraph
END
cat >news/third.txt <<END
$paragraph

Ferries to the islands sail as usual, and their timetable does not change.
END
cat >news/other.txt <<END
A museum of clocks opens in the old customs house with three hundred pieces,
the oldest of which was made for a lighthouse that no longer stands.
END
mkdir empty
paragraphs=$(echo "$paragraph" | tr '\n' ' ')

# ---- help and wrong options

run --help
[ $status -eq 0 ] && grep -q '^  scan  *[a-z]' out && [ ! -s err ] &&
	! grep -q '.\{81\}' out
verdict '--help lists the commands'
run scan --help
[ $status -eq 0 ] && grep -q -- '--threshold' out && [ ! -s err ] &&
	! grep -q '.\{81\}' out
verdict 'scan --help, in 80 columns'
grep -q 'not by that \[50\]$' out
verdict 'scan --help has the default of --long-passage'
run --version
[ $status -eq 0 ] && grep -q '^ndup [0-9]*\.[0-9]*\.[0-9]*$' out
verdict '--version'
run
[ $status -eq 2 ] && [ ! -s out ] && grep -q usage err
verdict 'no command'

refuses 'unknown command' frobnicate
refuses 'name a folder' scan
refuses 'unknown option --frobnicate' scan --frobnicate news
refuses 'unknown option -Z' scan -Z news
refuses 'needs an argument' scan news --threshold
refuses 'takes no argument' scan --matches=yes news
refuses 'from 0.01 to 1' scan --threshold 0 news
refuses 'from 0.01 to 1' scan --threshold 1.5 news
refuses 'from 0.01 to 1' scan --threshold nan news
refuses 'from 0.01 to 1' scan --threshold 0.5x news
refuses '"off"' scan --coverage 2 news
refuses 'from 0.01 to 0.9999' scan --recall 1 news
refuses 'whole number' scan --min-run 0 news
refuses 'whole number' scan --shingle 65 news
refuses 'whole number' scan --threads -1 news
refuses 'whole number' scan --seed -5 news
refuses '--min-run' scan --min-run 5 --min-passage 6 news
refuses '14d' scan --within 14 news
refuses '14d' scan --within -3d news
refuses '14d' scan --within 3y news
refuses '16M' scan --max-article 0 news
refuses '16M' scan --max-article -1 news
refuses '16M' scan --max-article lots news
refuses 'keep' scan --boilerplate 2 news
refuses 'keep' scan --boilerplate some news
refuses '64M' scan --memory 1M news
refuses 'at least 64M' scan --memory 10 news
refuses 'at least 64M' scan --memory 63M news
refuses 'at least 64M' scan --memory -2G news
refuses 'at least 64M' scan --memory much news
refuses 'at least 64M' scan --memory 99999999999G news
refuses 'terminal, jsonl, csv or html' scan --format xml news
refuses 'time, size or weakest' scan --sort name news
refuses 'from 40 to 1000' scan --width 39 news
refuses 'whole number' scan --max-clusters -1 news
refuses 'whole number' scan --context many news
refuses '--format terminal' scan --plain --format csv news
refuses '--format terminal' scan --context 3 --format jsonl news
refuses 'text, jsonl or json' scan --input-format csv news
refuses 'auto, always or never' scan --color maybe news
refuses '--format jsonl or csv' scan --matches news
refuses 'only once' scan - -
refuses 'only once' scan --against - -
refuses 'No such file' scan --ignore-text nowhere news
refuses 'No such file' scan -o nowhere/report news
refuses 'Is a directory' scan -o empty news

# ---- exit status

run scan news
[ $status -eq 0 ] && grep -q 'Cluster 1: 3 articles' out
verdict 'a cluster is found'
run scan --exit-code news
[ $status -eq 1 ]
verdict 'exit status 1 on request'
run scan --exit-code news/other.txt
[ $status -eq 0 ] && grep -q 'no article repeats another' out
verdict 'exit status 0 without a cluster'
run scan news nowhere.txt
[ $status -eq 3 ] && grep -q 'Cluster 1' out &&
	grep -q '^ndup: nowhere.txt: ' err
verdict 'a file that is not there: named, the rest goes on, status 3'
printf '{"id":"a","text":"%s"}\n{"id":"b","text":\n{"id":"c","text":"%s"}\n' \
	"$paragraphs" "$paragraphs" >broken.jsonl
run scan broken.jsonl
[ $status -eq 3 ] && grep -q '^ndup: broken.jsonl:2' err &&
	grep -q 'Cluster 1: 2 articles' out
verdict 'a broken record does not take its neighbours along'
run scan empty
[ $status -eq 0 ] && grep -q '^ndup: no article in empty$' err
verdict 'an empty folder is said'
run scan -q news
[ $status -eq 0 ] && [ ! -s err ]
verdict '-q says nothing'

# ---- input and output

"$ndup" scan -q --format jsonl news >wanted
run scan --format jsonl - <broken.jsonl
[ $status -eq 3 ] && grep -q '"lead":"a"' out
verdict 'standard input'
run scan -q --format jsonl -o report.jsonl news
[ $status -eq 0 ] && [ ! -s out ] && cmp -s report.jsonl wanted && ! leftovers
verdict '-o writes the same bytes'
head -1 wanted | grep -q '^{"type":"run","format":2,' &&
	tail -1 wanted | grep -q '^{"type":"summary",'
verdict 'the report begins with the run and ends with the summary'
run scan -q --format csv news
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 4 ] && head -1 out |
	grep -q '^cluster,num_members,weakest,first,id,' &&
	! grep -qv "$(printf '\r$')" out
verdict '--format csv: a row a member'
run scan -q --format csv --matches news
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 4 ] && head -1 out |
	grep -q '^a_id,.*,b_id,.*,num_passages'
verdict '--format csv --matches: a row a pair'
run scan -q -o - news
[ $status -eq 0 ] && grep -q 'Cluster 1' out
verdict '-o - is standard output'
echo old >target && chmod 640 target && ln -s target link
run scan -q -o link news
[ $status -eq 0 ] && [ -L link ] && grep -q 'Cluster 1' target &&
	ls -l target | grep -q '^-rw-r-----'
verdict '-o through a link keeps link and mode'
ln -s nowhere dangling
run scan -q -o dangling news
[ $status -eq 2 ] && [ -L dangling ] && [ ! -e nowhere ] && ! leftovers
verdict '-o to a link that leads nowhere leaves it alone'
run scan -q --format jsonl -o news/report news
[ $status -eq 0 ] && cmp -s news/report wanted
verdict 'an output in the scanned folder is not read'
cp news/report saved
run scan -q --format jsonl -o news/report news
[ $status -eq 2 ] && cmp -s news/report saved && grep -q 'written over' err
verdict 'an older report in the scanned folder is not written over'
run scan -q --format jsonl --exclude report -o news/report news
[ $status -eq 0 ] && cmp -s news/report wanted
verdict 'unless it is excluded'
rm news/report
cp news/first.txt saved && ln news/first.txt other-name
for name in news/first.txt ./news/../news/first.txt other-name; do
	run scan -q -o $name news/first.txt news/second.txt
	[ $status -eq 2 ] && cmp -s news/first.txt saved &&
		grep -q 'written over' err && ! leftovers
	verdict "an input is not written over: $name"
done
run scan -q -o news/first.txt --against news/first.txt news/second.txt
[ $status -eq 2 ] && cmp -s news/first.txt saved
verdict 'nor one of --against'
run scan -q --stats news/first.txt news/first.txt
[ $status -eq 2 ] && cmp -s news/first.txt saved
verdict 'nor by --stats'
"$ndup" scan -q news/first.txt >>news/first.txt 2>err
[ $? -eq 2 ] && cmp -s news/first.txt saved
verdict 'nor by >>'
run scan -q --stats stats.json -o report news
[ $status -eq 0 ] && grep -q '"peak_memory_bytes":[1-9]' stats.json && ! leftovers
verdict '--stats'
echo "$paragraphs" >footer
run scan -q --ignore-text footer news
[ $status -eq 0 ] && grep -q 'no article repeats another' out
verdict '--ignore-text'
run scan -q --against news/first.txt news/second.txt
[ $status -eq 0 ] && grep -q 'Cluster 1: 2 articles' out
verdict '--against'
run scan -q --against news news/other.txt
[ $status -eq 0 ] && grep -q 'no article repeats another' out
verdict 'old articles are not compared with each other'

# ---- for people: width, pager

# fits COLUMNS: no line of out is longer, in whatever locale
fits() {
	! LC_ALL=C tr -d '\200-\277' <out | LC_ALL=C grep -q ".\{$(($1 + 1))\}"
}

run scan -q --width 50 news
[ $status -eq 0 ] && fits 50
verdict '--width'
COLUMNS=61 "$ndup" scan -q news >out 2>err && fits 61 &&
	grep -q '.\{56\}' out
verdict 'COLUMNS, where there is no window'
for columns in many -3 ''; do
	COLUMNS=$columns "$ndup" scan -q news >out 2>err && fits 80 &&
		grep -q '.\{75\}' out
	verdict "80 where COLUMNS is \"$columns\""
done
run scan -q --sort size --max-clusters 1 --context 3 news
[ $status -eq 0 ] && grep -q '^      | The harbour council' out
verdict '--context'
run scan -q --plain news
[ $status -eq 0 ] && grep -q '^In articles: 1 to 3$' out && ! grep -q '  ' out
verdict '--plain'
run scan -q --pager 'sed s/^/paged:/' news
[ $status -eq 0 ] && ! grep -q paged: out
verdict 'no pager where there is no terminal'

# on_terminal COMMAND: its output in out, without carriage returns.  The command
# is a shell's, in which $ndup is the program, whatever its path has in it.
export ndup
on_terminal() {
	TERM=xterm script -qec "$1" /dev/null </dev/null >typed 2>err
	status=$?
	tr -d '\r' <typed >out
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	on_terminal "stty cols 47; \"\$ndup\" scan -q --no-pager --color never news"
	[ $status -eq 0 ] && fits 47 && grep -q '.\{43\}' out
	verdict 'the width of the window'
	on_terminal "PAGER='sed s/^/paged:/' \"\$ndup\" scan -q news"
	[ $status -eq 0 ] && grep -q '^paged:.*Cluster 1' out
	verdict 'PAGER'
	on_terminal "PAGER=false \"\$ndup\" scan -q --pager 'sed s/^/paged:/' news"
	[ $status -eq 0 ] && grep -q '^paged:.*Cluster 1' out
	verdict '--pager goes before it'
	for off in 'PAGER=' 'PAGER=cat'; do
		on_terminal "$off \"\$ndup\" scan -q --color never news"
		[ $status -eq 0 ] && grep -q '^Cluster 1' out
		verdict "no pager: $off"
	done
	on_terminal "PAGER='sed s/^/paged:/' \"\$ndup\" scan -q --format csv news"
	[ $status -eq 0 ] && grep -q '^cluster,' out
	verdict 'no pager for other formats'
	on_terminal "PAGER='head -n 1' \"\$ndup\" scan -q news"
	[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 1 ]
	verdict 'to leave a pager early is well'
	on_terminal "\"\$ndup\" scan -q --pager nonsense-is-no-command news"
	[ $status -eq 2 ] && grep -q 'see --pager and --no-pager' out
	verdict 'a pager that is not there: one line, status 2'
else
	echo 'skipped: what happens on a terminal (no script from util-linux)'
fi

# ---- two articles

cat >pair.jsonl <<END
{"id":"one","text":"$paragraphs"}
{"id":"two","text":"A short notice before it. $paragraphs"}
{"text":"$paragraphs And a line behind it."}
END
run compare news/first.txt news/third.txt
[ $status -eq 0 ] && [ ! -s err ] && grep -q '^A  news/first.txt' out &&
	grep -q '^B  news/third.txt' out && grep -q '^They match: ' out &&
	grep -q '^  The harbour council .* The harbour council' out && fits 80
verdict 'compare'
run compare --format jsonl news/third.txt news/first.txt
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 2 ] && tail -1 out |
	grep -q '^{"type":"pair","a_id":"news/third.txt",.*"b_id":"news/first.txt",.*"is_match":true,'
verdict 'compare: A and B stay what they are'
run compare --exit-code news/first.txt news/other.txt
[ $status -eq 0 ] && grep -q '^They do not match' out
verdict 'compare: a pair that does not match is shown too'
run compare --exit-code news/first.txt news/third.txt
[ $status -eq 1 ]
verdict 'compare --exit-code'
run compare pair.jsonl#two pair.jsonl:3
[ $status -eq 0 ] && grep -q '^A  pair.jsonl#two' out &&
	grep -q '^B  pair.jsonl:3' out && grep -q '^They match' out
verdict 'compare: records by id and by number'
run compare --plain pair.jsonl#one - <news/first.txt
[ $status -eq 0 ] && grep -q '^They match: ' out && ! grep -q '  ' out
verdict 'compare with standard input'
cp news/first.txt 'a#b.txt'
run compare 'a#b.txt' news/third.txt
[ $status -eq 0 ] && grep -q '^A  a#b.txt' out
verdict 'compare: a file of that name goes first'
refuses 'name two articles' compare news/first.txt
refuses 'one too many' compare news/first.txt news/second.txt news/third.txt
refuses 'twice' compare news/first.txt news/first.txt
refuses 'No such file' compare news/first.txt nowhere.txt
refuses 'more than one article' compare news/first.txt pair.jsonl
refuses 'more than one article' compare news news/first.txt
refuses 'no article has the id six' compare news/first.txt pair.jsonl#six
refuses 'no article has the number 9' compare news/first.txt pair.jsonl:9
refuses 'no article' compare news/first.txt empty
refuses 'terminal, jsonl or html' compare --format csv news/first.txt news/third.txt
refuses 'not of ndup compare' compare --recall 0.9 news/first.txt news/third.txt
refuses 'not of ndup compare' compare --noisy news/first.txt news/third.txt
cp pair.jsonl saved
refuses 'written over' compare -o pair.jsonl pair.jsonl#one pair.jsonl#two
cmp -s pair.jsonl saved
verdict 'compare: the file of a record is not written over'
rm saved pair.jsonl 'a#b.txt'

# ---- thresholds

run tune --threshold 0.63 --recall 0.97
[ $status -eq 0 ] && [ ! -s err ] && fits 80 && grep -q '^  >   0.63 .* recall$' out
verdict 'tune: the threshold stands in the curve'
awk '/ bands of / { bands = $1; rows = $4 }
	/ (false|recall)$/ {
		sub(/>/, "")
		share = 100 * (1 - (1 - $1 ^ rows) ^ bands)
		if ((share - $2) ^ 2 > 1e-8 || ($1 < 0.63) != ($NF == "false"))
			wrong = 1
		if ($1 == 0.63 && share < 97)
			wrong = 1
		num++
	}
	END { exit wrong || num != 21 }' out
verdict 'tune: each step is what the formula says, and recall is reached'
run tune -q news
[ $status -eq 0 ] && fits 80 &&
	grep -q '^Measured on 4 of 4 articles.* all 6 pairs$' out &&
	grep -q '^These thresholds link 3 pairs: ' out &&
	grep -q '^A scan finds 3 of them, 100 %' out &&
	awk '/ to [01]/ { pairs += $4; linked += $5 }
		END { exit pairs != 6 || linked != 3 }' out
verdict 'tune: each pair of the articles is measured'
run tune -q --sample 2 --seed 7 --threads 1 news
mv out drawn
run tune -q --sample 2 --seed 7 --threads 2 news
cmp -s out drawn && grep -q '^Measured on 2 of 4 .*(seed 7): all 1 pair' out
verdict 'tune: the same seed draws the same articles'
seen=
for seed in 1 2 3 4 5 6 7 8 9; do
	run tune -q --sample 2 --seed $seed --coverage off \
		--threshold 1 --recall 0.5 news
	seen="$seen $(grep -o 'news/[a-z]*.txt' out)"
done
[ "$(echo "$seen" | tr ' ' '\n' | sort -u | grep -c news)" -ge 3 ]
verdict 'tune: other seeds draw others'
run tune news/first.txt nowhere.txt
[ $status -eq 3 ] && grep -q '^ndup: nowhere.txt: ' err
verdict 'tune: input that is not there is named'
refuses 'whole number' tune --sample 1 news
refuses 'written over' tune -o news/first.txt news
refuses 'not of ndup tune' tune --within 3d news
run tune --threshold 0.01 --recall 0.9999
[ $status -eq 0 ] || { [ $status -eq 2 ] && [ "$(wc -l <err)" -eq 1 ]; }
verdict 'tune: what cannot be is said'

# ---- three articles, alike but for each eighth word

# By this seed no band finds them.

i=0
while [ $i -lt 3 ]; do
	i=$((i + 1))
	awk -v i=$i 'BEGIN {
		printf "{\"id\":\"%d\",\"date\":\"2024-03-0%d\",\"text\":\"", i, i
		for (j = 1; j <= 240; j++)
			printf "%s%dx ", j % 8 ? "w" : "own" i "x", j
		print "\"}"
	}'
done >eighth.jsonl
run scan -q --seed 8 --matches --format jsonl eighth.jsonl
[ $status -eq 0 ] && grep -q '"noisy":false' out &&
	! grep -q '"type":"match"' out
verdict 'each eighth word changed: not found'
run scan -q --seed 8 --noisy --matches --format jsonl eighth.jsonl
[ $status -eq 0 ] && grep -q '"noisy":true' out &&
	[ "$(grep -c '"type":"match"' out)" -eq 3 ]
verdict 'scan --noisy: found'
run dedup -q --seed 8 --noisy --contained 0.8 eighth.jsonl
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 1 ]
verdict 'dedup --noisy'
run tune --seed 8 --noisy eighth.jsonl
[ $status -eq 0 ] && grep -q '3 candidates' out
verdict 'tune --noisy'
"$ndup" index create -q --seed 8 --noisy --index noisy.ndx
"$ndup" index info --format jsonl --index noisy.ndx | grep -q '"noisy":true' &&
	"$ndup" index info --index noisy.ndx | grep -q 'short ones (noisy)$'
verdict 'index create --noisy: the index keeps it'
run filter -q --index noisy.ndx eighth.jsonl
[ $status -eq 0 ] && [ "$(grep -c '"status":"new"' out)" -eq 1 ]
verdict 'filter: by keys of the index'
"$ndup" index add -q --index noisy.ndx eighth.jsonl
sed '1d; s/"2"/"new"/' eighth.jsonl | head -n 1 >asked.jsonl
run index query -q --format jsonl --index noisy.ndx asked.jsonl
[ $status -eq 0 ] && grep -q '"matches":\[{.*},{.*},{' out
verdict 'index query: by keys of the index'
rm -rf noisy.ndx eighth.jsonl asked.jsonl

# ---- boilerplate: 25 articles with one footer, one of them twice

mkdir site
i=0
while [ $i -lt 25 ]; do
	i=$((i + 1))
	{
		awk -v i=$i 'BEGIN {
			for (j = 0; j < 60; j++) printf "own%dx%d ", i, j
			print "\n"
		}'
		echo "$paragraph"
	} >site/$i.txt
done
sed 's/^own/Repeated: own/' site/7.txt >site/again.txt
run scan --boilerplate 10 site
[ $status -eq 0 ] && grep -q '^Cluster 1: 2 articles' out &&
	! grep -q '^Cluster 2' out &&
	grep -q 'Not counted: [0-9]* words in 2 of 2 articles: boilerplate 1' out &&
	grep -q '1 passage of boilerplate in 26 articles counts' out &&
	grep -q '^ *1\. 26 articles$' out &&
	grep -q 'rebuild the northern quay after' out
verdict 'a footer is found, shown, and links nothing'
run scan --boilerplate keep site
[ $status -eq 0 ] && grep -q '^Cluster 1: 26 articles' out &&
	! grep -q boilerplate out
verdict '--boilerplate keep counts it'
run scan -q --boilerplate 10 --format jsonl site
grep '^{"type":"boilerplate"' out | sed 's/.*"text":"\(.*\)"}$/\1/' |
	sed 's/\\n/ /g' >known
run scan -q --boilerplate keep --ignore-text known site
[ $status -eq 0 ] && grep -q '^Cluster 1: 2 articles' out &&
	! grep -q '^Cluster 2' out
verdict 'what was found serves --ignore-text'

# ---- what cannot be written

if [ -w /dev/full ]; then
	"$ndup" scan -q news >/dev/full 2>err
	[ $? -eq 2 ] && [ "$(wc -l <err)" -eq 1 ]
	verdict 'a full disk'
	run scan -q -o /dev/full news
	[ $status -eq 2 ] && [ -c /dev/full ]
	verdict 'a full device by name'
fi
"$ndup" scan -q news >&- 2>err
[ $? -eq 2 ] && [ "$(wc -l <err)" -eq 1 ]
verdict 'standard output closed'

mkdir odd
mkfifo pipe odd/pipe.txt
run scan -q odd
[ $status -eq 0 ] && grep -q 'other kinds were left out: 1 pipe$' out
verdict 'a pipe in a folder is left out, and counted'
exec 3<>pipe 4>pipe
exec 3>&-
"$ndup" scan news >&4 2>err
[ $? -eq 141 ] && ! grep -q -i pipe err
verdict 'a closed pipe: quiet'
(
	trap '' PIPE
	exec "$ndup" scan -q news >&4 2>err
)
[ $? -eq 2 ] && [ ! -s err ]
verdict 'a closed pipe while SIGPIPE is ignored: quiet'
exec 4>&-

# ---- more than memory

# 20 MB: with the least memory a part of it goes to disk.
awk 'BEGIN {
	for (i = 0; i < 12000; i++) {
		printf "{\"id\":\"%d\",\"text\":\"", i
		for (j = 0; j < 200; j++) {
			printf("w%d ", i % 10 == 1 && j > 20 ? n - 200 : n)
			n++
		}
		print "\"}"
	}
}' >large.jsonl
mkdir disk

# without_room NAME STATUS: after a scan for which the disk was too small
without_room() {
	[ "$2" -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -e unmade ] &&
		! leftovers && [ -z "$(ls -A disk)" ] &&
		grep -q '^ndup: cannot use a temporary file in .*disk: [A-Z]' err
	verdict "$1: one line, and nothing is left"
}

"$ndup" scan -q --format jsonl --matches --stats stats large.jsonl >wanted
[ $? -eq 0 ] && grep -q '"temporary_bytes":0,' stats
verdict 'nothing goes to disk without need'
run scan -q --format jsonl --matches --stats stats --memory 64M --tmpdir disk \
	large.jsonl
[ $status -eq 0 ] && grep -q '"temporary_bytes":[1-9][0-9]\{6\}' stats &&
	cmp -s out wanted && [ -z "$(ls -A disk)" ]
verdict '--memory: a part goes to disk, and the report is the same'
run scan -q --memory 64M --tmpdir nowhere news
[ $status -eq 0 ] && [ ! -s err ]
verdict '--tmpdir: no folder is asked for without need'
run scan -q -o unmade --memory 64M --tmpdir nowhere large.jsonl
[ $status -eq 2 ] && [ "$(cat err)" = \
	'ndup: cannot use a temporary file in nowhere: No such file or directory' ] &&
	[ ! -e unmade ] && ! leftovers
verdict '--tmpdir: no such folder'
(
	TMPDIR=nowhere
	export TMPDIR
	run scan -q -o unmade --memory 64M large.jsonl
	[ $status -eq 2 ] && grep -q ' in nowhere: ' err && ! leftovers
)
verdict 'TMPDIR is where temporary files go'
(
	TMPDIR=nowhere
	export TMPDIR
	run scan -q --memory 64M --tmpdir disk large.jsonl
	[ $status -eq 0 ]
)
verdict 'unless there is --tmpdir'
(
	TMPDIR=
	export TMPDIR
	run scan -q --memory 64M large.jsonl
	[ $status -eq 0 ]
)
verdict 'or it is empty'
(
	ulimit -f 8000
	exec "$ndup" scan -q -o unmade --memory 64M --tmpdir disk large.jsonl
) 2>err
without_room 'files of 4 MB at most' $?
if unshare -m mount -t tmpfs none disk 2>err; then
	unshare -m sh -c 'mount -t tmpfs -o size=4m none disk && "$@" ||
		exit $?; ls -A disk >left' sh \
		"$ndup" scan -q -o unmade --memory 64M --tmpdir disk \
		large.jsonl 2>err
	without_room 'a full temporary disk' $?
	grep -q 'No space left' err
	verdict 'and it says so'
fi

# ---- interrupted

# interrupted NAME STATUS COMMAND: waits for input that never comes, until the
# temporary file is there and the signal ends it
interrupted() {
	name=$1 wanted=$2
	shift 2
	rm -f .kept.ndup-*
	echo before >kept
	exec 3<>pipe
	"$@" scan - --input-format jsonl -o kept <pipe 2>err &
	pid=$!
	tries=0
	while ! ls .kept.ndup-* >/dev/null 2>&1 && [ $tries -lt 5000 ]; do
		tries=$((tries + 1))
	done
	kill -s "$name" $pid
	exec 3>&-
	wait $pid 2>/dev/null
	[ $? -eq "$wanted" ] && ! ls .kept.ndup-* >/dev/null 2>&1 &&
		[ ! -s err ] && [ "$(cat kept)" = before ]
	verdict "SIG$name leaves nothing"
}
interrupted TERM 143 "$ndup"
interrupted HUP 129 "$ndup"
# a shell's background commands ignore SIGINT
interrupted INT 130 perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' "$ndup"

# ---- hostile articles

csi=$(printf '\302\233')
override=$(printf '\342\200\256')
printf '{"id":"x\\u001b[2J\\u0007","title":"\\u001b]0;t\\u0007 a","source":"s\\u009b31m","text":"\\u202e %s \\u001b[31m"}\n' \
	"$paragraphs" >hostile.jsonl
printf '{"id":"y\\nz\\u2028","title":"b\\u202e","text":"%s \\u0000 \\r\\b"}\n' \
	"$paragraphs" >>hostile.jsonl
printf '{"id":"bad\\u001b[31m\\u009b","text":7}\n' >>hostile.jsonl
name=$(printf 'hostile\033[31m\302\233.txt')
printf '%s\n\033[2J' "$paragraph" >"$name"
harmless() {
	[ "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$1" | wc -c)" -eq 0 ] &&
		! LC_ALL=C grep -q -e "$csi" -e "$override" "$1"
}
for argument in --$name --format=$override$name --stats=no/$name; do
	run scan "$argument" news
	[ $status -eq 2 ] && [ -s err ] && harmless err
	verdict 'a hostile argument'
done
for format in terminal jsonl; do
	run scan --format $format hostile.jsonl "$name" "nowhere$name"
	cat out err >both
	grep -q -i 'harbour' both || grep -q '"cluster":1' both
	verdict "hostile articles are read: $format"
	harmless both
	verdict "no control reaches the terminal: $format"
done

# ---- which option mends what the library found wrong

mkdir mend
seq -s ' ' 1 60 | sed 's/[0-9][0-9]*/\xef\xf0\xe8&/g' >mend/cyrillic.txt
seq -s ' ' 1 200 >mend/long.txt
run scan -q --max-article 500 mend
[ $status -eq 3 ] && grep -qxF 'ndup: mend/cyrillic.txt: more than a tenth of it'\
' is not UTF-8: name its encoding, for example windows-1251 (--encoding)' err &&
	grep -qxF 'ndup: mend/long.txt: longer than the limit of 500 bytes'\
' (--max-article)' err && [ "$(wc -l <err)" -eq 2 ]
verdict 'files: --encoding, --max-article'
printf '{"text":"%s"}\n' "$(cat mend/long.txt)" >mend.jsonl
run scan -q --max-article 300 mend.jsonl
[ $status -eq 3 ] && grep -q ' is longer than the limit of 300 (--max-article)$' \
	err
verdict 'records: --max-article'
run compare --max-article 300 mend.jsonl:1 news/first.txt
[ $status -eq 2 ] && grep -q '(--max-article)' err
verdict 'compare: --max-article'
refuses 'cannot be reached at threshold 0.0100: at most ' \
	scan --threshold 0.01 --recall 0.9999 news
grep -q '(--recall)$' err
verdict 'thresholds: --recall'
"$ndup" index create -q --index mend.ndx news
mv mend.ndx/commit commit
refuses 'if all else is whole (ndup index verify --accept)' \
	index info --index mend.ndx
"$ndup" index verify -q --index mend.ndx --accept
verdict 'an index: ndup index verify --accept'

# ---- colour

run scan --color always news
grep -q "$esc" out
verdict '--color always'
NO_COLOR=1 "$ndup" scan -q --color always news | grep -q "$esc"
verdict '--color always against NO_COLOR'
run scan news
! grep -q "$esc" out
verdict 'no colour in a file'
"$ndup" scan -q --color never news >plain
run scan -q --color always news
sed "s/$esc\[[0-9;]*m//g" out | cmp -s - plain
verdict 'colour adds nothing but colour'
if command -v script >/dev/null && script -qec true /dev/null \
	>/dev/null 2>&1; then
	TERM=xterm script -qec '"$ndup" scan -q --no-pager news' \
		/dev/null </dev/null | grep -q "$esc"
	verdict 'colour on a terminal'
	! TERM=xterm NO_COLOR=1 script -qec '"$ndup" scan -q --no-pager news' \
		/dev/null </dev/null | grep -q "$esc"
	verdict 'NO_COLOR'
fi

finish
