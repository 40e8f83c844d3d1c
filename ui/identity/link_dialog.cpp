#include "ui/identity/link_dialog.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/banner.hpp"

#include <QComboBox>
#include <QLineEdit>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int longestSubject = 255;

} // namespace

LinkDialog::LinkDialog(
    sync::AgentClient& agent, std::string userId, const QString& userName, QWidget* parent
)
    : FormDialog(tr("Link %1 to an account").arg(userName), tr("Link"), parent)
    , agent_(agent)
    , userId_(std::move(userId))
{
    setExplanation(tr("From then on they can sign in with this account. They are known there by an "
                      "ID that never changes, not by their address."));
    provider_ = new QComboBox(this);
    subject_ = new QLineEdit(this);
    subject_->setMaxLength(longestSubject);
    addField(tr("Provider"), provider_);
    addField(tr("ID there"), subject_, tr("In Keycloak: the ID on the page of the user."));
    connect(this, &FormDialog::agreed, this, &LinkDialog::send);
    loadProviders();
    subject_->setFocus();
}

void LinkDialog::loadProviders()
{
    const PlatformCall call{.path = "oidc-providers?page=1&size=200"};
    askPlatform(agent_, call, this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            fail(*answer.fault);
            return;
        }
        for (const json::object& one : objectsIn(answer.object(), "items"))
            provider_->addItem(wordsIn(one, "name"), wordsIn(one, "id"));
        if (provider_->count() == 0)
            banner().say(
                Kind::warn,
                tr("There is no identity provider yet."),
                tr("Set one up under Single sign-on first.")
            );
    });
}

void LinkDialog::send()
{
    const std::string subject = subject_->text().trimmed().toStdString();
    if (provider_->currentIndex() < 0 || subject.empty()) {
        banner().say(
            Kind::bad,
            tr("The provider or the ID there is missing."),
            tr("Choose the provider and type the ID.")
        );
        return;
    }
    setBusy(true);
    PlatformCall call{
        .method = "POST",
        .path = "users/" + userId_ + "/oidc-identities",
        .body = json::object{
            {"provider", provider_->currentData().toString().toStdString()}, {"subject", subject}}};
    askPlatform(agent_, std::move(call), this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            fail(*answer.fault);
            return;
        }
        accept();
        Q_EMIT linked();
    });
}

} // namespace tidemark::ui
