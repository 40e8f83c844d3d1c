#include "ui/identity/role_mapping.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/button.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int rolesMost = 200; ///< As the platform takes at most.
constexpr int longestValue = 200;

std::string roleOf(const QComboBox& box)
{
    return box.currentData().toString().toStdString();
}

} // namespace

RoleMapping::RoleMapping(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(Tokens::current().px(6));
    column_ = new QVBoxLayout;
    column_->setSpacing(Tokens::current().px(6));
    whole->addLayout(column_);
    add_ = new Button(ButtonKind::normal, tr("Add a value"), QStringLiteral("plus"), this);
    whole->addWidget(add_, 0, Qt::AlignLeading);
    connect(add_, &QAbstractButton::clicked, this, [this] {
        addLine({}, {});
        lines_.back().value->setFocus();
        Q_EMIT edited();
    });
    const sync::RowQuery query{.entity = "role", .sort = {"name"}};
    agent.rowsWindow(query, 0, rolesMost, this, [this](const Result<sync::RowPage>& page) {
        if (!page)
            return;
        roles_ = page->rows;
        for (const Line& line : lines_)
            fill(*line.role, roleOf(*line.role));
    });
}

void RoleMapping::setMapping(const json::object& mapping)
{
    while (!lines_.empty())
        removeLine(lines_.back().whole);
    for (const auto& [value, role] : mapping)
        addLine(QString::fromStdString(std::string(value)), textIn(mapping, value));
}

json::object RoleMapping::mapping() const
{
    json::object all;
    for (const Line& line : lines_) {
        const std::string value = line.value->text().trimmed().toStdString();
        if (!value.empty() && line.role->currentIndex() >= 0)
            all[value] = roleOf(*line.role);
    }
    return all;
}

QString RoleMapping::doubled() const
{
    std::set<QString> seen;
    for (const Line& line : lines_) {
        const QString value = line.value->text().trimmed();
        if (!value.isEmpty() && !seen.insert(value).second)
            return value;
    }
    return {};
}

void RoleMapping::setEditable(bool isEditable, const QString& reason)
{
    setEnabled(isEditable);
    add_->setToolTip(
        isEditable ? tr("Another value of the claim and the role that it gives") : reason
    );
    for (const Line& line : lines_)
        line.remove->setToolTip(isEditable ? line.remove->accessibleName() : reason);
}

void RoleMapping::addLine(const QString& value, const std::string& roleId)
{
    Line line;
    line.whole = new QWidget(this);
    line.value = new QLineEdit(value, line.whole);
    line.value->setMaxLength(longestValue);
    line.value->setPlaceholderText(QStringLiteral("fuel-drafter"));
    line.value->setAccessibleName(tr("Value of the claim"));
    line.role = new QComboBox(line.whole);
    line.role->setAccessibleName(tr("Role that the value gives"));
    fill(*line.role, roleId);
    line.remove = Button::iconOnly(
        ButtonKind::quiet, tr("Take this value away"), QStringLiteral("x"), line.whole
    );
    auto* in = new QHBoxLayout(line.whole);
    in->setContentsMargins(0, 0, 0, 0);
    in->setSpacing(Tokens::current().px(6));
    in->addWidget(line.value, 1);
    in->addWidget(line.role, 1);
    in->addWidget(line.remove);
    column_->addWidget(line.whole);
    connect(line.value, &QLineEdit::textEdited, this, &RoleMapping::edited);
    connect(line.role, &QComboBox::activated, this, &RoleMapping::edited);
    connect(line.remove, &QAbstractButton::clicked, this, [this, whole = line.whole] {
        removeLine(whole);
        Q_EMIT edited();
    });
    lines_.push_back(line);
}

void RoleMapping::removeLine(const QWidget* whole)
{
    const auto line = std::find_if(lines_.begin(), lines_.end(), [whole](const Line& each) {
        return each.whole == whole;
    });
    if (line == lines_.end())
        return;
    column_->removeWidget(line->whole);
    line->whole->deleteLater();
    lines_.erase(line);
}

void RoleMapping::fill(QComboBox& box, const std::string& roleId) const
{
    box.clear();
    for (const json::object& role : roles_)
        box.addItem(wordsIn(role, "name"), wordsIn(role, "id"));
    const QString id = QString::fromStdString(roleId);
    if (!id.isEmpty() && box.findData(id) < 0)
        box.addItem(tr("A role that is not on this device"), id);
    box.setCurrentIndex(id.isEmpty() ? std::min(0, box.count() - 1) : box.findData(id));
}

} // namespace tidemark::ui
