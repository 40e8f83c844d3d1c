// The way to the platform: proxy, certificate authorities, and certificates trusted by hand.
#pragma once

#include "ui/kit/symbol.hpp"

#include <boost/json/object.hpp>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QVBoxLayout;

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;
class Button;
class CertificateCard;
class Label;

/// The agent keeps all of it; this shows and changes it. A password is sent once and never shown.
/// While a certificate stands between a person and the platform, it can be looked at and trusted
/// here, too.
class ConnectionCard final : public Card {
    Q_OBJECT

public:
    explicit ConnectionCard(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Fetches what holds now.
    void refresh();
    /// A certificate stands in the way, and a person has to look at it.
    [[nodiscard]] bool needsTrust() const { return !askedAbout_.empty(); }

Q_SIGNALS:
    void saved();

private:
    void createFields();
    void createLayout();
    void showSettings(const boost::json::object& settings);
    void showPins(const boost::json::object& settings);
    void showMode();
    void showCertificate();
    void chooseFile();
    void save();
    void forget(const QString& server);
    [[nodiscard]] boost::json::object chosen() const;

    sync::AgentClient& agent_;
    QGridLayout* grid_ = nullptr;
    QComboBox* mode_ = nullptr;
    QComboBox* kind_ = nullptr;
    QLineEdit* host_ = nullptr;
    QLineEdit* port_ = nullptr;
    QLineEdit* user_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* bypass_ = nullptr;
    QLineEdit* caFile_ = nullptr;
    Button* browse_ = nullptr;
    Button* save_ = nullptr;
    Banner* banner_ = nullptr;
    CertificateCard* certificate_ = nullptr;
    std::string askedAbout_ = {}; ///< The fault that the certificate was shown for.
    QWidget* pins_ = nullptr;
    QVBoxLayout* pinColumn_ = nullptr;
    std::vector<QWidget*> manualOnly_ = {};
};

/// The same in a dialog, for who is not signed in yet.
void openConnectionDialog(sync::AgentClient& agent, QWidget* parent);

} // namespace tidemark::ui
