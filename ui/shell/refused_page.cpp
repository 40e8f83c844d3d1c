#include "ui/shell/refused_page.hpp"

#include "ui/kit/page_head.hpp"
#include "ui/kit/refused_part.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

RefusedPage::RefusedPage(QString title, const std::string& permission, QWidget* parent)
    : Page(parent)
    , title_(std::move(title))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHead(title_, this));
    column->addWidget(refusalOf(permission, this), 1);
}

} // namespace tidemark::ui
