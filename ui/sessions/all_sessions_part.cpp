#include "ui/sessions/all_sessions_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/admin/platform_rows.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sessions/session_columns.hpp"

namespace tidemark::ui {
namespace {

sync::RowWindowModel* modelOf(sync::AgentClient& agent)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "session"}, sessionColumns());
    model->setSource(platformRows(agent, "sessions", ListForm::plain));
    return model;
}

} // namespace

AllSessionsPart::AllSessionsPart(const PageContext& context, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent), tr("All sessions"), parent)
    , context_(context)
{
    addSearch(tr("Find a person or a device"), tr("Find sessions"));
    auto* open = new Button(ButtonKind::normal, tr("Open person"), QStringLiteral("user"), this);
    auto* end = new Button(ButtonKind::normal, tr("End session"), QStringLiteral("log-out"), this);
    addTool(open);
    addTool(end);
    auto* onOpen =
        new ActionGuard(context_.agent, open, "user:read", ActionGuard::Needs::deviceOnly);
    end_ = new ActionGuard(context_.agent, end, "session:admin");
    end_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_E));
    table().setColumnWidths({180, 180, 130, 130, 140, 140, 0});
    table().setOptionalColumns({6, 3, 4});
    setEmptyWords(
        QStringLiteral("monitor"),
        tr("No session fits"),
        tr("Everybody who is signed in is listed here. Try another search.")
    );
    const auto openPerson = [this] {
        if (const auto* row = chosen())
            context_.navigator.open({QStringLiteral("user"), wordsIn(*row, "userId")});
    };
    connect(open, &QAbstractButton::clicked, this, openPerson);
    connect(this, &ListPart::opened, this, openPerson);
    connect(end, &QAbstractButton::clicked, this, &AllSessionsPart::endChosen);
    const auto update = [this, onOpen] {
        onOpen->setReason(chosen() == nullptr ? tr("Choose a session first.") : QString());
        onChosen();
    };
    connect(this, &ListPart::chosenChanged, this, update);
    update();
}

void AllSessionsPart::onChosen()
{
    const auto* row = chosen();
    if (row == nullptr)
        end_->setReason(tr("Choose a session first."));
    else if (flagIn(*row, "isCurrent"))
        end_->setReason(tr("You are in this session. Sign out in the menu of your account."));
    else
        end_->setReason({});
}

void AllSessionsPart::endChosen()
{
    const auto* row = chosen();
    if (row == nullptr)
        return;
    const QString name = wordsIn(*row, "user");
    const PlatformCall call{.method = "DELETE", .path = "sessions/" + textIn(*row, "id")};
    askPlatform(context_.agent, call, this, [this, name](const PlatformAnswer& answer) {
        banner().setAction({});
        if (!answer) {
            banner().say(*answer.fault);
            return;
        }
        banner().say(Kind::ok, tr("The session of %1 has ended.").arg(name));
        model().refresh();
    });
}

} // namespace tidemark::ui
