#!/bin/sh
# run.sh - runs fuzzers, and keeps what they find
#
# usage: run.sh BUILD [NAME...]
#
# All fuzzers of this build folder, or those named, each SECONDS long or RUNS
# times, JOBS at once.  Inputs that reach new code are kept in BUILD/corpus,
# findings in BUILD/findings, and what each fuzzer said in BUILD/logs.  Prints
# a line for each; exit status 1 if there was a finding.
set -u

build=${1:?usage: run.sh BUILD [NAME...]}
shift
here=$(cd "$(dirname "$0")" && pwd) || exit 2
export ASAN_OPTIONS="quarantine_size_mb=8:malloc_context_size=8:${ASAN_OPTIONS-}"
export UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS-}"

stat_of() {
	sed -n "s/^stat::$2: *//p" "$1"
}

# rate_of RUNS FILE: how many in a second of processor time, as "times" wrote of
# children into the file
rate_of() {
	awk -v runs="$1" 'NR == 2 {
		split($1 "m" $2, t, /[ms]+/)
		spent = 60 * t[1] + t[2] + 60 * t[3] + t[4]
		printf "%.0f", (spent > 0 ? runs / spent : 0)
	}' "$2"
}

# Seeds stay as they are: what is new goes to the first folder.
run_fuzzer() {
	fuzzer=$build/fuzz_$1 seeds=$here/corpus/$1 log=$build/logs/$1
	mkdir -p "$build/corpus/$1" "$build/findings" "$build/logs"
	set -- "$1" "$build/corpus/$1" "$seeds"
	[ -e "$here/$1.dict" ] && set -- "$@" -dict="$here/$1.dict"
	if [ -n "${RUNS-}" ]; then
		set -- "$@" -runs="$RUNS"
	else
		set -- "$@" -max_total_time="${SECONDS_EACH:-60}"
	fi
	name=$1
	shift
	# shellcheck disable=SC2046
	"$fuzzer" "$@" -max_len=4096 -timeout=20 -rss_limit_mb=2048 \
		$(cat "$here/$name.options" 2>/dev/null) \
		-print_final_stats=1 \
		-artifact_prefix="$build/findings/$name-" >"$log" 2>&1
	status=$?
	times >"$log.times"
	runs=$(stat_of "$log" number_of_executed_units)
	printf '%-12s %9s runs %7s a second %6s features\n' "$name" \
		"${runs:-0}" "$(rate_of "${runs:-0}" "$log.times")" \
		"$(sed -n 's/.* ft: \([0-9]*\).*/\1/p' "$log" | tail -1)"
	sed -n 's/^count:/            /p' "$log"
	[ "$status" = 0 ] && return 0
	grep -v -e '^#' -e '^stat::' "$log" | tail -60 >&2
	found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
	echo "Run it again: $fuzzer ${found:-(see $log)}" >&2
	return 1
}

if [ -n "${FUZZ_ONE-}" ]; then
	run_fuzzer "$FUZZ_ONE"
	exit
fi
if [ $# = 0 ]; then
	for source in "$here"/fuzz_*.c; do
		name=${source##*/fuzz_}
		set -- "$@" "${name%.c}"
	done
fi
printf '%s\n' "$@" | xargs -P "${JOBS:-1}" -I NAME \
	env FUZZ_ONE=NAME sh "$0" "$build" || exit 1
