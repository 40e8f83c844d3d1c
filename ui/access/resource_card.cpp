#include "ui/access/resource_card.hpp"

#include "ui/access/access_words.hpp"
#include "ui/access/permission_matrix.hpp"
#include "ui/kit/labels.hpp"

#include <QComboBox>
#include <QVBoxLayout>

namespace tidemark::ui {

ResourceCard::ResourceCard(PermissionMatrix& matrix, QWidget* parent)
    : QWidget(parent)
    , matrix_(matrix)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(6));
    heading_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    heading_->setWordWrap(true);
    column->addWidget(heading_);
    lines_ = new QVBoxLayout;
    lines_->setSpacing(tokens.px(6));
    column->addLayout(lines_);
    connect(&matrix_, &QAbstractItemModel::dataChanged, this, &ResourceCard::refresh);
    connect(&matrix_, &QAbstractItemModel::modelReset, this, [this] { setRow(row_); });
    setRow(0);
}

void ResourceCard::setRow(int row)
{
    row_ = row;
    if (matrix_.resourceAt(row) != resource_ || boxes_.empty()) {
        resource_ = matrix_.resourceAt(row);
        build();
    }
    refresh();
}

void ResourceCard::setEditable(bool isEditable)
{
    isEditable_ = isEditable;
    refresh();
}

void ResourceCard::build()
{
    boxes_.clear();
    while (QLayoutItem* item = lines_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    std::vector<std::string> actions{"*"};
    for (const std::string& action : matrix_.actionsAt(row_))
        actions.push_back(action);
    for (const std::string& action : actions) {
        auto* line = new QWidget(this);
        auto* in = new QHBoxLayout(line);
        in->setContentsMargins(0, 0, 0, 0);
        auto* name = new Label(actionWord(action), TextStyle::body, Tone::text, line);
        auto* box = new QComboBox(line);
        box->setAccessibleName(
            QStringLiteral("%1: %2").arg(resourceWord(resource_), actionWord(action))
        );
        box->setFixedWidth(Tokens::current().px(124));
        box->addItem(tr("no"), QString());
        for (const std::string& reach : reachesFor(action))
            box->addItem(reachWord(reach), QString::fromStdString(reach));
        in->addWidget(name, 1);
        in->addWidget(box);
        lines_->addWidget(line);
        boxes_.emplace_back(action, box);
        connect(box, &QComboBox::activated, this, [this, action, box] {
            matrix_.setReach(resource_, action, box->currentData().toString().toStdString());
        });
    }
}

void ResourceCard::refresh()
{
    heading_->setText(resourceWord(resource_));
    for (const auto& [action, box] : boxes_) {
        const std::string own = matrix_.reachOf(resource_, action);
        const std::string given = matrix_.givenReach(resource_, action);
        box->setCurrentIndex(box->findData(QString::fromStdString(own)));
        box->setEnabled(isEditable_);
        const QString words =
            given.empty()
                ? QString()
                : tr("A line for everything already permits this for: %1.").arg(reachWord(given));
        box->setToolTip(
            isEditable_ ? words : tr("Changing this role needs the permission role:update.")
        );
        box->setItemText(0, given.empty() ? tr("no") : reachWord(given) + QStringLiteral(" *"));
    }
}

} // namespace tidemark::ui
