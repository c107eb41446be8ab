# cases.sh - for tests of the program: cases and their verdicts
#
# Read by the scripts, whose first argument is the program.  All files are made
# in a fresh folder, which is removed at the end.

case ${1:?usage: $0 path/to/ndup} in
*/*) ndup=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;;
*) ndup=$1 ;;
esac
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir" || exit 2
unset NO_COLOR
failed=0
esc=$(printf '\033')

# verdict NAME: by the status of the command before
verdict() {
	if [ $? -eq 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		sed 's/^/        | /' err 2>/dev/null | head -5
		failed=1
	fi
}

# run ARGS: out, err and $status
run() {
	"$ndup" "$@" >out 2>err
	status=$?
}

# refuses WORDS ARGS: exit status 2, nothing on standard output, and one line
# on standard error that has the words
refuses() {
	words=$1
	shift
	run "$@"
	[ $status -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] &&
		grep -qF -e "$words" err
	verdict "refused: $*"
}

leftovers() {
	find . -name '.*.ndup-*' | grep -q .
}

# finish: with 1 if a case failed
finish() {
	exit $failed
}
