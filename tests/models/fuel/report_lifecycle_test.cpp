// Who may move a report where, over every status, action and side.
#include "models/fuel/report_lifecycle.hpp"

#include <QtTest>

using namespace tidemark;

namespace {

const std::vector<std::string> everything{"*"};
const std::vector<std::string> signing{"report:read", "report:submit"};

ReportActor signatory()
{
    return {.side = ReportSide::supplier, .permissions = signing, .ownsReport = true};
}

ReportActor director()
{
    return {.side = ReportSide::government, .permissions = everything};
}

} // namespace

class ReportLifecycleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSignatorySubmitsADraft();
    void onlyDraftsAreSubmitted();
    void everyMoveIsAnEdge();
    void suppliersOnlySubmit();
    void decisionsNeedASecondPerson();
    void reassessmentsReturnToAdjustment();
    void recommendationsStayInside();
};

void ReportLifecycleTest::aSignatorySubmitsADraft()
{
    const auto moved = moveReport(ReportStatus::draft, ReportAction::submit, signatory());
    QVERIFY(moved.has_value());
    QCOMPARE(moved->to, ReportStatus::submitted);

    ReportActor stranger = signatory();
    stranger.ownsReport = false;
    const auto refused = moveReport(ReportStatus::draft, ReportAction::submit, stranger);
    QCOMPARE(refused.error().reason, std::string("not_your_report"));

    const std::vector<std::string> reading{"report:read"};
    ReportActor reader = signatory();
    reader.permissions = reading;
    QCOMPARE(
        moveReport(ReportStatus::draft, ReportAction::submit, reader).error().code,
        FaultCode::forbidden
    );
}

void ReportLifecycleTest::onlyDraftsAreSubmitted()
{
    for (int status = 1; status <= static_cast<int>(ReportStatus::exempted); ++status) {
        const auto moved =
            moveReport(static_cast<ReportStatus>(status), ReportAction::submit, signatory());
        QVERIFY(!moved);
        QCOMPARE(moved.error().code, FaultCode::conflict);
        QCOMPARE(moved.error().reason, std::string("not_draft"));
    }
}

void ReportLifecycleTest::everyMoveIsAnEdge()
{
    for (int status = 0; status <= static_cast<int>(ReportStatus::exempted); ++status) {
        const auto from = static_cast<ReportStatus>(status);
        for (const ReportAction action : possibleActions(from, director())) {
            const auto moved = moveReport(from, action, director());
            QVERIFY(moved.has_value());
            QVERIFY(moved->from == from && moved->to != from);
            QVERIFY(!nameOf(action).empty());
        }
    }
    QVERIFY(possibleActions(ReportStatus::assessed, director()).empty());
    QVERIFY(possibleActions(ReportStatus::exempted, director()).empty());
}

void ReportLifecycleTest::suppliersOnlySubmit()
{
    ReportActor supplier = signatory();
    supplier.permissions = everything;
    for (const ReportEdge& edge : reportEdges()) {
        const bool allowed = moveReport(edge.from, edge.action, supplier).has_value();
        QCOMPARE(allowed, edge.action == ReportAction::submit);
        const bool byGovernment = moveReport(edge.from, edge.action, director()).has_value();
        QCOMPARE(byGovernment, edge.side == ReportSide::government);
    }
}

void ReportLifecycleTest::decisionsNeedASecondPerson()
{
    ReportActor analyst = director();
    analyst.madeLastMove = true;
    QCOMPARE(
        moveReport(ReportStatus::recommendedByAnalyst, ReportAction::assess, analyst)
            .error()
            .reason,
        std::string("same_person")
    );
    QVERIFY(moveReport(ReportStatus::recommendedByAnalyst, ReportAction::returnToSupplier, analyst)
                .has_value());
}

void ReportLifecycleTest::reassessmentsReturnToAdjustment()
{
    const auto from = ReportStatus::recommendedByAnalyst;
    const auto back = ReportAction::returnToAnalyst;
    QCOMPARE(moveReport(from, back, director())->to, ReportStatus::submitted);
    QCOMPARE(moveReport(from, back, director(), true)->to, ReportStatus::analystAdjustment);
}

void ReportLifecycleTest::recommendationsStayInside()
{
    QCOMPARE(
        shownTo(ReportSide::supplier, ReportStatus::recommendedByManager), ReportStatus::submitted
    );
    QCOMPARE(
        shownTo(ReportSide::government, ReportStatus::recommendedByManager),
        ReportStatus::recommendedByManager
    );
    QVERIFY(isEditable(ReportStatus::draft) && !isEditable(ReportStatus::submitted));
    QVERIFY(isRecalculated(ReportStatus::submitted) && !isRecalculated(ReportStatus::assessed));
}

QTEST_GUILESS_MAIN(ReportLifecycleTest)
#include "report_lifecycle_test.moc"
