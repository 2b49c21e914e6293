# Completion of traffic for bash. In ~/.bashrc: source <(traffic completion bash)
_traffic() {
    local line=${COMP_LINE:0:COMP_POINT} IFS=$'\n'
    line=${line#* }
    COMPREPLY=($(compgen -W "$(traffic "[suggest:${#line}]" "$line" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
# Where nothing of its own fits, files do.
complete -o default -F _traffic traffic
