#include "ui/admin/recovery_parts.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

using Words = QString (*)(const json::object& row);

sync::RowColumn column(const QString& title, Words words)
{
    return {.title = title, .format = [words](const json::value&, const json::object& row) {
                return words(row);
            }};
}

sync::RowColumn chips(const QString& title, ChipText (*chipOf)(const json::object& row))
{
    return {
        .title = title,
        .format =
            [chipOf](const json::value&, const json::object& row) { return chipOf(row).text; },
        .extra = [chipOf](
                     const json::object& row, int role
                 ) { return role == ChipRole ? QVariant::fromValue(chipOf(row)) : QVariant(); }};
}

ChipText needOf(const json::object& row)
{
    const auto need = static_cast<int>(numberIn(row, "needPerson"));
    if (need == 0)
        return {Kind::ok, RestoresPart::tr("None"), QStringLiteral("check")};
    return {
        Kind::warn,
        RestoresPart::tr("%n need(s) a person", nullptr, need),
        QStringLiteral("circle-alert")};
}

std::vector<sync::RowColumn> restoreColumns()
{
    return {
        column(
            RestoresPart::tr("Restored on"),
            [](const json::object& row) { return whenIn(row, "endedAt"); }
        ),
        column(
            RestoresPart::tr("History since"),
            [](const json::object& row) { return whenIn(row, "since"); }
        ),
        column(
            RestoresPart::tr("Why"),
            [](const json::object& row) {
                return plainIn(row, "reason") == "operator"
                           ? RestoresPart::tr("Begun anew by an operator")
                           : RestoresPart::tr("The database was another one");
            }
        ),
        column(
            RestoresPart::tr("Devices"),
            [](const json::object& row) { return formatNumber(numberIn(row, "devices")); }
        ),
        column(
            RestoresPart::tr("Sent again"),
            [](const json::object& row) { return formatNumber(numberIn(row, "replayed")); }
        ),
        chips(RestoresPart::tr("Left to look at"), needOf),
    };
}

ChipText purgeOf(const json::object& row)
{
    if (!plainIn(row, "purgedAt").empty())
        return {Kind::ok, RevocationsPart::tr("Removed"), QStringLiteral("check")};
    const auto lease = instantIn(row, "leaseEndsAt");
    if (lease && *lease < Timestamp::now())
        return {Kind::neutral, RevocationsPart::tr("Locked by time"), QStringLiteral("lock")};
    if (plainIn(row, "clientId").empty())
        return {Kind::neutral, RevocationsPart::tr("On no device"), {}};
    return {Kind::warn, RevocationsPart::tr("Not seen yet"), QStringLiteral("clock")};
}

std::vector<sync::RowColumn> revocationColumns()
{
    return {
        column(
            RevocationsPart::tr("Person"),
            [](const json::object& row) { return wordsIn(row, "userName"); }
        ),
        column(
            RevocationsPart::tr("Lost access to"),
            [](const json::object& row) { return wordsIn(row, "scopeName"); }
        ),
        column(
            RevocationsPart::tr("On"),
            [](const json::object& row) { return whenIn(row, "revokedAt"); }
        ),
        column(
            RevocationsPart::tr("Device"),
            [](const json::object& row) { return wordsIn(row, "deviceName"); }
        ),
        chips(RevocationsPart::tr("Copy"), purgeOf),
        column(
            RevocationsPart::tr("Readable until"),
            [](const json::object& row) {
                return plainIn(row, "purgedAt").empty() ? whenIn(row, "leaseEndsAt") : QString();
            }
        ),
        column(
            RevocationsPart::tr("Rows removed"),
            [](const json::object& row) {
                return plainIn(row, "purgedAt").empty() ? QString()
                                                        : formatNumber(numberIn(row, "rows"));
            }
        ),
        column(
            RevocationsPart::tr("Work kept"),
            [](const json::object& row) { return formatNumber(numberIn(row, "escrowed")); }
        ),
    };
}

sync::RowWindowModel*
modelOf(sync::AgentClient& agent, std::vector<sync::RowColumn> columns, const HeldRows& held)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "recovery"}, std::move(columns));
    model->setSource(held.source());
    return model;
}

HeldRows revocations(sync::AgentClient& agent)
{
    return HeldRows([&agent](const HeldRows::Done& done) {
        const PlatformCall call{.path = "sync-revocations"};
        askPlatform(agent, call, &agent, [done](const PlatformAnswer& answer) {
            if (answer)
                done(objectsIn(answer.object(), "items"));
            else
                done(*answer.fault);
        });
    });
}

} // namespace

RestoresPart::RestoresPart(const PageContext& context, QWidget* parent)
    : RestoresPart(context, HeldRows(), parent)
{
}

RestoresPart::RestoresPart(const PageContext& context, HeldRows held, QWidget* parent)
    : ListPart(
          context.agent, modelOf(context.agent, restoreColumns(), held), tr("Restores"), parent
      )
{
    held.setLoad([this, &agent = context.agent](const HeldRows::Done& done) { load(agent, done); });
    now_ = new Label({}, TextStyle::body, Tone::muted, this);
    addFilter(now_);
    table().setColumnWidths({150, 150, 0, 80, 100, 170});
    table().setOptionalColumns({1, 3});
    setEmptyWords(
        QStringLiteral("history"),
        tr("The server was never restored"),
        tr("After a restore from a backup, devices send again what the platform had accepted and "
           "lost. Here you see how much came back and what a person has to look at.")
    );
}

void RestoresPart::load(sync::AgentClient& agent, const HeldRows::Done& done)
{
    const PlatformCall call{.path = "sync-restores"};
    askPlatform(agent, call, this, [this, done](const PlatformAnswer& answer) {
        if (!answer) {
            done(*answer.fault);
            return;
        }
        now_->setText(tr("The present history began %1 (epoch %2).")
                          .arg(whenIn(answer.object(), "since"))
                          .arg(numberIn(answer.object(), "epoch")));
        done(objectsIn(answer.object(), "past"));
    });
}

RevocationsPart::RevocationsPart(const PageContext& context, QWidget* parent)
    : ListPart(
          context.agent,
          modelOf(context.agent, revocationColumns(), revocations(context.agent)),
          tr("Access that was taken away"),
          parent
      )
{
    addSearch(tr("Find a person or a device"), tr("Find revocations"));
    table().setColumnWidths({160, 0, 140, 160, 140, 140, 100, 80});
    table().setOptionalColumns({6, 7, 5, 2});
    setEmptyWords(
        QStringLiteral("shield-check"),
        tr("Nobody lost access"),
        tr("When a person loses access to an organization, each of their devices is listed here "
           "until its copy is removed.")
    );
}

} // namespace tidemark::ui
