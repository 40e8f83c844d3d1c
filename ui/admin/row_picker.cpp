#include "ui/admin/row_picker.hpp"

#include "ui/admin/json_fields.hpp"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace tidemark::ui {
namespace {

constexpr int rowsShown = 50;
constexpr int typingMs = 60;

} // namespace

RowPicker::RowPicker(sync::AgentClient& agent, sync::RowQuery query, Title title, QWidget* parent)
    : QComboBox(parent)
    , agent_(agent)
    , query_(std::move(query))
    , title_(std::move(title))
    , titles_(new QStringListModel(this))
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setModel(titles_);
    auto* completer = new QCompleter(titles_, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    setCompleter(completer);
    setCurrentIndex(-1);
    soon_.setSingleShot(true);
    soon_.setInterval(typingMs);
    connect(&soon_, &QTimer::timeout, this, &RowPicker::ask);
    connect(lineEdit(), &QLineEdit::textEdited, &soon_, qOverload<>(&QTimer::start));
    connect(this, &QComboBox::currentTextChanged, this, &RowPicker::picked);
    ask();
}

void RowPicker::setNone(const QString& words)
{
    none_ = words;
    if (currentText().isEmpty()) {
        titles_->setStringList({none_});
        setCurrentIndex(0);
    }
}

void RowPicker::choose(const std::string& id, const QString& title)
{
    ids_[title] = id;
    setCurrentText(title);
}

std::string RowPicker::chosen() const
{
    const auto known = ids_.find(currentText());
    return known == ids_.end() ? std::string() : known->second;
}

void RowPicker::ask()
{
    sync::RowQuery query = query_;
    const QString typed = currentText();
    if (typed != none_ && ids_.count(typed) == 0)
        query.search = typed.trimmed().toStdString();
    agent_.rowsWindow(query, 0, rowsShown, this, [this](const Result<sync::RowPage>& page) {
        if (page)
            take(*page);
    });
}

void RowPicker::take(const sync::RowPage& page)
{
    const QString typed = currentText();
    const int cursor = lineEdit()->cursorPosition();
    QStringList titles;
    if (!none_.isEmpty())
        titles << none_;
    for (const boost::json::object& row : page.rows) {
        const QString title = title_(row);
        ids_[title] = textIn(row, "id");
        titles << title;
    }
    const QSignalBlocker quiet(this);
    titles_->setStringList(titles);
    setCurrentIndex(static_cast<int>(titles.indexOf(typed)));
    setEditText(typed);
    lineEdit()->setCursorPosition(cursor);
    if (lineEdit()->hasFocus() && lineEdit()->isModified() && titles.indexOf(typed) < 0)
        completer()->complete();
}

} // namespace tidemark::ui
