// Files from one device to another, by the real agents and the real platform: without a network,
// killed at random places, replaced by two people at once. TIDEMARK_BLOB_KILLS makes it longer.
#include "models/core/uuid.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDirIterator>
#include <QRandomGenerator>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 18410;

int kills()
{
    const int given = qEnvironmentVariableIntValue("TIDEMARK_BLOB_KILLS");
    return given > 0 ? given : 4;
}

/// Long enough to be cut in the middle, and easy to find on a disk.
QByteArray contentOf(int bytes, const char* tag)
{
    QByteArray content = "%PDF-1.7 ";
    QRandomGenerator random(static_cast<quint32>(bytes));
    while (content.size() < bytes) {
        content += "sentinel-attachment ";
        content += tag;
        content += QByteArray::number(random.generate64());
    }
    return content.left(bytes);
}

json::object whole(std::string_view entity, std::string_view field, json::value is)
{
    return {
        {"entity", entity},
        {"filter", json::array{{{"field", field}, {"op", "eq"}, {"value", std::move(is)}}}},
        {"sort", json::array{"id"}},
        {"offset", 0},
        {"limit", 50}};
}

std::string textOf(const json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

} // namespace

class AttachmentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void added_offline_on_one_device_it_opens_on_the_other();
    void a_killed_agent_goes_on_where_it_was();
    void two_replacements_are_a_conflict_and_both_can_be_kept();
    void a_refused_file_holds_up_nobody_and_can_be_taken_back();
    void one_replaced_twice_before_it_was_sent_conflicts_with_nobody();
    void a_damaged_copy_is_fetched_again();
    void kept_offline_it_comes_by_itself();
    void nothing_of_it_is_plain_on_any_disk();

private:
    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder_.filePath(QStringLiteral("files/") + name));
        (void)QDir().mkpath(folder_.filePath(QStringLiteral("files")));
        (void)file.open(QIODevice::WriteOnly);
        file.write(bytes);
        return file.fileName();
    }
    std::optional<json::object> add(RunningAgent& agent, const QString& file)
    {
        auto answer = agent.ask("blobs.add", {{"report", report_}, {"file", file.toStdString()}});
        if (!answer)
            qWarning("%s", answer.error().cause.c_str());
        return answer ? std::optional(answer->as_object()) : std::nullopt;
    }
    /// The attachment as a device shows it; empty when it does not.
    json::object row(RunningAgent& agent, const std::string& id)
    {
        const auto rows =
            agent.ask("rows.window", whole("attachment", "reportId", json::value(report_)));
        if (!rows)
            return {};
        for (const auto& one : rows->at("rows").as_array()) {
            if (textOf(one.as_object(), "id") == id)
                return one.as_object();
        }
        return {};
    }
    /// Where its content is; empty: on the platform only.
    std::string stateOf(RunningAgent& agent, const std::string& sha256)
    {
        const auto status = agent.ask("blobs.status", {{"report", report_}});
        if (!status)
            return status.error().reason;
        for (const auto& one : status->at("items").as_array()) {
            if (textOf(one.as_object(), "sha256") == sha256)
                return textOf(one.as_object(), "state");
        }
        return {};
    }
    QByteArray saved(RunningAgent& agent, const std::string& id)
    {
        const QString target = folder_.filePath(QStringLiteral("files/saved"));
        if (!agent.ask("blobs.save", {{"id", id}, {"file", target.toStdString()}}))
            return {};
        QFile file(target);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool restart(RunningAgent& agent) { return agent.start() >= 0 && agent.unlock(); }

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> jon_;
    std::string report_;
};

void AttachmentsTest::initTestCase()
{
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    platform_ = std::make_unique<RunningPlatform>(folder_.filePath(QStringLiteral("p")), port);
    QVERIFY(platform_->start());
    maya_ =
        std::make_unique<RunningAgent>(folder_.filePath(QStringLiteral("m")), "maya@demo.example");
    jon_ =
        std::make_unique<RunningAgent>(folder_.filePath(QStringLiteral("j")), "jon@demo.example");
    for (RunningAgent* agent : {maya_.get(), jon_.get()}) {
        QVERIFY(agent->start() >= 0);
        QVERIFY(agent->unlock());
        QVERIFY(agent->signIn(platform_->address()).has_value());
        QVERIFY(agent->becomes("pull", "live"));
    }
    const auto drafts = maya_->ask("rows.window", whole("complianceReport", "status", "draft"));
    QVERIFY(drafts && !drafts->at("rows").as_array().empty());
    report_ = textOf(drafts->at("rows").at(0).as_object(), "id");
}

void AttachmentsTest::added_offline_on_one_device_it_opens_on_the_other()
{
    platform_->stop();
    const QByteArray bytes = contentOf(3'000'000, "offline");
    const auto added = add(*maya_, write(QStringLiteral("Rechnung März.pdf"), bytes));
    QVERIFY(added.has_value());
    const std::string id = textOf(*added, "id");
    const std::string sha256 = textOf(*added, "sha256");
    QCOMPARE(textOf(row(*maya_, id), "name"), std::string("Rechnung März.pdf"));
    QCOMPARE(stateOf(*maya_, sha256), std::string("waiting"));
    QCOMPARE(saved(*maya_, id), bytes); // Where it is, it can be used at once.
    QVERIFY(platform_->start());

    QVERIFY(QTest::qWaitFor([&] { return !row(*jon_, id).empty(); }, 60'000));
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*maya_, sha256) == "here"; }, 20'000));
    QCOMPARE(stateOf(*jon_, sha256), std::string());
    QCOMPARE(jon_->ask("blobs.open", {{"id", id}}).error().reason, std::string("not_on_device"));
    QVERIFY(jon_->ask("blobs.fetch", {{"id", id}}).has_value());
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*jon_, sha256) == "here"; }, 20'000));
    QCOMPARE(saved(*jon_, id), bytes);
    const auto opened = jon_->ask("blobs.open", {{"id", id}});
    QVERIFY(opened.has_value());
    QFile copy(QString::fromStdString(textOf(opened->as_object(), "file")));
    QVERIFY(copy.fileName().endsWith(QStringLiteral("Rechnung März.pdf")));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), bytes);
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 20'000));
}

void AttachmentsTest::a_killed_agent_goes_on_where_it_was()
{
    for (int round = 0; round < kills(); ++round) {
        const QByteArray bytes = contentOf(24'000'000 + round, "kill");
        const auto added = add(*maya_, write(QStringLiteral("kill%1.pdf").arg(round), bytes));
        QVERIFY(added.has_value());
        const std::string id = textOf(*added, "id");
        const std::string sha256 = textOf(*added, "sha256");
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(150)));
        maya_->kill();
        QVERIFY(restart(*maya_));
        QVERIFY(QTest::qWaitFor([&] { return !row(*jon_, id).empty(); }, 60'000));

        QVERIFY(jon_->ask("blobs.fetch", {{"id", id}}).has_value());
        QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(150)));
        jon_->kill();
        QVERIFY(restart(*jon_));
        QVERIFY(QTest::qWaitFor([&] { return stateOf(*jon_, sha256) == "here"; }, 60'000));
        QVERIFY(saved(*jon_, id) == bytes);
    }
}

void AttachmentsTest::two_replacements_are_a_conflict_and_both_can_be_kept()
{
    const auto added = add(*maya_, write(QStringLiteral("plan.txt"), contentOf(5000, "plan")));
    QVERIFY(added.has_value());
    const std::string id = textOf(*added, "id");
    QVERIFY(QTest::qWaitFor([&] { return !row(*jon_, id).empty(); }, 60'000));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 20'000));
    platform_->stop();
    const auto replace = [&](RunningAgent& agent, const char* tag) {
        const QString file = write(QString::fromLatin1(tag), contentOf(6000, tag));
        return agent.ask(
            "blobs.add", {{"report", report_}, {"file", file.toStdString()}, {"replaces", id}}
        );
    };
    QVERIFY(replace(*maya_, "one.txt").has_value());
    QVERIFY(replace(*jon_, "two.txt").has_value());
    QVERIFY(platform_->start());
    const auto conflicts = [](RunningAgent& agent) {
        const auto list = agent.ask("conflicts.list", json::object{});
        return list ? list->at("items").as_array() : json::array{};
    };
    QVERIFY(QTest::qWaitFor(
        [&] { return conflicts(*maya_).size() + conflicts(*jon_).size() == 1; }, 60'000
    ));
    RunningAgent& loser = conflicts(*maya_).empty() ? *jon_ : *maya_;
    RunningAgent& winner = conflicts(*maya_).empty() ? *maya_ : *jon_;
    const json::object conflict = conflicts(loser).at(0).as_object();
    QCOMPARE(textOf(conflict, "entity"), std::string("attachment"));
    const auto& groups = conflict.at("groups").as_array();
    QCOMPARE(groups.size(), std::size_t{1}); // Content, size and type are decided together.
    const std::string group = textOf(groups.at(0).as_object(), "group");
    std::string mine;
    for (const auto& field : groups.at(0).at("fields").as_array()) {
        if (textOf(field.as_object(), "field") == "sha256")
            mine = textOf(field.as_object(), "mine");
    }
    QCOMPARE(mine.size(), std::size_t{64});
    // Theirs stays where it is, mine becomes an attachment of its own.
    const std::string copy = Uuid::make().toString();
    json::object beside{
        {"id", copy},
        {"reportId", report_},
        {"name", "plan (mine).txt"},
        {"sha256", mine},
        {"size", 6000},
        {"mime", "text/plain"}};
    json::object item{{"entity", "attachment"}, {"id", id}, {"copy", std::move(beside)}};
    item["choices"] = json::array{json::object{{"group", group}, {"source", "theirs"}}};
    json::object decision;
    decision["items"] = json::array{std::move(item)};
    const auto decided = loser.ask("conflicts.resolve", decision);
    QVERIFY2(decided.has_value(), decided ? "" : decided.error().cause.c_str());
    QVERIFY(QTest::qWaitFor([&] { return !row(winner, copy).empty(); }, 60'000));
    QVERIFY(textOf(row(winner, id), "sha256") != mine);
    QCOMPARE(textOf(row(winner, copy), "sha256"), mine);
}

void AttachmentsTest::a_refused_file_holds_up_nobody_and_can_be_taken_back()
{
    RunningAgent ada(folder_.filePath(QStringLiteral("a")), "ada@demo.example");
    QVERIFY(ada.start() >= 0 && ada.unlock() && ada.signIn(platform_->address()).has_value());
    const auto allow = [&](std::int64_t fileBytes) {
        json::object call{{"method", "PUT"}, {"path", "/api/v1/blob-limits"}};
        call["body"] = json::object{{"fileBytes", fileBytes}, {"quotaBytes", 1LL << 34}};
        const auto answer = ada.ask("platform.call", call);
        return answer && answer->at("status") == json::value(200);
    };
    QVERIFY(allow(100'000));
    const auto added = add(*maya_, write(QStringLiteral("large.pdf"), contentOf(900'000, "large")));
    QVERIFY(added.has_value());
    const std::string id = textOf(*added, "id");
    const std::string sha256 = textOf(*added, "sha256");
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*maya_, sha256) == "failed"; }, 20'000));
    // A later change passes the one that waits.
    const auto before = maya_->ask("rows.get", {{"entity", "complianceReport"}, {"id", report_}});
    QVERIFY(before.has_value());
    json::object op{{"op", "update"}, {"entity", "complianceReport"}, {"id", report_}};
    op["baseRv"] = before->at("rv");
    op["base"] = json::object{{"nickname", before->at("nickname")}};
    op["set"] = json::object{{"nickname", "passed"}};
    json::object edit{{"name", "complianceReport.edit"}};
    edit["ops"] = json::array{std::move(op)};
    QVERIFY(maya_->ask("mutate", edit).has_value());
    const auto nicknameAtJon = [&] {
        const auto row = jon_->ask("rows.get", {{"entity", "complianceReport"}, {"id", report_}});
        return row ? textOf(row->as_object(), "nickname") : std::string();
    };
    QVERIFY(QTest::qWaitFor([&] { return nicknameAtJon() == "passed"; }, 20'000));
    // Others may see it before its author's own answer is on the disk.
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 1; }, 20'000));
    QVERIFY(row(*jon_, id).empty());
    const auto removed = maya_->ask("blobs.remove", {{"id", id}});
    QVERIFY(removed && removed->at("mid").is_null()); // It had never left.
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 20'000));
    QVERIFY(row(*maya_, id).empty());
    QVERIFY(allow(1LL << 30));
}

void AttachmentsTest::one_replaced_twice_before_it_was_sent_conflicts_with_nobody()
{
    const auto added = add(*maya_, write(QStringLiteral("twice.pdf"), contentOf(9'000, "one")));
    QVERIFY(added);
    const std::string id = textOf(*added, "id");
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 60'000));
    platform_->stop();
    QVERIFY(maya_->becomes("link", "offline", 60'000));
    for (const char* tag : {"two", "three"}) {
        const QString file = write(QString::fromLatin1(tag), contentOf(9'000, tag));
        QVERIFY(maya_->ask(
            "blobs.add",
            {{"report", report_}, {"file", file.toStdString()}, {"replaces", id}}
        ));
    }
    QVERIFY(platform_->start());
    (void)maya_->ask("sync.now", json::object{});
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 90'000));
    QCOMPARE(maya_->number("needYou"), 0);
    QCOMPARE(saved(*maya_, id), contentOf(9'000, "three"));
}

void AttachmentsTest::a_damaged_copy_is_fetched_again()
{
    const QByteArray content = contentOf(200'000, "whole");
    const auto added = add(*maya_, write(QStringLiteral("whole.pdf"), content));
    QVERIFY(added);
    const std::string id = textOf(*added, "id");
    const std::string sha256 = textOf(*added, "sha256");
    const auto isThere = [&] {
        return maya_->number("pending") == 0 && stateOf(*maya_, sha256) == "here" &&
               !textOf(row(*maya_, id), "blobId").empty();
    };
    QVERIFY(QTest::qWaitFor(isThere, 60'000));
    QDirIterator files(folder_.filePath(QStringLiteral("m/data/blobs")), QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(100));
        file.write("bits that fell over");
    }
    const auto refused = maya_->ask("blobs.open", {{"id", id}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, std::string("refetching"));
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*maya_, sha256) == "here"; }, 60'000));
    QCOMPARE(saved(*maya_, id), content);
}

void AttachmentsTest::kept_offline_it_comes_by_itself()
{
    QVERIFY(jon_->ask("blobs.pin", {{"report", report_}, {"pinned", true}}).has_value());
    const QByteArray bytes = contentOf(400'000, "pinned");
    const auto added = add(*maya_, write(QStringLiteral("pinned.pdf"), bytes));
    QVERIFY(added.has_value());
    const std::string sha256 = textOf(*added, "sha256");
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*jon_, sha256) == "here"; }, 60'000));
    // What is kept stays, however little room is allowed; what is not goes.
    QVERIFY(jon_->ask("blobs.budget", {{"bytes", 1}}).has_value());
    QVERIFY(maya_->ask("blobs.budget", {{"bytes", 1}}).has_value());
    QVERIFY(QTest::qWaitFor([&] { return stateOf(*maya_, sha256).empty(); }, 20'000));
    QCOMPARE(stateOf(*jon_, sha256), std::string("here"));
}

void AttachmentsTest::nothing_of_it_is_plain_on_any_disk()
{
    QVERIFY(maya_->quit());
    QVERIFY(jon_->quit());
    platform_->stop();
    int files = 0;
    QDirIterator all(folder_.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        if (path.startsWith(folder_.filePath(QStringLiteral("files"))))
            continue; // What a person chose, and copies that they saved.
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        QVERIFY2(!file.readAll().contains("sentinel-attachment"), qPrintable(path));
    }
    QVERIFY(files > 20);
}

QTEST_GUILESS_MAIN(AttachmentsTest)
#include "attachments_test.moc"
