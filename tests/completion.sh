#!/bin/sh
# completion.sh - what shells offer is what ndup takes
#
# usage: completion.sh path/to/ndup SOURCE_DIR
#
# For each command, the options offered are those of its --help; the words that
# an option's complaint names are offered for it, and it takes all that are.
# Then each shell's script is asked, as far as that shell is here.  Prints one
# line a case, and exits with 1 if one of them failed.

usage='usage: completion.sh path/to/ndup SOURCE_DIR'
bin=$(cd "$(dirname "${1:?$usage}")" && pwd) || exit 2
scripts=$(cd "${2:?$usage}/completions" && pwd) || exit 2
PATH=$bin:$PATH
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir" || exit 2
mkdir news 'new quay'
touch next.txt
failed=0

# verdict NAME: by the status of the command before
verdict() {
	if [ $? -eq 0 ]; then
		echo "ok      $1"
	else
		echo "FAILED  $1"
		failed=1
	fi
}

# offers WORD... : the candidates alone, sorted, on one line
offers() {
	ndup complete "$@" | cut -f 1 | LC_ALL=C sort | tr '\n' ' '
}

# sorted: words of standard input, as offers prints them
sorted() {
	tr -s ' \n' '\n\n' | sed '/^$/d' | LC_ALL=C sort | tr '\n' ' '
}

# ---- the program

# The names in its own help: two spaces and more behind each.
ndup --help | sed -n '/^Commands$/,/^$/s/^  \([a-z ]*[a-z]\)  .*/\1/p' >commands
[ -s commands ] && [ "$(offers '')" = \
	"$({ sed 's/ .*//' commands | uniq; echo --help --version; } | sorted)" ]
verdict 'commands are those of ndup --help'
grep ' ' commands | sed 's/ .*//' | uniq >families
while read -r family; do
	[ "$(offers "$family" '')" = \
		"$({ sed -n "s/^$family //p" commands; echo --help; } | sorted)" ]
	verdict "commands are those of ndup $family --help"
done <families

# words_of MESSAGE: those of "give a, b or c", one a line
words_of() {
	echo "$1" | sed -n 's/.*: give //p' | sed 's/, or /\n/g; s/, /\n/g
		s/ or /\n/g' | tr -d '"' | grep -x '[a-z]*'
}

while read -r command; do
	# shellcheck disable=SC2086
	ndup $command --help | sed -n \
		's/^  \(-., \)*\(--[a-z0-9-]*\) \{0,1\}\([A-Z]*\).*/\2 \3/p' >options
	# shellcheck disable=SC2086
	[ -s options ] && [ "$(offers $command -)" = \
		"$(cut -d ' ' -f 1 options | sorted)" ]
	verdict "options are those of ndup $command --help"
	while read -r option argument; do
		[ -n "$argument" ] || continue
		# shellcheck disable=SC2086
		offers $command "$option" '' | tr ' ' '\n' | sed '/^:/d' >words
		# shellcheck disable=SC2086
		words_of "$(ndup $command "$option" '?' 2>&1 </dev/null)" >wanted
		if [ -s wanted ]; then
			! grep -vxFf words wanted
			verdict "ndup $command $option offers the words it wants"
		fi
		for word in $(cat words); do
			# shellcheck disable=SC2086
			ndup $command "$option" "$word" --help >/dev/null
			verdict "ndup $command takes $option $word"
		done
	done <options
done <commands

[ "$(offers scan --color=a)" = '--color=always --color=auto ' ]
verdict 'a word behind ='
[ "$(offers scan --output '')$(offers scan -o '')$(offers scan '')" = \
	':files :files :files ' ] && [ "$(offers scan --tmpdir '')" = ':folders ' ]
verdict 'files and folders'
[ "$(offers scan --output=x --mat)" = '--matches ' ]
verdict 'an argument behind = was given'
[ "$(offers scan --color never '')$(offers scan -- --)" = ':files :files ' ]
verdict 'arguments are behind, options ended'
[ -z "$(offers frobnicate --)$(offers scan --frobnicate=)" ]
verdict 'nothing for what is unknown'

# ---- bash

# in_bash WORD...: what is offered for the last one
in_bash() {
	bash -c 'compopt() { echo "$2"; }
		. "$0"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_ndup
		echo "${COMPREPLY[@]}"' "$scripts/ndup.bash" "$@" | sorted
}

if command -v bash >/dev/null; then
	[ "$(in_bash ndup sc)" = 'scan ' ] &&
		[ "$(in_bash ndup scan --colo)" = '--color ' ] &&
		[ "$(in_bash ndup scan --color a)" = 'always auto ' ] &&
		[ "$(in_bash ndup scan --color = a)" = 'always auto ' ] &&
		[ "$(in_bash ndup scan --color =)" = 'always auto never ' ] &&
		[ "$(in_bash ndup scan n)" = 'default ' ] &&
		[ "$(in_bash ndup scan --tmpdir n)" = 'dirnames ' ] &&
		bash -c '. "$0"; complete -p ndup >/dev/null' \
			"$scripts/ndup.bash"
	verdict 'bash'
else
	echo 'skipped bash: it is not installed'
fi

# ---- zsh: its own functions tell what they are given

# in_zsh WORD...
in_zsh() {
	# shellcheck disable=SC2016
	zsh -f -c '_describe() { print -r -l -- "${(@P)2}" }
		_files() { print -r -- files "$@" }
		compset() { print -r -- "${(M)PREFIX##--*=}" }
		script=$1
		shift
		words=("$@") CURRENT=$# PREFIX=${@[-1]}
		. $script' zsh "$scripts/_ndup" "$@" | sed 's/:.*//' | sorted
}

if command -v zsh >/dev/null; then
	[ "$(in_zsh ndup sc)" = 'scan ' ] &&
		[ "$(in_zsh ndup scan --colo)" = '--color ' ] &&
		[ "$(in_zsh ndup scan --color a)" = 'always auto ' ] &&
		[ "$(in_zsh ndup scan --color=a)" = \
			'--color=always --color=auto ' ] &&
		[ "$(in_zsh ndup scan n)" = 'files ' ] &&
		[ "$(in_zsh ndup scan --tmpdir=n)" = '--tmpdir= -/ files ' ]
	verdict 'zsh'
else
	echo 'skipped zsh: it is not installed'
fi

# ---- fish

# in_fish LINE
in_fish() {
	HOME=$dir fish --no-config -c 'source $argv[1]
		complete -C $argv[2]' "$scripts/ndup.fish" "$1" 2>&1 |
		cut -f 1 | LC_ALL=C sort | tr '\n' ' '
}

if command -v fish >/dev/null; then
	[ "$(in_fish 'ndup sc')" = 'scan ' ] &&
		[ "$(in_fish 'ndup scan --colo')" = '--color ' ] &&
		[ "$(in_fish 'ndup scan --color a')" = 'always auto ' ] &&
		[ "$(in_fish 'ndup scan --color=a')" = \
			'--color=always --color=auto ' ] &&
		[ "$(in_fish 'ndup scan ne')" = 'new quay/ news/ next.txt ' ] &&
		[ "$(in_fish 'ndup scan -o nex')" = 'next.txt ' ] &&
		[ "$(in_fish 'ndup scan --output=nex')" = \
			'--output=next.txt ' ] &&
		[ "$(in_fish 'ndup scan --tmpdir=ne')" = \
			'--tmpdir=new quay/ --tmpdir=news/ ' ]
	verdict 'fish'
else
	echo 'skipped fish: it is not installed'
fi

exit $failed
