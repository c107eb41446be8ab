# Completes in bash what ndup knows: commands, options, their arguments.

_ndup()
{
	local words=() word description

	# --option=word comes in three pieces.
	for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
		[[ $word == = ]] || words+=("$word")
	done
	[[ ${COMP_WORDS[COMP_CWORD]} == = ]] && words+=('')
	COMPREPLY=()
	while IFS=$'\t' read -r word description; do
		case $word in
		:files) compopt -o default ;;
		:folders) compopt -o dirnames ;;
		*) COMPREPLY+=("$word") ;;
		esac
	done < <("${COMP_WORDS[0]/#\~/$HOME}" complete "${words[@]}" 2>/dev/null)
}

complete -F _ndup ndup
