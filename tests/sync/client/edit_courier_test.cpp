// Edits on their way to an agent that comes and goes: each arrives once, in order, whoever dies.
#include "sync/client/edit_courier.hpp"
#include "sync/forms/form_journal.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

Mutation anEdit(int number)
{
    MutationOp op{.entity = "fuelSupply", .id = "row-" + std::to_string(number % 3)};
    op.base["quantity"] = "1";
    op.set["quantity"] = std::to_string(number);
    return {.name = "fuelSupply.edit", .ops = {op}};
}

std::string textOf(const json::object& params, std::string_view key)
{
    const auto* value = params.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// What an agent keeps over its own end: the edits that it has, by their keys.
struct Vault {
    std::vector<std::string> keys = {};
    std::vector<int> numbers = {};
    std::vector<bool> wereKept = {};

    std::int64_t take(const json::object& params)
    {
        const std::string key = textOf(params, "key");
        const auto known = std::find(keys.begin(), keys.end(), key);
        if (known != keys.end())
            return known - keys.begin() + 1;
        keys.push_back(key);
        const json::object& set = params.at("ops").at(0).at("set").as_object();
        numbers.push_back(std::stoi(textOf(set, "quantity")));
        wereKept.push_back(params.contains("kept"));
        return static_cast<std::int64_t>(keys.size());
    }
};

std::vector<int> upTo(int last)
{
    std::vector<int> all;
    for (int i = 1; i <= last; ++i)
        all.push_back(i);
    return all;
}

} // namespace

class EditCourierTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FakeAgent> agent_;
    std::unique_ptr<AgentClient> client_;
    Vault vault_;
    std::vector<std::int64_t> mids_;
    int takesMost_ = 1000; ///< After so many it keeps silent.
    std::optional<Fault> refusal_;

    EditCourier& courier() { return EditCourier::of(*client_); }
    FormsWaiting waiting() const { return formsIn(folder_->path()); }

    void startAgent(const char* key = "ab")
    {
        agent_ = std::make_unique<FakeAgent>(folder_->filePath(QStringLiteral("a.sock")));
        agent_->handlers["edits.key"] = [key](const json::object&) -> Result<json::value> {
            const QByteArray digits = QByteArray(key).repeated(32);
            return json::value{{"key", json::string_view(digits.constData(), 64)}};
        };
        agent_->handlers["mutate"] = [this](const json::object& params) -> Result<json::value> {
            if (refusal_)
                return *refusal_;
            const std::int64_t mid = vault_.take(params);
            agent_->isAnswering = --takesMost_ > 0;
            return json::value{{"mid", mid}};
        };
    }
    void startDesk()
    {
        AgentClientOptions options;
        options.address = folder_->filePath(QStringLiteral("a.sock"));
        options.retryFirst = options.retryMost = std::chrono::milliseconds(10);
        client_ = std::make_unique<AgentClient>(options);
        courier().keepIn(folder_->path());
        client_->start();
    }
    void killAgent()
    {
        agent_.reset();
        QTRY_VERIFY(!client_->isConnected());
    }
    void type(int first, int last)
    {
        for (int i = first; i <= last; ++i)
            courier().deliver(anEdit(i), this, [this](const Result<std::int64_t>& mid) {
                mids_.push_back(mid ? *mid : -1);
            });
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        vault_ = {};
        mids_.clear();
        takesMost_ = 1000;
        refusal_.reset();
        startAgent();
        startDesk();
        QTRY_VERIFY(courier().canKeep());
    }
    void cleanup()
    {
        client_.reset();
        agent_.reset();
    }

    void with_an_agent_nothing_is_written_down()
    {
        type(1, 5);
        QVERIFY(!courier().isWaiting());
        QTRY_COMPARE(mids_.size(), std::size_t{5});
        QCOMPARE(vault_.numbers, upTo(5));
        QCOMPARE(waiting().records, std::int64_t{0});
    }

    void without_one_they_are_on_the_disk_and_handed_over_when_it_is_back()
    {
        killAgent();
        type(1, 3);
        QVERIFY(courier().isWaiting() && courier().areKept());
        QCOMPARE(waiting().records, std::int64_t{3});
        QVERIFY(mids_.empty());
        startAgent();
        QTRY_COMPARE(mids_.size(), std::size_t{3});
        QCOMPARE(vault_.numbers, upTo(3));
        QVERIFY(!courier().isWaiting());
        QCOMPARE(waiting().records, std::int64_t{0});
        type(4, 4);
        QTRY_COMPARE(vault_.numbers, upTo(4));
        QCOMPARE(vault_.wereKept, (std::vector<bool>{true, true, true, false}));
    }

    void a_desk_that_ended_meanwhile_hands_them_over_too()
    {
        killAgent();
        type(1, 3);
        client_.reset();
        startAgent();
        startDesk();
        type(4, 5);
        QTRY_COMPARE(vault_.numbers, upTo(5));
        QTRY_COMPARE(waiting().records, std::int64_t{0});
    }

    void what_the_agent_had_before_it_died_does_not_count_twice()
    {
        takesMost_ = 1; // It writes down, and dies before it says so.
        type(1, 3);
        QTRY_COMPARE(vault_.numbers, upTo(1));
        killAgent();
        QVERIFY(courier().areKept());
        QCOMPARE(waiting().records, std::int64_t{3});
        type(4, 4);
        takesMost_ = 1000;
        startAgent();
        QTRY_COMPARE(vault_.numbers, upTo(4));
        QTRY_COMPARE(mids_, (std::vector<std::int64_t>{1, 2, 3, 4}));
    }

    void a_desk_that_dies_while_it_hands_over_begins_anew()
    {
        killAgent();
        type(1, 6);
        takesMost_ = 3;
        startAgent();
        QTRY_VERIFY(vault_.numbers.size() >= 3);
        client_.reset();
        QCOMPARE(waiting().records, std::int64_t{6});
        agent_.reset();
        takesMost_ = 1000;
        startAgent();
        startDesk();
        QTRY_COMPARE(waiting().records, std::int64_t{0});
        QCOMPARE(vault_.numbers, upTo(6));
    }

    void a_lock_takes_the_key_and_leaves_what_is_sealed()
    {
        killAgent();
        type(1, 2);
        startAgent();
        agent_->status.state = AgentState::needsPassphrase;
        QTRY_VERIFY(client_->isConnected());
        QVERIFY(!courier().canKeep());
        QCOMPARE(waiting().records, std::int64_t{2});
        QVERIFY(vault_.numbers.empty());
        agent_->status.state = AgentState::open;
        agent_->tellStatus();
        QTRY_COMPARE(vault_.numbers, upTo(2));
        QTRY_COMPARE(waiting().records, std::int64_t{0});
    }

    void an_agent_that_merely_starts_is_no_lock()
    {
        killAgent();
        type(1, 1);
        startAgent();
        agent_->status.state = AgentState::locked;
        QTRY_VERIFY(client_->isConnected());
        QVERIFY(courier().canKeep());
        agent_->status.state = AgentState::open;
        agent_->tellStatus();
        QTRY_COMPARE(mids_.size(), std::size_t{1});
    }

    void whoever_signs_out_leaves_nothing_to_send()
    {
        takesMost_ = 1;
        type(1, 2);
        QTRY_COMPARE(vault_.numbers.size(), std::size_t{1});
        vault_ = {};
        agent_->notify("signedOut", json::object{{"reason", "signed_out"}});
        QTRY_VERIFY(!courier().canKeep());
        killAgent();
        type(3, 3);
        QVERIFY(!courier().areKept());
        QCOMPARE(waiting().records, std::int64_t{0});
    }

    void nothing_of_one_person_is_sent_as_another()
    {
        User maya;
        maya.id = "1";
        agent_->status.user = maya;
        agent_->tellStatus();
        QTRY_VERIFY(client_->status().user.has_value());
        killAgent();
        type(1, 2);
        QSignalSpy lost(&courier(), &EditCourier::lost);
        startAgent("cd");
        maya.id = "2";
        agent_->status.user = maya;
        QTRY_COMPARE(lost.size(), 1);
        type(3, 3);
        QTRY_COMPARE(vault_.numbers, std::vector<int>{3});
        QCOMPARE(waiting().records, std::int64_t{0});
        QCOMPARE(waiting().setAside, std::int64_t{1});
    }

    void an_agent_that_gives_no_key_is_waited_for_in_memory()
    {
        client_.reset();
        agent_->handlers["edits.key"] = [](const json::object&) -> Result<json::value> {
            return Fault{FaultCode::unsupported, "unknown_method", "No such method.", {}};
        };
        startDesk();
        type(1, 1);
        QTRY_COMPARE(vault_.numbers, upTo(1));
        killAgent();
        type(2, 3);
        QVERIFY(courier().isWaiting() && !courier().areKept());
        startAgent();
        QTRY_COMPARE(vault_.numbers, upTo(3));
    }

    void one_that_is_refused_keeps_no_other_and_is_not_thrown_away()
    {
        killAgent();
        type(1, 1);
        refusal_ = Fault{FaultCode::invalid, "bad_params", "Not readable.", {}};
        startAgent();
        QTRY_COMPARE(mids_, std::vector<std::int64_t>{-1});
        refusal_.reset();
        type(2, 2);
        QTRY_COMPARE(vault_.numbers, std::vector<int>{2});
        QCOMPARE(waiting().records, std::int64_t{0});
        QCOMPARE(waiting().setAside, std::int64_t{1});
    }

    void one_that_is_turned_away_for_now_is_not_passed()
    {
        refusal_ = Fault{FaultCode::full, "outbox_full", "Too many changes wait.", {}};
        type(1, 3);
        QTRY_VERIFY(courier().isWaiting());
        QCOMPARE(courier().fault().reason, std::string("outbox_full"));
        QVERIFY(!courier().areKept());
        refusal_.reset();
        ++agent_->status.pending;
        agent_->tellStatus();
        QTRY_COMPARE(vault_.numbers, upTo(3));
        QVERIFY(!courier().isWaiting());
    }

    void what_an_agent_does_not_answer_is_written_down_too()
    {
        takesMost_ = 1;
        type(1, 2);
        QTRY_COMPARE(waiting().records, std::int64_t{2});
        QVERIFY(courier().areKept());
        killAgent();
        takesMost_ = 1000;
        startAgent();
        QTRY_COMPARE(vault_.numbers, upTo(2));
        QTRY_COMPARE(waiting().records, std::int64_t{0});
    }

    void a_disk_that_takes_nothing_is_said_and_nothing_is_lost()
    {
        killAgent();
        type(1, 1);
        QFile::remove(folder_->filePath(QString::fromLatin1(formJournalFile)));
        type(2, 2);
        QVERIFY(courier().isWaiting() && !courier().areKept());
        QVERIFY(!courier().fault().cause.empty());
        startAgent();
        QTRY_COMPARE(vault_.numbers, upTo(2));
    }
};

QTEST_GUILESS_MAIN(EditCourierTest)
#include "edit_courier_test.moc"
