#include "ui/admin/recovery_parts.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/format.hpp"
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

ChipText purgeOf(const json::object& row)
{
    const bool isGone = !textIn(row, "purgedAt").empty();
    if (isGone && flagIn(row, "isSigned"))
        return {Kind::ok, RevocationsPart::tr("Removed, signed"), QStringLiteral("shield-check")};
    if (isGone)
        return {Kind::ok, RevocationsPart::tr("Removed"), QStringLiteral("check")};
    const auto lease = timestampIn(row, "leaseEndsAt");
    if (lease && *lease < Timestamp::now())
        return {Kind::neutral, RevocationsPart::tr("Locked by time"), QStringLiteral("lock")};
    if (textIn(row, "clientId").empty())
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
                return textIn(row, "purgedAt").empty() ? whenIn(row, "leaseEndsAt") : QString();
            }
        ),
        column(
            RevocationsPart::tr("Rows removed"),
            [](const json::object& row) {
                return textIn(row, "purgedAt").empty() ? QString()
                                                       : formatNumber(numberIn(row, "rows"));
            }
        ),
        column(
            RevocationsPart::tr("Work kept"),
            [](const json::object& row) { return formatNumber(numberIn(row, "keptWork")); }
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
        tr("When a person loses access to an organization, each of their devices is listed here. A "
           "receipt that is signed was checked against the key of the device.")
    );
}

} // namespace tidemark::ui
