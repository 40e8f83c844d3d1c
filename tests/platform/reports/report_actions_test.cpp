// Submitting a compliance report and returning it, against a real PostgreSQL.
#include "platform/reports/report_actions.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

const std::string submitPath = std::string("compliance-reports/") + known::report + "/submit";
const std::string returnPath = std::string("compliance-reports/") + known::report + "/return";

} // namespace

class ReportActionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        actions_ = std::make_unique<ReportActions>(
            platform_->database, platform_->reference, platform_->sequencer
        );
        actions_->addTo(platform_->router);
    }
    void cleanup()
    {
        actions_.reset();
        platform_.reset();
        postgres_.reset();
    }

    void aValidReportIsSubmittedWithItsLines()
    {
        addSupply("1000000");

        const Answered answer = platform_->call(maya(), Method::post, submitPath, "{}");

        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.member("status"), std::string("submitted"));
        // (79.28 − 100.21) × 1 000 000 × 35.40 ÷ 1 000 000 = −740.922
        QCOMPARE(answer.member("line18"), std::string("-741"));
        QCOMPARE(answer.member("line22"), std::string("0"));
        QCOMPARE(answer.member("supplyRows"), std::string("1"));
        QVERIFY(!answer.json().at("submittedAt").is_null());
        QCOMPARE(
            postgres_->asAdmin("SELECT title FROM app.activity WHERE kind = 'statusChanged'"),
            std::string("Submitted the report for 2024")
        );
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry"
                               " WHERE entity = 'complianceReport' AND action LIKE '%update'"),
            std::string("1")
        );
        QVERIFY(platform_->run(platform_->sequencer.catchUp()).has_value());
        QCOMPARE(
            postgres_->asAdmin("SELECT image->>'status' FROM sync.feed WHERE ent = 20"
                               " ORDER BY pos DESC LIMIT 1"),
            std::string("submitted")
        );
    }

    void rowsWithErrorsAreNamedAndNothingChanges()
    {
        addSupply("1000000");
        addSupply("0");

        const Answered answer = platform_->call(maya(), Method::post, submitPath, "{}");

        QCOMPARE(answer.status, 422);
        const auto rows = answer.json().at("rows").as_array();
        QVERIFY(!rows.empty());
        QVERIFY(!rows[0].at("problems").as_array().empty());
        QVERIFY(rows[0].at("problems").at(0).at("detail").is_string());
        QCOMPARE(statusInTable(), std::string("draft"));
    }

    void anEmptyReportIsNotSubmitted()
    {
        const Answered answer = platform_->call(maya(), Method::post, submitPath, "{}");
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.member("reason"), std::string("empty_schedule"));
    }

    void submittingTwiceIsAConflictUnlessItIsTheSameRequest()
    {
        addSupply("1000000");
        const ServedPlatform::Headers key = {{"Idempotency-Key", "submit-once-1"}};
        const Answered first = platform_->call(maya(), Method::post, submitPath, "{}", key);

        const Answered same = platform_->call(maya(), Method::post, submitPath, "{}", key);
        const Answered other = platform_->call(maya(), Method::post, submitPath, "{}");

        QCOMPARE(first.status, 200);
        QCOMPARE(same.status, 200);
        QCOMPARE(same.text, first.text);
        QCOMPARE(other.status, 409);
        QCOMPARE(other.member("reason"), std::string("not_draft"));
    }

    void whoMayNotSubmitCannot()
    {
        addSupply("1000000");
        const auto drafter = actorOf(known::maya, 1, known::demoFuels, 1001, {"report:read"});
        QCOMPARE(platform_->call(drafter, Method::post, submitPath, "{}").status, 403);
        QCOMPARE(platform_->call(olga(), Method::post, submitPath, "{}").status, 404);
        QCOMPARE(platform_->call(foreigner(), Method::post, submitPath, "{}").status, 404);
        QCOMPARE(platform_->call(ada(), Method::post, submitPath, "{}").status, 403);
        QCOMPARE(statusInTable(), std::string("draft"));
    }

    void theGovernmentReturnsASubmittedReport()
    {
        addSupply("1000000");
        QCOMPARE(platform_->call(ada(), Method::post, returnPath, "{}").status, 409);
        QCOMPARE(platform_->call(maya(), Method::post, submitPath, "{}").status, 200);
        QCOMPARE(platform_->call(maya(), Method::post, returnPath, "{}").status, 403);

        const Answered returned = platform_->call(ada(), Method::post, returnPath, "{}");

        QCOMPARE(returned.status, 200);
        QCOMPARE(returned.member("status"), std::string("draft"));
        QVERIFY(returned.json().at("submittedAt").is_null());
    }

private:
    void addSupply(const char* quantity)
    {
        json::object row = {
            {"reportId", known::report},
            {"position", "a0"},
            {"fuelType", "Biodiesel"},
            {"fuelCategory", "Diesel"},
            {"provision", "Default carbon intensity - section 19 (b) (ii)"},
            {"endUse", "Any"},
            {"quantity", quantity}};
        const auto added =
            platform_->call(maya(), Method::post, "fuel-supplies", json::serialize(row));
        QCOMPARE(added.status, 201);
    }
    std::string statusInTable() const
    {
        return postgres_->asAdmin(
            std::string("SELECT status FROM app.compliance_report WHERE id = '") + known::report +
            "'"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    std::unique_ptr<ReportActions> actions_;
};

QTEST_APPLESS_MAIN(ReportActionsTest)
#include "report_actions_test.moc"
