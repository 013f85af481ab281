#compdef newsgraph
# Completes newsgraph's commands and flags in zsh. The program itself says what fits; where nothing does, files do.
_newsgraph() {
	local -a request found
	request=("${(@)words[1,CURRENT-1]}")
	[[ "${words[CURRENT]}" == -* ]] && request+=("${words[CURRENT]}")
	found=("${(@f)$("${(@)request}" --generate-bash-completion 2>/dev/null)}")
	if [[ -n "${found[1]}" ]]; then
		compadd -- "${(@)found}"
	else
		_files
	fi
}
# From a folder of fpath this file is the function itself; sourced, it only announces it.
if [[ "${funcstack[1]}" == _newsgraph ]]; then
	_newsgraph "$@"
else
	compdef _newsgraph newsgraph
fi
