#!/bin/sh
# scan.sh NDUP COLLECTION... - times a scan, from file to JSON Lines report.
#
# Prints, for one thread and for all cores (THREADS="1 2" says otherwise), the
# best and the median of RUNS runs (3), the peak memory and what was found;
# OPTIONS are given to ndup.
set -eu

ndup=$1
shift
runs=${RUNS:-3}
threads=${THREADS:-1 $(nproc)}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

# The number behind a key of the JSON in a file.
number() {
	sed -n "s/.*\"$2\": *\([0-9.]*\).*/\1/p" "$1" | head -n 1
}

scan() {
	status=0
	"$ndup" scan -q --format jsonl --threads "$2" ${OPTIONS-} \
		--stats "$folder/stats" -o "$folder/report" "$1" \
		2>"$folder/errors" || status=$?
	if [ "$status" != 0 ] && [ "$status" != 3 ]; then
		cat "$folder/errors" >&2
		exit "$status"
	fi
	number "$folder/stats" total >>"$folder/times"
	if [ "$(tail -n 1 "$folder/times")" = \
		"$(sort -n "$folder/times" | head -n 1)" ]; then
		cp "$folder/stats" "$folder/best"
	fi
}

printf '%s, %s\n' "$("$ndup" --version)" "$(date -u +%Y-%m-%d)"
sed -n 's/^model name[^:]*: */processor: /p' /proc/cpuinfo | head -n 1
for collection in "$@"; do
	for count in $(printf '%s\n' $threads | sort -nu); do
		: >"$folder/times"
		i=0
		while [ "$i" -lt "$runs" ]; do
			scan "$collection" "$count"
			i=$((i + 1))
		done
		best=$(number "$folder/best" total)
		median=$(sort -n "$folder/times" | sed -n "$(((runs + 1) / 2))p")
		memory=$(number "$folder/stats" peak_memory_bytes)
		printf '%s, %s threads: best %.2f s, median %.2f s of %s, ' \
			"$(basename "$collection")" "$count" "$best" "$median" \
			"$runs"
		printf '%s MB at most\n' "$((memory / 1000000))"
		sed -n 's/.*\("seconds":{[^}]*}\).*/\1/p' "$folder/best"
	done
	tail -n 1 "$folder/report"
done
