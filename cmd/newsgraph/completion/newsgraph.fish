# Completes newsgraph's commands and flags in fish. The program itself says what fits.
function __newsgraph_complete
    set -l request (commandline -opc)
    set -l current (commandline -ct)
    if string match -q -- '-*' "$current"
        set -a request "$current"
    end
    $request --generate-bash-completion 2>/dev/null
end
complete -c newsgraph -a '(__newsgraph_complete)'
