#include "app/ctl/options.hpp"

#include <CLI/CLI.hpp>
#include <array>

namespace tidemark::ctl {
namespace {

constexpr const char* exitCodeHelp =
    "Exit codes: 0 done, 1 refused or failed, 2 wrong command line, 3 no agent runs,\n"
    "4 done and something needs you, 5 time was up.";

struct Command {
    const char* name;
    Verb verb;
    const char* help;
};

constexpr std::array<Command, 14> commands{{
    {"status", Verb::status, "What the agent is doing and whether all is sent"},
    {"sync", Verb::sync, "Send and fetch now, and wait until all is up to date"},
    {"pending", Verb::pendingList, "The changes that wait on this device"},
    {"quarantine", Verb::quarantineList, "The changes that you may no longer send"},
    {"notices", Verb::notices, "What happened to the data of this device and you have not read"},
    {"conflicts", Verb::conflicts, "The changes that need a decision, with both sides"},
    {"doctor", Verb::doctor, "Check this device: each point with its next step"},
    {"support-bundle", Verb::supportBundle, "What support needs to see, without your data"},
    {"recover", Verb::recover, "Open this device with a recovery file of your organization"},
    {"rotate-keys", Verb::rotateKeys, "Put everything on this device under new keys"},
    {"recovery-key", Verb::recoveryKey, "Set the recovery key of your organization"},
    {"filing", Verb::filingList, "The reports that are kept ready offline, and how they stand"},
    {"scopes", Verb::scopeList, "The parts of the data, and which are on this device"},
    {"completion", Verb::completion, "Print the completion script of a shell"},
}};

void addMid(CLI::App* command, Options& options)
{
    command->fallthrough();
    command->add_option("mid", options.mid, "The change's number, as `pending` lists it")
        ->required()
        ->check(CLI::PositiveNumber);
}

/// Returns the subcommand.
CLI::App* addReport(CLI::App* command, Options& options)
{
    command->fallthrough();
    command->add_option("report", options.report, "The report's id, as its address ends with")
        ->required();
    return command;
}

void addFiling(CLI::App* filing, Options& options)
{
    filing->require_subcommand(0, 1);
    CLI::App* keep = filing->add_subcommand("keep", "Fetch, check and keep all of a report here");
    addReport(keep, options)
        ->add_option("--days", options.days, "For how long, as far as the platform allows")
        ->check(CLI::Range(1, 90))
        ->capture_default_str();
    addReport(filing->add_subcommand("verify", "Look through everything now"), options);
    addReport(filing->add_subcommand("end", "No longer keep it ready"), options);
}

void addScopes(CLI::App* scopes, Options& options)
{
    scopes->require_subcommand(0, 1);
    for (const auto& [name, help] :
         {std::pair("leave", "Take one off this device"),
          std::pair("need", "Bring one back to this device"),
          std::pair("pin", "Keep one here always"),
          std::pair("unpin", "Keep one here while there is room")}) {
        CLI::App* command = scopes->add_subcommand(name, help);
        command->fallthrough();
        command->add_option("scope", options.scope, "Its number, as `scopes` lists it")->required();
    }
}

void addKeptWork(CLI::App& app, Options& options)
{
    CLI::App* kept = app.get_subcommand("quarantine");
    kept->require_subcommand(0, 1);
    kept->add_subcommand("list", "List them")->fallthrough();
    CLI::App* save = kept->add_subcommand("export", "Write them to a file, attachments beside it");
    save->fallthrough();
    save->add_option("file", options.file, "Where to write them")->required();
    CLI::App* give = kept->add_subcommand("hand-over", "Hand them over to the platform now");
    give->fallthrough();
    CLI::App* drop = kept->add_subcommand("discard", "Give one up for good");
    drop->fallthrough();
    drop->add_option("number", options.qid, "Its number, as `quarantine` lists it")
        ->required()
        ->check(CLI::PositiveNumber);
    CLI::App* notices = app.get_subcommand("notices");
    notices->require_subcommand(0, 1);
    CLI::App* read = notices->add_subcommand("dismiss", "Take one off the list: you have read it");
    read->fallthrough();
    read->add_option("id", options.notice, "Its id, as `notices` lists it")->required();
}

void addArguments(CLI::App& app, Options& options)
{
    addFiling(app.get_subcommand("filing"), options);
    addScopes(app.get_subcommand("scopes"), options);
    addKeptWork(app, options);
    app.get_subcommand("sync")
        ->add_option("--wait", options.waitSeconds, "Seconds to wait at most; 0: only ask for it")
        ->check(CLI::Range(0, 86400))
        ->capture_default_str();
    CLI::App* pending = app.get_subcommand("pending");
    pending->require_subcommand(0, 1);
    addMid(pending->add_subcommand("retry", "Send a change again now"), options);
    addMid(pending->add_subcommand("discard", "Give a change up for good"), options);
    CLI::App* bundle = app.get_subcommand("support-bundle");
    bundle->add_option("file", options.file, "Where to write it; without: show what is in it");
    bundle->add_flag("--whole", options.isWhole, "Keep names, addresses and ids readable");
    app.get_subcommand("recover")
        ->add_option("file", options.file, "The private half, as the officers keep it")
        ->required()
        ->check(CLI::ExistingFile);
    app.get_subcommand("recovery-key")
        ->add_option("file", options.file, "The public half: the file that ends with .pub")
        ->required()
        ->check(CLI::ExistingFile);
    app.get_subcommand("completion")
        ->add_option("shell", options.shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

Verb verbOf(const CLI::App& app)
{
    const CLI::App* pending = app.get_subcommand("pending");
    if (pending->got_subcommand("retry"))
        return Verb::pendingRetry;
    if (pending->got_subcommand("discard"))
        return Verb::pendingDiscard;
    const CLI::App* filing = app.get_subcommand("filing");
    for (const auto& [name, verb] :
         {std::pair("keep", Verb::filingKeep),
          std::pair("verify", Verb::filingVerify),
          std::pair("end", Verb::filingEnd)})
        if (filing->got_subcommand(name))
            return verb;
    const CLI::App* scopes = app.get_subcommand("scopes");
    for (const auto& [name, verb] :
         {std::pair("leave", Verb::scopeLeave),
          std::pair("need", Verb::scopeNeed),
          std::pair("pin", Verb::scopePin),
          std::pair("unpin", Verb::scopeUnpin)})
        if (scopes->got_subcommand(name))
            return verb;
    const CLI::App* kept = app.get_subcommand("quarantine");
    if (kept->got_subcommand("export"))
        return Verb::quarantineExport;
    if (kept->got_subcommand("hand-over"))
        return Verb::quarantineHandOver;
    if (kept->got_subcommand("discard"))
        return Verb::quarantineDiscard;
    if (app.get_subcommand("notices")->got_subcommand("dismiss"))
        return Verb::noticeDismiss;
    for (const Command& command : commands)
        if (app.got_subcommand(command.name))
            return command.verb;
    return Verb::status;
}

} // namespace

ParsedOptions readOptions(int argc, char** argv)
{
    Options options;
    CLI::App app("Asks the Tidemark agent of this user.", "tidemarkctl");
    app.set_version_flag("--version", std::string("tidemarkctl ") + TIDEMARK_VERSION);
    app.footer(exitCodeHelp);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_flag("--json", options.isJson, "Print JSON, one document");
    app.add_option("--home", options.home, "Folder of everything of this user");
    for (const Command& command : commands)
        app.add_subcommand(command.name, command.help)->fallthrough();
    addArguments(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return {std::nullopt, code == 0 ? exitDone : exitUsage};
    }
    options.verb = verbOf(app);
    return {options, exitDone};
}

} // namespace tidemark::ctl
