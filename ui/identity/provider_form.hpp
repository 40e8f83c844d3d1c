// The fields of an identity provider.
#pragma once

#include "ui/admin/name_book.hpp"

#include <QWidget>

#include <boost/json/object.hpp>

#include <map>

class QCheckBox;
class QLineEdit;

namespace tidemark::ui {

class FormCard;
class Label;
class RoleChecks;
class RoleMapping;
class RowPicker;

/// Cards with everything that can be set. The secret is typed, sent and forgotten; it is never
/// shown.
class ProviderForm final : public QWidget {
    Q_OBJECT

public:
    explicit ProviderForm(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// As the platform has it; an empty object: a new one.
    void setProvider(const boost::json::object& provider);
    /// What the platform takes, without the secret.
    [[nodiscard]] boost::json::object typed() const;
    /// The fields of `typed` that are not as in `provider`.
    [[nodiscard]] boost::json::object changes(const boost::json::object& provider) const;
    /// Empty: none was typed.
    [[nodiscard]] std::string typedSecret() const;
    void forgetSecret();
    /// Why it cannot be saved as it is typed; empty: it can.
    [[nodiscard]] QString obstacle() const;
    /// Whether fields may be typed in; if not, `reason` is their tool tip.
    void setEditable(bool isEditable, const QString& reason);

Q_SIGNALS:
    void edited();
    void secretRemovalWanted();

private:
    QLineEdit* addText(FormCard& card, const char* field, const QString& name, const QString& hint);
    QCheckBox* addFlag(FormCard& card, const char* field, const QString& name, const QString& hint);
    [[nodiscard]] QWidget* createWhere();
    [[nodiscard]] QWidget* createSecret();
    [[nodiscard]] QWidget* createClaims();
    [[nodiscard]] QWidget* createRoles();
    [[nodiscard]] QWidget* createNewcomers();
    void showOrganization();

    sync::AgentClient& agent_;
    NameBook organizations_;
    std::map<std::string, QLineEdit*> texts_ = {};
    std::map<std::string, QLineEdit*> claims_ = {};
    std::map<std::string, QCheckBox*> flags_ = {};
    std::string organizationId_ = {};
    QLineEdit* secret_ = nullptr;
    Label* secretState_ = nullptr;
    QWidget* removeSecret_ = nullptr;
    RoleMapping* mapping_ = nullptr;
    RoleChecks* everyonesRoles_ = nullptr;
    RowPicker* organization_ = nullptr;
};

} // namespace tidemark::ui
