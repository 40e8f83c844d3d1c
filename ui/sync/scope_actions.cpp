#include "ui/sync/scope_actions.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/button.hpp"

#include <QHBoxLayout>

namespace tidemark::ui {
namespace {

constexpr QKeyCombination pinKeys = Qt::CTRL | Qt::SHIFT | Qt::Key_A;

} // namespace

ScopeActions::ScopeActions(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Tokens::current().px(8));
    const auto add = [&](const QString& label, const QString& iconName, const QKeySequence& keys) {
        auto* button = new Button(ButtonKind::normal, label, iconName, this);
        row->addWidget(button);
        auto* guard = new ActionGuard(agent, button, {}, ActionGuard::Needs::deviceOnly);
        return std::pair(button, guard->setKeys(keys));
    };
    const auto [off, canTakeOff] =
        add(tr("Take off this device"),
            QStringLiteral("cloud-off"),
            QKeySequence(Qt::CTRL | Qt::Key_Delete));
    const auto [bring, canBring] =
        add(tr("Bring to this device"),
            QStringLiteral("cloud-download"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    const auto [pin, canPin] =
        add(tr("Always keep"),
            QStringLiteral("hard-drive"),
            pinKeys);
    canTakeOff_ = canTakeOff;
    canBring_ = canBring;
    canPin_ = canPin;
    pin_ = pin;
    connect(off, &QAbstractButton::clicked, this, [this] { ask("scope.leave"); });
    connect(bring, &QAbstractButton::clicked, this, [this] { ask("scope.need"); });
    connect(pin, &QAbstractButton::clicked, this, [this] {
        ask(isPinned_ ? "scope.unpin" : "scope.pin");
    });
    row->addStretch(1);
    setScope(nullptr);
}

void ScopeActions::setScope(const ScopeLine* scope)
{
    id_ = scope != nullptr ? scope->id : QString();
    isPinned_ = scope != nullptr && scope->wish == QLatin1String("pinned");
    const QString label = isPinned_ ? tr("Keep while there is room") : tr("Always keep");
    if (pin_->text() != label) {
        pin_->setText(label);
        canPin_->setKeys(pinKeys); // A new text forgets them.
    }
    const QString none = tr("Choose a part of the data first.");
    if (scope == nullptr) {
        for (ActionGuard* guard : {canTakeOff_, canBring_, canPin_})
            guard->setReason(none);
        return;
    }
    const bool isAway = scope->standing == QLatin1String("away");
    canTakeOff_->setReason(
        scope->isHere() ? scopeNeedWords(scope->need) : tr("It is not on this device.")
    );
    canBring_->setReason(isAway ? QString() : tr("It is on this device, or on its way."));
    canPin_->setReason({});
}

void ScopeActions::ask(std::string_view method)
{
    using Answer = Result<boost::json::value>;
    const boost::json::object params{{"scope", id_.toStdString()}};
    agent_.call(method, params, this, [this](const Answer& answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
        Q_EMIT done();
    });
}

} // namespace tidemark::ui
