// The bar over the page: where you are, quick open, notices, account.
#pragma once

#include "sync/wire/user.hpp"
#include "ui/kit/page.hpp"

#include <QWidget>

#include <optional>
#include <vector>

class QAbstractButton;
class QHBoxLayout;

namespace tidemark::ui {

class Button;

/// 44 px; the shell fills the menus.
class TopBar final : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    void setBreadcrumb(const std::vector<Crumb>& crumbs);
    void setUser(const std::optional<sync::User>& user);
    /// Whether something new waits behind the bell.
    void setHasNews(bool hasNews);
    [[nodiscard]] QWidget* bell() const;
    [[nodiscard]] QWidget* account() const;
    [[nodiscard]] QWidget* quickOpenBox() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void placeWanted(const tidemark::ui::Place& place);
    void quickOpenWanted();
    void noticesWanted();
    void accountWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Path;
    class SearchBox;
    class Avatar;

    Path* path_ = nullptr;
    SearchBox* search_ = nullptr;
    Button* bell_ = nullptr;
    Avatar* avatar_ = nullptr;
    bool hasNews_ = false;
};

} // namespace tidemark::ui
