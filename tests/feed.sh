#!/bin/sh
# feed.sh - the job of docs/ingestion.md
#
# usage: feed.sh path/to/ndup SOURCE_DIR
#
# Prints one line a case, and exits with 1 if one of them failed.

source=$(cd "${2:?usage: feed.sh path/to/ndup SOURCE_DIR}" && pwd) || exit 2
. "$(dirname "$0")/cases.sh"

feed=$source/docs/feed
PATH=$(dirname "$ndup"):$PATH
export PATH

story='The ferry stays in port until Friday. A crack was found in the shaft of
its engine on Sunday, when it came in from the islands with ninety passengers
and a lorry full of sheep on board, said its owner.'
other='Two storks have built a nest on the roof of the weather station, where
nobody had seen a stork since the winter of the great flood, and the wardens
closed the path below it until the young ones fly.'

# article ID SOURCE HOUR TITLE TEXT
article() {
	printf '{"id":"%s","source":"%s","published":"2026-03-11T%s:00:00Z",' \
		"$1" "$2" "$3"
	printf '"title":"%s","text":"%s"}\n' "$4" "$(echo "$5" | tr '\n' ' ')"
}

mkdir -p srv/inbox
{
	article n1 NORD 09 'Ferry stays in port' "$story"
	article n2 NORD 09 'Storks' "$other"
	echo '{"id":"n3"'
} >srv/inbox/1.jsonl
{
	article s1 'Skarn Post' 10 'No ferry' "$story Bakers have no flour."
	article s2 'Skarn Post' 11 'Ferry' "$story"
} >srv/inbox/2.jsonl

sh "$feed/filter-feed.sh" srv >out 2>err
[ $? -eq 0 ] && [ -z "$(ls srv/inbox)" ] && [ -f srv/done/1.jsonl ]
verdict 'what is filtered is moved'
[ "$(wc -l <srv/marked/1.jsonl)" -eq 2 ] &&
	grep -q '"line":3' srv/marked/1.jsonl.rejects &&
	[ ! -e srv/marked/2.jsonl.rejects ] && grep -q '1.jsonl was' err
verdict 'a bad record is rejected and told'
grep -q '^{"id":"s1".*"ndup":{"status":"duplicate","of":"n1","story":"n1"' \
	srv/marked/2.jsonl
verdict 'a copy is known for one'
sed 's/,"ndup":.*/}/' srv/marked/2.jsonl | cmp - srv/done/2.jsonl
verdict 'records are as they came, but for the field'
cp srv/done/2.jsonl srv/inbox/3.jsonl
sh "$feed/filter-feed.sh" srv >out 2>err &&
	sed 's/"status":"duplicate"/"status":"known"/' srv/marked/2.jsonl |
	cmp - srv/marked/3.jsonl
verdict 'what comes again is known'
if command -v jq >/dev/null; then
	[ "$(jq -rs --arg day 2026-03-11 -f "$feed/syndicated.jq" \
		srv/marked/*.jsonl)" = \
		'Ferry stays in port: 3 articles of NORD, Skarn Post' ]
	verdict 'what was syndicated'
else
	echo 'skipped: no jq'
fi
if command -v systemd-analyze >/dev/null; then
	sed "s#/usr/local/bin/filter-feed.sh#$feed/filter-feed.sh#" \
		"$feed/ndup-feed.service" >ndup-feed.service
	cp "$feed/ndup-feed.path" . && chmod -x ndup-feed.path
	systemd-analyze verify ./ndup-feed.path >out 2>err
	verdict 'the units of systemd'
else
	echo 'skipped: no systemd-analyze'
fi
finish
