# Completes in fish what ndup knows: commands, options, their arguments.

function __ndup_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l option (string match -r -- '^--[^=]*=' $word)
    set -l path (string replace -r -- '^--[^=]*=' '' $word)
    for line in ($words[1] complete $words[2..-1] "$word" 2>/dev/null)
        switch $line
            case :files
                string join \n -- "$option"(__fish_complete_path "$path")
            case :folders
                string join \n -- "$option"(__fish_complete_directories "$path" '')
            case '*'
                echo $line
        end
    end
end

complete -c ndup -f -a '(__ndup_complete)'
