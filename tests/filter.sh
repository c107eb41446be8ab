#!/bin/sh
# filter.sh - what a user of `ndup filter` relies on
#
# usage: filter.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

# words FROM TO: so many invented words
words() {
	seq -s ' ' "$1" "$2" | sed 's/[0-9][0-9]*/w&/g'
}

# create NAME: an empty index
create() {
	rm -rf "$1"
	"$ndup" index create --seed 1 --index "$1"
}

# filter ARGS: into a new index
filter() {
	create i.ndx
	run filter --index i.ndx "$@"
}

# stripped FILE: without the field, which stands before the last brace
stripped() {
	sed 's/,"ndup":{[^}]*}\([ \t\r]*\)}/\1}/' "$1"
}

# statuses FILE
statuses() {
	sed 's/.*"ndup":{"status":"\([a-z_]*\)".*/\1/' "$1" | tr '\n' ' '
}

# num_articles INDEX
num_articles() {
	"$ndup" index info --index "$1" 2>&1 |
		awk '$1 == "articles" { print $2 + 0 }'
}

# ---- articles

{
	printf '{"id":"a","date":"2024-03-01","source":"A","text":"%s"}\r\n' \
		"$(words 1 100)"
	printf '{"id":"b" , "date":"2024-03-02","source":"B","n":1e3,"text":"%s"}\n' \
		"$(words 1 100)"
	printf '\n'
	printf '{"text":"%s","id":"c","date":"2024-03-03","source":"A" }\t\n' \
		"$(words 1 100) $(words 301 420)"
	printf '{"id":"d","source":"C","text":"%s"}\n' \
		"$(words 31 70) $(words 501 580)"
	printf '{"id":"e","text":"w1 w2"}\n'
	printf '{"text":"%s"}' "$(words 601 700)"
} >in.jsonl
grep . in.jsonl >records # the last one gets its newline

# ---- help and wrong options

run filter --help
[ $status -eq 0 ] && grep -q -- '--commit-every' out && [ ! -s err ] &&
	! grep -q '.\{81\}' out
verdict 'filter --help, in 80 columns'
create i.ndx
refuses 'name the folder of the index' filter in.jsonl
refuses 'nowhere' filter --index nowhere in.jsonl
refuses 'give new, duplicate' filter --index i.ndx --only old in.jsonl
refuses 'give new, duplicate' filter --index i.ndx --drop new, in.jsonl
refuses 'give a number of articles' filter --index i.ndx --commit-every 0
refuses 'give a number of articles' filter --index i.ndx --commit-every 5m
refuses 'give a number of articles' filter --index i.ndx --commit-every 20000
refuses 'give each' filter --index i.ndx --flush all in.jsonl
refuses 'another file than --output' \
	filter --index i.ndx -o x --rejects x in.jsonl
refuses 'would be written over' filter --index i.ndx -o in.jsonl in.jsonl
refuses 'would be written over' filter --index i.ndx --rejects in.jsonl in.jsonl
refuses 'No such file' filter --index i.ndx -o nowhere/x in.jsonl
[ ! -e x ] && [ "$(num_articles i.ndx)" = 0 ]
verdict 'nothing was written'

# ---- what comes out

filter in.jsonl
[ $status -eq 0 ] && stripped out | cmp -s - records
verdict 'records come out byte for byte, but for the field'
[ "$(statuses out)" = 'new duplicate update reuse too_short new ' ]
verdict 'new, duplicate, update, reuse, too short'
grep -q '"ndup":{"status":"duplicate","of":"a","story":"a","replaces":null,"id_taken":false,"relation":"identical","jaccard":1.0000,"coverage":1.0000,"coverage_of_other":1.0000,"num_words":100,"new_words":0,"ignored_words":0,"lag_seconds":86400,"crowded":false,"num_facts":0}}$' out &&
	grep -q '"ndup":{"status":"new","of":null,"story":"a","replaces":null,"id_taken":false,"relation":null,"jaccard":null,"coverage":null,"coverage_of_other":null,"num_words":100,"new_words":100,"ignored_words":0,"lag_seconds":null,"crowded":false,"num_facts":null}}.$' out
verdict 'the fields of the field'
grep -q '6 articles.*: 2 new, 1 duplicate, 1 update, 1 reuse, 1 too short' err
verdict 'the closing line'
cp out first
run filter -q --index i.ndx in.jsonl
[ $status -eq 0 ] && stripped out | cmp -s - records &&
	[ "$(statuses out)" = 'known known known known known known ' ] &&
	sed 's/"status":"[a-z_]*"//' out >again &&
	sed 's/"status":"[a-z_]*"//' first | cmp -s - again &&
	[ "$(num_articles i.ndx)" = 6 ] && [ ! -s err ]
verdict 'the same again: known, and else the same bytes; nothing added'
run filter --index i.ndx --only new,update in.jsonl
[ $status -eq 0 ] && [ ! -s out ] && grep -q ' 0 too short, 6 known; 0 replaced, 0 with' err
verdict 'a feed that is polled again is not published again'
run filter -q --index i.ndx --only new,known in.jsonl
[ "$(statuses out)" = 'known known known known known known ' ]
verdict '--only known'
cp in.jsonl more.jsonl
printf '\n{"id":"f","text":"%s"}\n' "$(words 701 800)" >>more.jsonl
run filter -q --index i.ndx --drop known more.jsonl
[ "$(statuses out)" = 'new ' ]
verdict '--drop known'
sed -n 1p in.jsonl >once
cat once once once >thrice.jsonl
filter -q thrice.jsonl
[ "$(statuses out)" = 'new known known ' ]
verdict 'one record three times in one run'
filter -q --threads 1 <in.jsonl
cmp -s out first
verdict 'standard input, one thread'
filter -q --flush each in.jsonl
cmp -s out first
verdict '--flush each'
gzip -c in.jsonl >in.jsonl.gz
filter -q in.jsonl.gz
cmp -s out first
verdict 'gzip'
filter -q -o o.jsonl in.jsonl
[ ! -s out ] && cmp -s o.jsonl first
verdict '-o'
printf 'an older and longer file%0900d\n' 0 >o.jsonl
filter -q -o o.jsonl in.jsonl
cmp -s o.jsonl first
verdict '-o in the place of an older file'
create i.ndx
run filter -q --dry-run --index i.ndx in.jsonl
[ $status -eq 0 ] && cmp -s out first && [ "$(num_articles i.ndx)" = 0 ]
verdict '--dry-run: the same, and the index stays as it is'
filter -q --field meta in.jsonl
sed 's/"meta":{/"ndup":{/' out | cmp -s - first
verdict '--field'
cp first marked.jsonl
filter -q marked.jsonl
cmp -s out first
verdict 'a record that has the field gets a new one in its place'
filter -q --only new,update in.jsonl
[ "$(statuses out)" = 'new update new ' ] && [ "$(num_articles i.ndx)" = 6 ]
verdict '--only'
filter -q --drop duplicate,too_short in.jsonl
[ "$(statuses out)" = 'new update reuse new ' ]
verdict '--drop'
filter -q --passages in.jsonl
head -2 out | tail -1 | grep -q '"passages":\[{"a":{"begin":0,"end":[0-9]*},"b":{"begin":0,"end":[0-9]*},"num_words":100}\],"facts":\[\]}}$' &&
	head -1 out | grep -q '"passages":\[\],"facts":\[\]}}'
verdict '--passages'

# ---- several texts under one id

record() {
	printf '{"id":%s,"title":"%s","text":"%s"}\n' "$1" "$2" "$3"
}
record '"x"' A "$(words 1 100)" >a.jsonl
record '"x"' B "$(words 201 300)" >b.jsonl
record '"x"' C "$(words 1 95) $(words 401 405)" >c.jsonl
cat a.jsonl b.jsonl >again.jsonl
filter a.jsonl b.jsonl again.jsonl
[ $status -eq 0 ] && [ "$(statuses out)" = 'new new known known ' ] &&
	grep -q '^ndup: b.jsonl:1: the id x is that of an unlike text in a.jsonl:1; both' err &&
	[ "$(grep -c unlike err)" -eq 2 ] &&
	grep -q ' 2 known; 0 replaced, 1 with the id of an unlike text$' err &&
	head -2 out | tail -1 | grep -q '"replaces":"x","id_taken":true,'
verdict 'unlike texts under one id: told with both places, once'
run filter --index i.ndx c.jsonl
[ "$(statuses out)" = 'update ' ] &&
	grep -q ' 0 known; 1 replaced, 0 with the id' err &&
	grep -q '"replaces":"x","id_taken":false,' out &&
	[ "$(num_articles i.ndx)" = 2 ]
verdict 'a new version: counted'
create i.ndx
"$ndup" filter -q --index i.ndx a.jsonl >out 2>err
run filter -q --index i.ndx b.jsonl
grep -q '^ndup: b.jsonl:1: the id x is that of an unlike text in the index;' err
verdict 'the other text came in an earlier run'
sed 's/$/,/' a.jsonl | cat - b.jsonl | (echo '['; cat; echo ']') | tr '\n' ' ' >ab.json
filter -q ab.json
grep -q '^ndup: ab.json:1: record 2: the id x is .* in ab.json:1; both' err
verdict 'records of an array by their numbers'
filter -q <b.jsonl
[ ! -s err ]
verdict 'nothing to tell'

# ---- feeds whose ids are the same

create i.ndx
run index add --index i.ndx a.jsonl
run index add --index i.ndx b.jsonl
[ $status -eq 0 ] && grep -q '^ndup: b.jsonl:1: the id x is that of' err &&
	grep -q '^ndup: 1 added .* 0 replaced, 1 with the id of an unlike text$' err
verdict 'index add tells of ids that are taken'
run index add --index i.ndx c.jsonl
grep -q '^ndup: 1 added .* 1 replaced, 0 with the id of' err
verdict 'and how many it replaced'
create i.ndx
run filter --index i.ndx --id-prefix 'a/' a.jsonl
run filter --index i.ndx --id-prefix 'b/' b.jsonl c.jsonl
[ "$(statuses out)" = 'new duplicate ' ] && grep -q '"of":"a/x"' out &&
	[ "$(num_articles i.ndx)" = 3 ]
verdict '--id-prefix keeps feeds apart'
run index add --index i.ndx --id-prefix 'a/' a.jsonl
grep -q '^ndup: 0 added .* 1 known; ' err
verdict 'index add --id-prefix'
run index query --index i.ndx --format jsonl --id-prefix 'b/' c.jsonl
grep -q '^{"type":"query","id":"b/x","verdict":{"status":"known","of":"a/x"' out
verdict 'index query --id-prefix'
printf '{"text":"%s"}\n{"text":"%s"}\n' "$(words 1 50)" "$(words 101 150)" \
	>noid.jsonl
create i.ndx
run index add --index i.ndx noid.jsonl
sed 1d noid.jsonl >moved.jsonl
run filter --index i.ndx moved.jsonl
[ "$(statuses out)" = 'known ' ]
verdict 'a record without an id is known wherever it stands'

# ---- what cannot be read

{
	sed -n 1p in.jsonl
	printf '{"id":"x","text":\n'
	printf '{"id":"y","title":"no text \\"\377"}\n'
	sed -n 2p in.jsonl
} >bad.jsonl
filter -q --rejects r.jsonl bad.jsonl nowhere.jsonl
cat >wanted <<'END'
{"file":"bad.jsonl","line":2,"reason":"REASON","record":"{\"id\":\"x\",\"text\":"}
{"file":"bad.jsonl","line":3,"reason":"REASON","record":"{\"id\":\"y\",\"title\":\"no text \\\"�\"}"}
{"file":"nowhere.jsonl","line":null,"reason":"REASON","record":null}
END
sed 's/"reason":"[^"]*"/"reason":"REASON"/' r.jsonl >got
[ $status -eq 3 ] && cmp -s wanted got && grep -q 'No such file' r.jsonl &&
	! grep -q 'reason":"bad' r.jsonl && [ "$(statuses out)" = 'new duplicate ' ]
verdict '--rejects: what, where, why; status 3'
filter -q --max-article 5 --rejects r.jsonl bad.jsonl
[ $status -eq 3 ] && grep -q ' than the limit of 5 (--max-article)","record"' r.jsonl
verdict '--rejects: the option that mends it'
filter -q bad.jsonl
[ $status -eq 3 ] && grep -q '^ndup: bad.jsonl:2: ' err
verdict 'without it they are said'
words 1 100 >text.txt
filter -q text.txt in.jsonl
[ $status -eq 3 ] && grep -q 'text.txt.*has no fields' err && cmp -s out first
verdict 'a text file has no fields: rejected, the rest goes on'

# ---- a pipe: what comes goes on at once, also if no more comes

mkfifo to from
create i.ndx
"$ndup" filter -q --index i.ndx --commit-every 1000 <to >from 2>err &
pid=$!
exec 3>to 4<from
sed -n 1p in.jsonl >&3
printf '{"id":"half' >&3
read -r line <&4
echo "$line" | grep -q '"status":"new"'
verdict 'a record goes on while the next one is still to come'
kill -TERM $pid
wait $pid
[ $? -eq 143 ] && [ "$(num_articles i.ndx)" = 1 ]
verdict 'SIGTERM: what is whole is committed, and the signal is seen'
exec 3>&- 4<&-
"$ndup" filter -q --index i.ndx <to >from 2>err &
pid=$!
exec 3>to 4<from
exec 4<&-
cat in.jsonl >&3
exec 3>&-
wait $pid
[ $? -eq 141 ] && [ ! -s err ]
verdict 'nobody reads: ends as other programs do'

rm -rf q.ndx
create q.ndx
"$ndup" filter -q --index q.ndx in.jsonl >wanted 2>err
"$ndup" index query -q --format jsonl --index q.ndx - <to >from 2>err &
pid=$!
exec 3>to 4<from
sed -n 1p in.jsonl >&3
printf '{"id":"half' >&3
read -r line <&4
echo "$line" | grep -q '"id":"a",'
verdict 'a query is answered while the next article is still to come'
exec 3>&-
cat <&4 >rest
exec 4<&-
wait $pid
[ $? -eq 3 ] && grep -q "a string is not closed" err && [ "$(wc -l <err)" -eq 1 ]
verdict 'and what is cut short after it is told'

# ---- going on

i=0
while [ $i -lt 3000 ]; do
	echo $i
	i=$((i + 1))
done | awk '{
	printf "{\"id\":\"%d\",\"text\":\"", $1
	for (i = 0; i < 150; i++)
		printf "w%d ", ($1 % 3 ? $1 : $1 - 7) * 1000 + i
	printf "\"}\n"
}' >many.jsonl
create whole.ndx
"$ndup" filter -q --index whole.ndx --commit-every 100 -o whole.out many.jsonl
create i.ndx
: >part.out
"$ndup" filter -q --index i.ndx --commit-every 100 -o part.out many.jsonl &
pid=$!
tail -n +1 -f part.out | head -n 1 >/dev/null
kill -TERM $pid
wait $pid
case $? in
143)
	cut=$(wc -c <part.out)
	[ "$cut" -gt 0 ] && [ "$cut" -lt "$(wc -c <whole.out)" ] &&
		cmp -s -n "$cut" part.out whole.out
	verdict 'SIGTERM: the output ends behind a record'
	cp part.out saved.out
	: >part.out
	refuses 'were written when the last run was committed' \
		filter --index i.ndx --commit-every 100 -o part.out many.jsonl
	cp saved.out part.out
	echo 'never committed' >>part.out
	;;
0) echo 'skipped: the machine is too fast to end a run untimely' ;;
*) false || verdict 'SIGTERM' ;;
esac
run filter --index i.ndx --commit-every 100 -o part.out many.jsonl
[ $status -eq 0 ] && cmp -s part.out whole.out &&
	[ "$(num_articles i.ndx)" = 3000 ]
verdict 'the same command goes on, and all is as if nothing had been'
run filter --index i.ndx --commit-every 100 -o part.out many.jsonl
[ $status -eq 0 ] && cmp -s part.out whole.out &&
	grep -q '^ndup: all was done before: part.out is as it was left$' err
verdict 'once it is done the same command changes nothing'
cp part.out saved.out
for change in 'touch many.jsonl' 'rm part.out' 'echo more >>part.out'; do
	cp saved.out part.out
	eval "$change"
	run filter --index i.ndx --commit-every 100 -o part.out many.jsonl
	[ $status -eq 0 ] && [ "$(wc -l <part.out)" -eq 3000 ] &&
		! grep -v '"status":"known"' part.out >/dev/null
	verdict "but for: $change; then it begins afresh, and all is known"
done

# ---- what stands

# Forty stubs above one paywall, day after day; then a copy of the last one, and
# one whose words are known but for the paywall.
{
	i=0
	while [ $i -lt 40 ]; do
		i=$((i + 1))
		printf '{"id":"%d","date":"2024-%02d-%02d","source":"S","text":"%s"}\n' \
			$i $(((i - 1) / 28 + 1)) $(((i - 1) % 28 + 1)) \
			"$(words ${i}01 ${i}40) $(words 901 960)"
	done
	printf '{"id":"copy","date":"2024-03-01","source":"T","text":"%s"}\n' \
		"$(words 4001 4040) $(words 901 960)"
} >stubs.jsonl
filter --threads 1 stubs.jsonl
grep -q '41 articles .*: 21 new, 1 duplicate, 19 update, 0 reuse' err &&
	tail -1 out | grep -q '"of":"40",.*"ignored_words":5' &&
	sed -n 20p out | grep -q '"ignored_words":0' &&
	sed -n 21p out | grep -q '"status":"new",.*"ignored_words":5'
verdict 'twenty stubs of a paywall over weeks, and the next are new'
mv out stubs.out
for every in 1 7; do
	filter --threads 3 --commit-every $every stubs.jsonl
	cmp -s out stubs.out
	verdict "the same with three threads, and a commit every $every"
done
run index query --index i.ndx stubs.jsonl
grep -q '^copy: known, .* words, .* of them new, 5. not counted$' out
verdict 'index query says how much is not counted'
rm -rf i.ndx
run index create --boilerplate keep --seed 1 --index i.ndx
run filter --index i.ndx stubs.jsonl
[ "$(statuses out | tr ' ' '\n' | grep -c update)" -eq 39 ] &&
	! grep -q '"ignored_words":[1-9]' out &&
	"$ndup" index info --format jsonl --index i.ndx |
	grep -q '"min_boilerplate":null,"min_words":20'
verdict 'index create --boilerplate keep'
rm -rf i.ndx
run index create --boilerplate 10 --min-words 0 --seed 1 --index i.ndx
run filter --index i.ndx stubs.jsonl
"$ndup" index info --format jsonl --index i.ndx |
	grep -q '"min_boilerplate":10,"min_words":0' &&
	sed -n 17p out | grep -q '"status":"new",.*"ignored_words":5'
verdict 'index create --boilerplate 10'

# ---- what fails

if [ -e /dev/full ]; then
	filter -o /dev/full in.jsonl
	[ $status -eq 2 ] && grep -q 'No space left' err &&
		[ "$(num_articles i.ndx)" = 0 ]
	verdict 'a full disk: nothing is committed'
	filter --rejects /dev/full bad.jsonl
	[ $status -eq 2 ] && grep -q 'No space left' err
	verdict 'the same for rejects'
fi

finish
