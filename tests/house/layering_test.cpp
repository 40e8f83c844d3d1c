// Which layers a layer may include. The whole architecture, as tables that fail the build.
#include "tests/house/source_tree.hpp"

#include <QtTest>

#include <map>
#include <regex>
#include <set>

namespace {

using tidemark::house::SourceFile;

const std::map<std::string, std::set<std::string>> mayInclude = {
    {"models", {"models"}},
    {"sync", {"sync", "models"}},
    {"platform", {"platform", "models", "resources"}},
    {"ui", {"ui", "sync", "models", "resources"}},
    {"app", {"app", "ui", "sync", "models", "platform", "resources"}},
};

struct Ban {
    std::string layer;
    std::regex include;
    std::string reason;
};

const std::vector<Ban> bans = {
    {"models",
     std::regex(R"(<(Q[A-Z]|sqlite3|libpq|boost/(asio|beast)))"),
     "the domain is shared by client and platform and does no I/O"},
    {"platform", std::regex(R"(<(Q[A-Z]|sqlite3))"), "the platform has no Qt and no SQLite"},
    {"sync",
     std::regex(R"(<(QWidget|QtWidgets|QApplication|QtQuick|QQ))"),
     "the agent runs without a screen"},
    {"ui",
     std::regex(R"(<(sqlite3|boost/(asio|beast)|QNetworkAccessManager|QSql))"),
     "windows ask the agent and never open a store or the network"},
    {"ui",
     std::regex("\"sync/(?!client/|wire/)"),
     "windows know the local API's client and nothing else of sync"},
    {"sync/protocol",
     std::regex(R"(<(Q[A-Z]|sqlite3|chrono>))"),
     "protocol decisions are pure: no clock, no socket, no Qt"},
};

std::string layerOf(const std::string& path)
{
    return path.substr(0, path.find('/'));
}

} // namespace

class LayeringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_layer_includes_only_the_layers_below_it();
    void a_layer_does_not_know_the_frameworks_that_are_not_its_business();
};

void LayeringTest::a_layer_includes_only_the_layers_below_it()
{
    const std::regex include("^#include \"([a-z]+)/");
    const auto files = tidemark::house::sourceFiles({".cpp", ".hpp"});
    QVERIFY(files.size() > 10);
    QStringList wrong;
    for (const SourceFile& file : files) {
        const auto allowed = mayInclude.find(layerOf(file.path));
        if (allowed == mayInclude.end())
            continue;
        for (const auto& line : file.lines) {
            std::smatch match;
            if (std::regex_search(line, match, include) && !allowed->second.contains(match[1]))
                wrong << QString::fromStdString(file.path + ": " + line);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void LayeringTest::a_layer_does_not_know_the_frameworks_that_are_not_its_business()
{
    QStringList wrong;
    for (const SourceFile& file : tidemark::house::sourceFiles({".cpp", ".hpp"})) {
        for (const Ban& ban : bans) {
            if (!file.path.starts_with(ban.layer + "/"))
                continue;
            for (const auto& line : file.lines) {
                if (line.starts_with("#include") && std::regex_search(line, ban.include))
                    wrong << QString::fromStdString(
                        file.path + ": " + line + " (" + ban.reason + ")"
                    );
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_APPLESS_MAIN(LayeringTest)
#include "layering_test.moc"
