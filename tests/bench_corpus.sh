#!/bin/sh
# bench_corpus.sh - the truth of made corpora is true
#
# usage: bench_corpus.sh CORPUS NDUP SOURCE_DIR
#
# The same options give the same bytes twice, every range that is said to be
# shared is equal in both texts, and quality.py judges a scan of 300 articles.

corpus=${1:?} ndup=${2:?} source=${3:?}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM

make_corpus() {
	"$corpus" --articles 300 --seed 5 --story-share 0.05 \
		--boilerplate 60 --topics 50 --agency 20 \
		--out "$dir/$1.jsonl" --truth "$dir/$1.tsv" || exit 1
}

make_corpus one
make_corpus two
cmp "$dir/one.jsonl" "$dir/two.jsonl" || exit 1
cmp "$dir/one.tsv" "$dir/two.tsv" || exit 1
# The very bytes, on every machine and by every compiler.
sum=$(cat "$dir/one.jsonl" "$dir/one.tsv" | cksum)
if [ "$sum" != "1423925639 918029" ]; then
	echo "other bytes than ever: $sum"
	exit 1
fi

command -v python3 >/dev/null || { echo "skipped: no python3"; exit 0; }
python3 - "$dir/one.jsonl" "$dir/one.tsv" <<'END' || exit 1
import json
import sys
texts, num = {}, 0
for line in open(sys.argv[1]):
    item = json.loads(line)
    texts[item["id"]] = item["text"]
assert len(texts) == 300, len(texts)
for line in open(sys.argv[2]):
    a, b, kind, ranges = line.rstrip("\n").split("\t")
    if b.startswith("#"):
        continue
    for one in ranges.split(","):
        i, j, size = map(int, one.split(":"))
        cut = texts[a][i:i + size]
        assert len(cut) == size > 0 and cut == texts[b][j:j + size], line
        num += 1
    if kind == "verbatim" and ranges.count(",") == 0:
        assert cut, line
assert num > 100, num
END
python3 "$source/bench/quality.py" --csv "$dir/quality.csv" "$ndup" \
	"$dir/one.jsonl" "$dir/one.tsv" || exit 1
grep -q '^kind,light,[0-9]*,[0-9]*,[1-9]' "$dir/quality.csv" || exit 1
grep -q '^found,false,,,0,' "$dir/quality.csv"
