// Buttons for the identity providers of a tenant, under the sign-in.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QTimer>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace tidemark::ui {

/// Where somebody wants to sign in, and with whom.
struct OidcChoice {
    QString server = {};
    QString tenant = {};
    QString provider = {}; ///< Its id.
    QString name = {};
    bool hasCode = false; ///< Also by a code that is typed elsewhere.
};

/// Hidden while the tenant has none, and when nobody can say.
class OidcButtons final : public QWidget {
    Q_OBJECT

public:
    explicit OidcButtons(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Asks what there is, when nothing was typed for a moment.
    void setPlace(const QString& server, const QString& tenant);

Q_SIGNALS:
    void chosen(const tidemark::ui::OidcChoice& choice);

private:
    void ask();
    void show(const Result<boost::json::value>& answer);
    void clear();

    sync::AgentClient& agent_;
    QVBoxLayout* column_ = nullptr;
    QTimer soon_;
    QString server_ = {};
    QString tenant_ = {};
    quint64 asked_ = 0; ///< Answers to older questions are dropped.
};

} // namespace tidemark::ui
