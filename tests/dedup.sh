#!/bin/sh
# dedup.sh - what a user of `ndup dedup` relies on
#
# usage: dedup.sh path/to/ndup
#
# Prints one line a case, and exits with 1 if one of them failed.

. "$(dirname "$0")/cases.sh"

# words FROM TO: so many invented words
words() {
	seq -s ' ' "$1" "$2" | sed 's/[0-9][0-9]*/w&/g'
}

# is NAME WANTED GOT: both files are equal
is() {
	cmp -s "$2" "$3"
	verdict "$1"
}

# ---- articles: b copies a, c is inside a, d has a and little more, e is alone

{
	printf '{"id":"a", "date":"2024-03-02","source":"A","text":"%s"}\r\n' \
		"$(words 1 100)"
	printf '\n'
	printf '{"id":"b","date":"2024-03-01","source":"B","n":1e3,"text":"%s"}\n' \
		"$(words 1 100)"
	printf '  {"text":"%s","id":"c","date":"2024-03-03","source":"C"}\t\n' \
		"$(words 11 70)"
	printf '{"id":"d","date":"2024-03-04","source":"B","text":"%s"}\n' \
		"$(words 1 105)"
	printf '{"id":"e","text":"%s"}' "$(words 501 600)"
} >in.jsonl

# records LINES: these lines of in.jsonl, each with its newline
records() {
	for line in "$@"; do
		sed -n "${line}p" in.jsonl | tr -d '\n'
		echo
	done
}

# ---- help and wrong options

run dedup --help
[ $status -eq 0 ] && grep -q -- '--contained' out && [ ! -s err ] &&
	! grep -q '.\{81\}' out && grep -q -- '--boilerplate' out
verdict 'dedup --help, in 80 columns'
refuses 'name a folder' dedup
refuses '--keep is an option of ndup dedup, not of ndup scan' \
	scan --keep latest in.jsonl
refuses 'give keep, or a number of articles' dedup --boilerplate 2 in.jsonl
refuses 'give earliest, latest, longest or source=A,B,C' \
	dedup --keep newest in.jsonl
refuses 'give earliest' dedup --keep source= in.jsonl
refuses 'from 0.01 to 1' dedup --contained 0 in.jsonl
refuses 'not together' dedup --list --list0 in.jsonl
refuses 'standard output has the list' dedup --list -o - in.jsonl
refuses 'another file than --output' dedup -o x --dropped x in.jsonl
refuses 'No such file' dedup -o nowhere/x in.jsonl
refuses 'No such file' dedup --dropped nowhere/x in.jsonl
refuses 'would be written over' dedup -o in.jsonl in.jsonl
refuses 'would be written over' dedup --dropped in.jsonl in.jsonl
cp in.jsonl old.jsonl
refuses 'would be written over' dedup -o old.jsonl --against old.jsonl in.jsonl
[ ! -e x ] && ! leftovers
verdict 'nothing was written'

# ---- who is kept

run dedup in.jsonl
records 3 6 >wanted
[ $status -eq 0 ] && cmp -s wanted out && grep -q '5 articles: 2 kept' err
verdict 'the earliest, its record byte for byte'
run dedup -q --keep latest in.jsonl
records 5 6 >wanted
[ $status -eq 0 ] && cmp -s wanted out && [ ! -s err ]
verdict '--keep latest'
run dedup -q --keep longest in.jsonl
is '--keep longest' wanted out
run dedup -q --keep source=C,A in.jsonl
records 1 6 >wanted
is '--keep source' wanted out
run dedup -q --contained 0.5 --keep longest in.jsonl
records 5 6 >wanted
is '--contained' wanted out
run dedup --exit-code -q in.jsonl
[ $status -eq 1 ]
verdict '--exit-code'
tail -1 in.jsonl >alone.jsonl
run dedup --exit-code -q alone.jsonl
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 1 ]
verdict '--exit-code where nothing is dropped'
run dedup -q -o out.jsonl --dropped dropped.jsonl in.jsonl
records 3 6 >wanted
[ ! -s out ] && cmp -s wanted out.jsonl && ! leftovers
verdict '-o'
cat >wanted <<'END'
{"id":"a","file":"in.jsonl","line":1,"notice":null,"of":"b","of_file":"in.jsonl","of_line":3,"of_notice":null,"relation":"identical","jaccard":1.0000,"coverage":1.0000,"coverage_of_other":1.0000}
{"id":"c","file":"in.jsonl","line":4,"notice":null,"of":"b","of_file":"in.jsonl","of_line":3,"of_notice":null,"relation":"near-duplicate","jaccard":0.5833,"coverage":1.0000,"coverage_of_other":0.6000}
{"id":"d","file":"in.jsonl","line":5,"notice":null,"of":"b","of_file":"in.jsonl","of_line":3,"of_notice":null,"relation":"near-duplicate","jaccard":0.9505,"coverage":0.9524,"coverage_of_other":1.0000}
END
is '--dropped says what, where, and what contains it' wanted dropped.jsonl
run dedup -q --exit-code out.jsonl
[ $status -eq 0 ] && cmp -s out out.jsonl
verdict 'the output comes out once more as it is'

# ---- what is wholly inside another one

{
	printf '{"id":"z-flash","date":"2024-03-01","source":"A","text":"%s"}\n' \
		"$(words 1 40)"
	printf '{"id":"a-full","date":"2024-03-02","source":"B","text":"%s"}\n' \
		"$(words 1 200)"
} >flash.jsonl
sed 's/"date":[^,]*,//; s/z-flash/a-flash/; s/a-full/z-full/' flash.jsonl \
	>undated.jsonl
sed '1!G;h;$!d' undated.jsonl >turned.jsonl
for keep in earliest latest longest source=A; do
	for file in flash undated turned; do
		run dedup -q --keep $keep $file.jsonl
		[ "$(wc -l <out)" -eq 1 ] && grep -q -e '-full"' out
		verdict "$file, --keep $keep: it goes, whatever its id"
	done
done
{
	printf '{"id":"zeta","text":"%s"}\n' "$(words 1 100)"
	printf '{"id":"alpha","text":"%s"}\n' "$(words 1 101)"
} >ties.jsonl
sed '1!G;h;$!d' ties.jsonl >turned.jsonl
for file in ties turned; do
	head -1 $file.jsonl >wanted
	run dedup -q $file.jsonl
	is "undated ties, $file: the first of the input" wanted out
done

# ---- near ones, and what they stand for

# 60 of 100 words in common, other numbers in one
{
	printf '{"id":"1","text":"%s The toll was 40 that day."}\n' "$(words 1 90)"
	printf '{"id":"2","text":"%s The toll was 45 that day."}\n' "$(words 1 90)"
	printf '{"id":"3","text":"%s"}\n' "$(words 1 75) $(words 901 920)"
} >near.jsonl
run dedup -q near.jsonl
is 'other facts: nothing goes' near.jsonl out
run dedup -q --near 0.7 --field dup near.jsonl
[ "$(wc -l <out)" -eq 2 ] && head -1 out | grep -qF \
	',"dup":{"group":1,"num_articles":2,"stands_for":["2"]}}' &&
	tail -1 out | grep -qF '{"group":2,"num_articles":1,"stands_for":[]}}'
verdict '--near: one of those that are similar, whatever its facts; --field'
run dedup -q --near 0.6 --dropped dropped.jsonl near.jsonl
[ "$(wc -l <out)" -eq 1 ] && [ "$(grep -c '"of":"1"' dropped.jsonl)" -eq 2 ]
verdict '... and each is that similar to the one that stays'
run dedup -q --near 0.6 --facts keep near.jsonl
[ "$(wc -l <out)" -eq 2 ] && ! grep -q '"id":"3"' out
verdict '--near --facts keep'
refuses '--threshold' dedup --near 0.4 near.jsonl
refuses "an article's text is read there" dedup --field text near.jsonl

# ---- corrections of facts

# told ID TITLE SOURCE NUMBER DAY: one story, with another number and day
told() {
	printf '{"id":"%s","title":"%s","source":"%s",%s"text":"%s %s %s"}\n' \
		"$1" "$2" "$3" '"date":"2024-03-01",' "$(words 1 40)" \
		"The fire hurt $4 people in the old harbour on $5." \
		"$(words 41 90)"
}
{
	told 1 'Harbour fire' A 12 Friday
	told 2 'CORRECTED-Harbour fire' A 21 Friday
} >corrected.jsonl
run dedup -q corrected.jsonl
tail -1 corrected.jsonl >wanted
is 'a number that was corrected: the correction alone stays' wanted out
sed 's/"source":"A"/"source":"B"/;q' corrected.jsonl >others.jsonl
tail -1 corrected.jsonl >>others.jsonl
run dedup -q others.jsonl
is '... not in the place of what another source says' others.jsonl out
sed '2s/w10 w11/Lunden 77 Skarn 31/' corrected.jsonl >event.jsonl
sed -i '1s/w10 w11/Hamn 44 Ellery 95/' event.jsonl
run dedup -q event.jsonl
is '... nor of another event in the same form' event.jsonl out

# ---- old ones

records 1 >old.jsonl
run dedup -q --against old.jsonl --dropped dropped.jsonl in.jsonl
records 6 >wanted
[ $status -eq 0 ] && cmp -s wanted out && [ "$(wc -l <dropped.jsonl)" -eq 4 ]
verdict '--against: what an old one contains is dropped, old ones not written'
grep -q '"id":"a","file":"in.jsonl","line":1,"notice":null,"of":"a",' \
	dropped.jsonl
verdict 'the same record among the old ones: dropped for that'
run dedup -q --against in.jsonl old.jsonl
[ $status -eq 0 ] && [ ! -s out ]
verdict 'the same the other way round'

# ---- repeated records

records 6 6 5 6 >twice.jsonl
run dedup --dropped dropped.jsonl twice.jsonl
records 6 5 >wanted
[ $status -eq 0 ] && cmp -s wanted out && [ "$(wc -l <dropped.jsonl)" -eq 2 ] &&
	grep -q '4 articles: 2 kept, 2 dropped' err &&
	[ "$(grep -c '"id":"e".*"of":"e".*"identical"' dropped.jsonl)" -eq 2 ]
verdict 'repeated records are dropped as identical'

run dedup -q --cross-source --within 1d --dropped dropped.jsonl twice.jsonl
[ $status -eq 0 ] && cmp -s wanted out && [ "$(wc -l <dropped.jsonl)" -eq 2 ] &&
	[ ! -s err ]
verdict 'and whatever the conditions on time and source'

# ---- corrections and withdrawals

story() {
	printf '{"id":"%s","date":"2024-05-01T%s:00Z","title":"%s","text":"%s%s"}\n' \
		"$1" "$2" "$3" "$4" "$(words 1 100)"
}
{
	story s1 08:00 'Ferry runs aground' ''
	story s2 10:00 'CORRECTED: Ferry runs aground' ''
	story s3 12:00 'Ferry on sandbank' 'more words '
	echo '{"id":"s4","date":"2024-05-02","title":"STORY WITHDRAWN",' \
		'"text":"The story \"Ferry runs aground\" is wrong."}'
} >told.jsonl
sed -n '2p;4p' told.jsonl >wanted
for policy in earliest latest longest; do
	run dedup --keep $policy --dropped dropped.jsonl \
		--withdrawn withdrawn.jsonl told.jsonl
	[ $status -eq 0 ] && cmp -s wanted out &&
		[ "$(grep -c '"notice":null,"of":"s2".*"of_notice":"correction"' \
			dropped.jsonl)" -eq 2 ]
	verdict "a correction is kept for what it corrects: $policy"
done
cat >wanted <<'END'
{"id":"s1","file":"told.jsonl","line":1,"notice":null,"kept":false,"by":"s4","by_file":"told.jsonl","by_line":4}
{"id":"s2","file":"told.jsonl","line":2,"notice":"correction","kept":true,"by":"s4","by_file":"told.jsonl","by_line":4}
END
is '--withdrawn: what a notice takes back, kept or not' wanted withdrawn.jsonl
grep -q '2 articles are withdrawn by another$' err
verdict 'the closing lines say how many'
run dedup told.jsonl
grep -q 'withdrawn by another; --withdrawn FILE lists them$' err
verdict 'and how they are listed'
refuses 'another file than --dropped' dedup --dropped x --withdrawn x told.jsonl

# ---- very many that are alike: not each is paired with each

i=0
while [ $i -lt 200 ]; do
	printf '{"id":"%d","text":"%s %s"}\n' $i "$(words 1 300)" \
		"$(words ${i}001 ${i}0$((11 + i * 37 % 19)))"
	i=$((i + 1))
done >many.jsonl
run dedup -q --keep longest many.jsonl
[ $status -eq 0 ] && [ "$(wc -l <out)" -eq 1 ]
verdict 'one of 200 that contain each other is kept'

# ---- forms of input

run dedup -q - <in.jsonl
records 3 6 >wanted
is 'standard input' wanted out
gzip -c in.jsonl >in.jsonl.gz
run dedup -q in.jsonl.gz
is 'gzip' wanted out
{
	echo '['
	records 3 | sed 's/,/,\
  /g'
	echo ', 7,'
	records 6
	echo ']'
} >in.json
run dedup -q in.json
[ $status -eq 3 ] && [ "$(wc -l <out)" -eq 2 ] &&
	head -1 out | grep -q '{"id":"b",   "date":' &&
	grep -q '^ndup: in.json:.*not an object' err
verdict 'an array: one record a line; what cannot be read is said, status 3'
records 1 1 >bad.jsonl
echo '{"text":' >>bad.jsonl
run dedup -q bad.jsonl
[ $status -eq 3 ] && [ "$(wc -l <out)" -eq 1 ]
verdict 'a broken record, status 3'
mkdir empty
run dedup empty
[ $status -eq 0 ] && [ ! -s out ] && grep -q '0 articles: 0 kept' err
verdict 'nothing at all'

# ---- text files

mkdir news
words 1 100 >news/1.txt
words 1 100 >news/2.txt
words 20 80 >'news/3 of.txt'
words 300 400 >news/4.txt
run dedup -q --list0 news
printf 'news/2.txt\0news/3 of.txt\0' >wanted
[ $status -eq 0 ] && cmp -s wanted out
verdict '--list0: dropped text files'
run dedup -q --list news
printf 'news/1.txt\nnews/4.txt\n' >wanted
[ $status -eq 0 ] && cmp -s wanted out
verdict '--list: kept text files'
run dedup -q news
[ $status -eq 0 ] && [ ! -s out ] && [ "$(ls news | wc -l)" -eq 4 ]
verdict 'no file is removed'
words 1 160 >news/5.txt
run dedup -q --list0 --keep longest -o kept.jsonl --dropped dropped.jsonl \
	news in.jsonl
printf 'news/1.txt\0news/2.txt\0news/3 of.txt\0' >wanted
records 6 >wanted.jsonl
cmp -s wanted out && cmp -s wanted.jsonl kept.jsonl &&
	grep -q '"id":"d",.*"of":"news/5.txt","of_file":"news/5.txt","of_line":null' \
		dropped.jsonl
verdict 'text files and records'

# ---- what stands

# Thirty stubs above one paywall, one of them again; a report with the paywall,
# and its words alone.
{
	i=0
	while [ $i -lt 30 ]; do
		i=$((i + 1))
		printf '{"id":"%d","date":"2024-01-%02d","source":"S","text":"%s"}\n' \
			$i $i "$(words ${i}01 ${i}25) $(words 901 1120)"
	done
	printf '{"id":"again","date":"2024-02-01","source":"T","text":"%s"}\n' \
		"$(words 701 725) $(words 901 1120)"
	printf '{"id":"bare","date":"2024-01-01","source":"T","text":"%s"}\n' \
		"$(words 5001 5060)"
	printf '{"id":"walled","date":"2024-02-02","source":"S","text":"%s"}\n' \
		"$(words 5001 5060) $(words 901 1120)"
} >stubs.jsonl
run dedup stubs.jsonl --dropped gone.jsonl
[ $status -eq 0 ] &&
	grep -v -e '"id":"again"' -e '"id":"bare"' stubs.jsonl | cmp -s - out &&
	grep -q '"id":"again",.*"of":"7"' gone.jsonl &&
	grep -q '"id":"bare",.*"of":"walled"' gone.jsonl &&
	[ "$(wc -l <gone.jsonl)" -eq 2 ]
verdict 'strangers under one paywall stay; who has it with a report stands for that'
run dedup --keep longest --contained 0.8 stubs.jsonl --dropped gone.jsonl
grep -q '"id":"bare",.*"of":"walled"' gone.jsonl &&
	[ "$(wc -l <gone.jsonl)" -eq 2 ]
verdict 'a report whose copy has a paywall besides'
mv out kept.jsonl
run dedup --keep longest --contained 0.8 kept.jsonl
cmp -s out kept.jsonl
verdict 'the output comes out once more, where enough texts have the paywall'
# Of 24 stubs ten are edits of one, so the paywall is in too few of those that
# are kept to stand; and these are scanned again, as a story has many edits.
{
	i=100
	while [ $i -lt 204 ]; do
		i=$((i + 1))
		own="$(words ${i}01 ${i}40)" wall="$(words 1 400)" day=$((i % 30 + 1))
		[ $i -le 110 ] &&
			own="$(words 9001 9009) edit$i $(words 9011 9040)"
		[ $i -gt 124 ] && wall= day=$((i % 3 + 1)) &&
			own="$(words 8001 8099) edit$i $(words 8101 8300)"
		printf '{"id":"%d","date":"2024-01-%02d","source":"S","text":"%s"}\n' \
			$i $day "$own $wall"
	done
} >edits.jsonl
run dedup --contained 0.8 edits.jsonl
[ "$(wc -l <out)" -eq 16 ]
verdict 'strangers stay, where what they share stands no longer among the kept'
run dedup --boilerplate keep --contained 0.8 stubs.jsonl
[ "$(wc -l <out)" -eq 1 ] && grep -q '"id":"walled"' out
verdict '--boilerplate keep'

# ---- what fails

if [ -e /dev/full ]; then
	run dedup -o /dev/full in.jsonl
	[ $status -eq 2 ] && grep -q 'No space left' err
	verdict 'a full disk'
	"$ndup" dedup -q --list0 news >/dev/full 2>err
	[ $? -eq 2 ] && grep -q 'No space left' err
	verdict 'a list on a full disk'
fi
refuses 'temporary file in nowhere' dedup --tmpdir nowhere in.jsonl
! leftovers
verdict 'nothing is left behind'

finish
