#include "ui/access/role_holders.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/labels.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

constexpr int namesShown = 12;

} // namespace

RoleHolders::RoleHolders(sync::AgentClient& agent, std::string roleId, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , roleId_(std::move(roleId))
    , names_(agent, "user", "displayName")
{
    words_ = new Label({}, TextStyle::body, Tone::text, this);
    words_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(words_);
    connect(&names_, &NameBook::arrived, this, &RoleHolders::show);
    connect(&agent_, &sync::AgentClient::changed, this, [this](const sync::Changes& changes) {
        if (changes.entities.count("userRole") > 0)
            ask();
    });
    show();
    ask();
}

void RoleHolders::ask()
{
    if (roleId_.empty())
        return;
    const sync::RowQuery query{
        .entity = "userRole", .filter = {{"roleId", "eq", boost::json::value(roleId_)}}};
    agent_.rowsWindow(query, 0, namesShown, this, [this](const Result<sync::RowPage>& page) {
        if (!page)
            return;
        count_ = page->total;
        users_.clear();
        for (const auto& row : page->rows)
            users_.push_back(textIn(row, "userId"));
        show();
        Q_EMIT counted();
    });
}

void RoleHolders::show()
{
    QStringList lines;
    for (const std::string& user : users_) {
        const QString name = names_.name(user);
        if (!name.isEmpty())
            lines << name;
    }
    if (count_ > static_cast<std::int64_t>(users_.size()))
        lines << tr("and %n more", nullptr, static_cast<int>(count_) - int(users_.size()));
    words_->setText(count_ == 0 ? tr("Nobody has this role yet.") : lines.join(u'\n'));
    words_->setTone(count_ == 0 ? Tone::muted : Tone::text);
}

} // namespace tidemark::ui
