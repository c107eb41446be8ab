#!/bin/sh
# bench_corpus.sh - the truth of made corpora is true
#
# usage: bench_corpus.sh CORPUS NDUP SOURCE_DIR
#
# The same options give the same bytes twice, every range that is said to be
# shared is equal in both texts, changed copies are changed as much as is said,
# and quality.py judges scans of 300 articles.

corpus=${1:?} ndup=${2:?} source=${3:?}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM

# make_corpus NAME OPTION...
make_corpus() {
	name=$1
	shift
	"$corpus" --articles 300 --seed 5 --topics 50 "$@" \
		--out "$dir/$name.jsonl" --truth "$dir/$name.tsv" || exit 1
}

# same_bytes NAME SUM: the very bytes, on every machine and by every compiler
same_bytes() {
	sum=$(cat "$dir/$1.jsonl" "$dir/$1.tsv" | cksum)
	[ "$sum" = "$2" ] && return
	echo "other bytes than ever: $1, $sum"
	exit 1
}

make_corpus one --story-share 0.05 --boilerplate 60 --agency 20
make_corpus two --story-share 0.05 --boilerplate 60 --agency 20
make_corpus changed --changes --copies 50
cmp "$dir/one.jsonl" "$dir/two.jsonl" || exit 1
cmp "$dir/one.tsv" "$dir/two.tsv" || exit 1
same_bytes one "1423925639 918029"
same_bytes changed "2486494726 802291"

command -v python3 >/dev/null || { echo "skipped: no python3"; exit 0; }
cat >"$dir/truth.py" <<'END'
import json
import sys


def check_change(kind, a, b, texts):
    """That a copy is changed as its kind says; False: no such kind."""
    name, _, amount = kind.rpartition("-")
    old, new = texts[a].split(), texts[b].split()
    if name == "every":
        num = int(amount)
        assert [i for i, words in enumerate(zip(old, new))
                if words[0] != words[1]] == [*range(num - 1, len(old), num)]
    elif name == "noise":
        letters = len("".join(old))
        wrong = sum(x != y for x, y in zip(" ".join(old), " ".join(new)))
        assert abs(wrong / letters - int(amount[:-1]) / 100) < 0.02, wrong
    elif name == "passage":
        assert sum(" ".join(old[i:i + int(amount)]) in " ".join(new)
                   for i in range(len(old) - int(amount) + 1)) == 1
        assert 350 < len(new) - int(amount) < 450, len(new)
    elif name == "kept":
        assert set(new) <= set(old)
    else:
        return False
    return True


texts, num, num_changed = {}, 0, 0
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
    num_changed += check_change(kind, a, b, texts)
assert num > 100, num
assert num_changed > 50 or "changed" not in sys.argv[1], num_changed
END
for name in one changed; do
	python3 "$dir/truth.py" "$dir/$name.jsonl" "$dir/$name.tsv" || exit 1
	python3 "$source/bench/quality.py" --recheck --csv "$dir/$name.csv" \
		"$ndup" "$dir/$name.jsonl" "$dir/$name.tsv" || exit 1
	grep -q '^found,false,,,0,' "$dir/$name.csv" || exit 1
	grep -q '^found,topic,,,0,' "$dir/$name.csv" || exit 1
done
grep -q '^kind,light,[0-9]*,[0-9]*,[1-9]' "$dir/one.csv" || exit 1
# Copies with a word in twelve changed match, all of them.
grep -q '^kind,every-12,\([0-9]*\),\1,\1,' "$dir/changed.csv"
