#include "app/ctl/completion.hpp"

namespace tidemark::ctl {
namespace {

constexpr std::string_view bashScript = R"sh(_tidemarkctl() {
    local word=${COMP_WORDS[COMP_CWORD]} verb= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --home) ((i++)) ;;
            -*) ;;
            *) verb=${COMP_WORDS[i]}; break ;;
        esac
    done
    local words="--json --home --help"
    case $verb in
        '')
            words="$words --version status sync pending quarantine notices conflicts"
            words="$words doctor support-bundle"
            words="$words recover rotate-keys recovery-key filing scopes completion"
            ;;
        sync) words="$words --wait" ;;
        pending) words="$words retry discard" ;;
        filing) words="$words keep verify end --days" ;;
        scopes) words="$words leave need pin unpin" ;;
        quarantine) words="$words list export hand-over discard" ;;
        notices) words="$words dismiss" ;;
        completion) words="bash zsh fish" ;;
        support-bundle) words="$words --whole" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    [[ ${COMP_WORDS[COMP_CWORD - 1]} == --home ]] && verb=--home
    case $verb in
        quarantine | support-bundle | recover | recovery-key | --home)
            COMPREPLY+=($(compgen -f -- "$word")) ;;
    esac
}
complete -F _tidemarkctl tidemarkctl
)sh";

constexpr std::string_view zshScript = R"sh(#compdef tidemarkctl
_tidemarkctl() {
    local -a verbs=(
        'status:what the agent is doing'
        'sync:send and fetch now'
        'pending:changes that wait on this device'
        'quarantine:changes that you may no longer send'
        'notices:what happened to the data of this device'
        'conflicts:changes that need a decision'
        'doctor:check this device'
        'support-bundle:what support needs to see'
        'recover:open this device with a recovery file'
        'rotate-keys:put everything under new keys'
        'recovery-key:set the recovery key of your organization'
        'filing:reports that are kept ready offline'
        'scopes:parts of the data on this device'
        'completion:print a completion script'
    )
    _arguments -C '--json[print JSON]' '--home[folder of this user]:folder:_files -/' \
        '--version[print the version]' '1: :->verb' '*:: :->rest'
    case $state in
        verb) _describe 'command' verbs ;;
        rest)
            case $words[1] in
                sync) _arguments '--wait[seconds to wait]:seconds:' ;;
                pending) _values 'action' retry discard ;;
                filing) _values 'action' keep verify end ;;
                scopes) _values 'action' leave need pin unpin ;;
                quarantine) _arguments '1:action:(list export hand-over discard)' '2:file:_files' ;;
                notices) _values 'action' dismiss ;;
                completion) _values 'shell' bash zsh fish ;;
                support-bundle) _arguments '--whole[keep names]' '1:file:_files' ;;
                recover|recovery-key) _arguments '1:file:_files' ;;
            esac ;;
    esac
}
compdef _tidemarkctl tidemarkctl
)sh";

constexpr std::string_view fishScript = R"sh(complete -c tidemarkctl -f
complete -c tidemarkctl -l json -d 'Print JSON'
complete -c tidemarkctl -l home -r -d 'Folder of this user'
complete -c tidemarkctl -n __fish_use_subcommand -a status -d 'What the agent is doing'
complete -c tidemarkctl -n __fish_use_subcommand -a sync -d 'Send and fetch now'
complete -c tidemarkctl -n __fish_use_subcommand -a pending -d 'Changes that wait'
complete -c tidemarkctl -n __fish_use_subcommand -a quarantine -d 'Changes not to be sent'
complete -c tidemarkctl -n __fish_use_subcommand -a notices -d 'What you have not read'
complete -c tidemarkctl -n __fish_use_subcommand -a conflicts -d 'Changes to decide'
complete -c tidemarkctl -n __fish_use_subcommand -a doctor -d 'Check this device'
complete -c tidemarkctl -n __fish_use_subcommand -a support-bundle -d 'For support'
complete -c tidemarkctl -n __fish_use_subcommand -a recover -d 'Open by a recovery file'
complete -c tidemarkctl -n __fish_use_subcommand -a rotate-keys -d 'Put all under new keys'
complete -c tidemarkctl -n __fish_use_subcommand -a recovery-key -d 'Set the recovery key'
complete -c tidemarkctl -n __fish_use_subcommand -a filing -d 'Reports kept ready offline'
complete -c tidemarkctl -n __fish_use_subcommand -a scopes -d 'Parts of the data here'
complete -c tidemarkctl -n __fish_use_subcommand -a completion -d 'Print a script'
complete -c tidemarkctl -n '__fish_seen_subcommand_from sync' -l wait -r -d 'Seconds'
complete -c tidemarkctl -n '__fish_seen_subcommand_from pending' -a 'retry discard'
complete -c tidemarkctl -n '__fish_seen_subcommand_from filing' -a 'keep verify end'
complete -c tidemarkctl -n '__fish_seen_subcommand_from scopes' -a 'leave need pin unpin'
complete -c tidemarkctl -n '__fish_seen_subcommand_from quarantine' -F -a 'list export'
complete -c tidemarkctl -n '__fish_seen_subcommand_from quarantine' -a 'hand-over discard'
complete -c tidemarkctl -n '__fish_seen_subcommand_from notices' -a dismiss
complete -c tidemarkctl -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c tidemarkctl -n '__fish_seen_subcommand_from recover recovery-key' -F
complete -c tidemarkctl -n '__fish_seen_subcommand_from support-bundle' -F -l whole
)sh";

} // namespace

std::string completionScript(std::string_view shell)
{
    if (shell == "bash")
        return std::string(bashScript);
    if (shell == "zsh")
        return std::string(zshScript);
    if (shell == "fish")
        return std::string(fishScript);
    return {};
}

} // namespace tidemark::ctl
