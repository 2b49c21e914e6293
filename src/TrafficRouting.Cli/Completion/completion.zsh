# Completion of traffic for zsh. In ~/.zshrc, after compinit: source <(traffic completion zsh)
_traffic() {
    local line="${(j: :)words[2,CURRENT]}"
    local -a found=("${(@f)$(traffic "[suggest:${#line}]" "$line" 2> /dev/null)}")
    # Where nothing of its own fits, files do.
    compadd -a found || _files
}
compdef _traffic traffic
