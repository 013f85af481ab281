# Completes newsgraph's commands and flags in bash. The program itself says what fits; where nothing does, files do.
_newsgraph() {
	local current="${COMP_WORDS[COMP_CWORD]}"
	local -a request=("${COMP_WORDS[@]:0:COMP_CWORD}")
	[[ "$current" == -* ]] && request+=("$current")
	local words
	words="$("${request[@]}" --generate-bash-completion 2>/dev/null)"
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o bashdefault -o default -F _newsgraph newsgraph
