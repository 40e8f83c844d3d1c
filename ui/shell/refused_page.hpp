// A page that is not open to who is signed in.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

/// Stands in the place of a page and names the permission that opens it.
class RefusedPage final : public Page {
    Q_OBJECT

public:
    RefusedPage(QString title, const std::string& permission, QWidget* parent);

    [[nodiscard]] QString title() const override { return title_; }

private:
    QString title_;
};

} // namespace tidemark::ui
