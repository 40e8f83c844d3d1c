// Settings of this desk: looks, and what there is to know about it.
#pragma once

#include "ui/kit/page.hpp"

class QCheckBox;
class QComboBox;
class QSlider;
class QVBoxLayout;

namespace tidemark::ui {

class ConnectionCard;
class IdleLock;
class Label;
class ThemeControl;

/// Every change takes effect at once and is kept.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    SettingsPage(
        const PageContext& context,
        ThemeControl& theme,
        IdleLock& idleLock,
        QWidget* parent = nullptr
    );

    [[nodiscard]] QString title() const override;
    void entered() override;

private:
    [[nodiscard]] QWidget* createLook();
    [[nodiscard]] QWidget* createFiles();
    [[nodiscard]] QWidget* createAccount();
    [[nodiscard]] QWidget* createLock();
    [[nodiscard]] QWidget* createDevice();
    [[nodiscard]] QWidget* createAbout();
    void refresh();
    void showLicences();

    PageContext context_;
    ThemeControl& theme_;
    IdleLock& idleLock_;
    QVBoxLayout* cards_ = nullptr;
    ConnectionCard* connection_ = nullptr;
    QComboBox* themeBox_ = nullptr;
    QComboBox* scaleBox_ = nullptr;
    QComboBox* lockBox_ = nullptr;
    QCheckBox* trayBox_ = nullptr;
    Label* server_ = nullptr;
    Label* user_ = nullptr;
    Label* key_ = nullptr;
};

/// The settings, at the foot of the rail. Both outlive the pages.
[[nodiscard]] std::vector<PageEntry> settingsPages(ThemeControl& theme, IdleLock& idleLock);

} // namespace tidemark::ui
