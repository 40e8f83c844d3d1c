// A certificate that nobody vouches for, and the question whether to trust it.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

class QGridLayout;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

/// Shown where a server's certificate stands between a person and the sign-in. It never decides by
/// itself: whoever reads it compares the finger-print and presses the button.
class CertificateCard final : public QWidget {
    Q_OBJECT

public:
    explicit CertificateCard(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Whether a person's trust could help against this fault.
    [[nodiscard]] static bool helpsWith(const Fault& fault);

    /// Shows what `server` showed last; hides when there is nothing.
    void ask(const QString& server);
    void leave();

Q_SIGNALS:
    void trusted();

private:
    void showFacts(const boost::json::object& facts);
    void addFact(const QString& name, const QString& value, bool isMono);
    void trust();

    sync::AgentClient& agent_;
    Banner* banner_ = nullptr;
    Label* heading_ = nullptr;
    QWidget* facts_ = nullptr;
    QGridLayout* grid_ = nullptr;
    Button* trust_ = nullptr;
    QString server_ = {};
    std::string fingerprint_ = {};
    quint64 asked_ = 0; ///< Answers to older questions are dropped.
};

} // namespace tidemark::ui
