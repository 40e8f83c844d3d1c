// One identity provider.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;
class Banner;
class PageHead;
class ProviderForm;

/// A provider to be made (`new`) or changed. One request; what was typed is kept when the page is
/// left, but for the secret, which is only ever sent.
class ProviderPage final : public Page {
    Q_OBJECT

public:
    ProviderPage(const PageContext& context, const QString& item, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    [[nodiscard]] bool isBusy() const override;

private:
    void build();
    /// Then says `done`, if it is not empty.
    void load(const QString& done);
    void take(const boost::json::object& provider);
    void update();
    void save(const std::string& rv);
    void onSaved(const PlatformAnswer& answer);
    void askOver();
    void onStored(const std::string& id, const QString& done);
    void saveSecret(const std::string& id, const std::string& secret, const QString& done);
    void askToRemoveSecret();
    void test();
    [[nodiscard]] bool isNew() const { return id_.empty(); }
    [[nodiscard]] bool isChanged() const;

    PageContext context_;
    std::string id_ = {};
    boost::json::object provider_ = {};
    boost::json::object untouched_ = {}; ///< What the form says of a provider that nobody typed in.
    bool isSaving_ = false;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    ProviderForm* form_ = nullptr;
    ActionGuard* canSave_ = nullptr;
    ActionGuard* canTest_ = nullptr;
};

} // namespace tidemark::ui
