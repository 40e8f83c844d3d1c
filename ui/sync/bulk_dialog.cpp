#include "ui/sync/bulk_dialog.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/pending_items.hpp"

#include <QHBoxLayout>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QStandardItem* cell(const QString& text)
{
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(text);
    return item;
}

/// What is of a row that one side deleted, and what it would become.
std::pair<QString, QString> wholeRowWords(const ConflictChoiceGroup& group, bool isMine)
{
    const QString deleted = BulkDialog::tr("deleted");
    const QString changed = BulkDialog::tr("the row with changes");
    if (group.kind == "gone")
        return isMine ? std::pair(deleted, BulkDialog::tr("restored as a copy"))
                      : std::pair(changed, deleted);
    return isMine ? std::pair(changed, deleted) : std::pair(deleted, changed);
}

constexpr std::size_t problemsNamedMost = 4;

/// "Electricity, Diesel: Quantity: a quantity above 0 is required", one in a line.
QString
problemLines(const std::vector<ConflictItem>& items, const std::vector<DecisionProblem>& problems)
{
    QStringList lines;
    for (const DecisionProblem& problem : problems) {
        const auto row = std::find_if(items.begin(), items.end(), [&](const ConflictItem& item) {
            return item.id == problem.id;
        });
        if (row != items.end() && lines.size() < qsizetype(problemsNamedMost))
            lines << rowTitle(*row) + QStringLiteral(" — ") + problem.words;
    }
    const int left = static_cast<int>(problems.size()) - static_cast<int>(lines.size());
    if (left > 0)
        lines << BulkDialog::tr("and %n more", nullptr, left);
    return lines.join(u'\n');
}

/// One line for each field: from what is on the other side to what it would become.
QStandardItemModel* previewOf(const std::vector<ConflictItem>& items, bool isMine, QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {BulkDialog::tr("Row"),
         BulkDialog::tr("Field"),
         isMine ? BulkDialog::tr("Theirs now") : BulkDialog::tr("Yours now"),
         BulkDialog::tr("Becomes")}
    );
    for (const ConflictItem& item : items) {
        const EntityInfo* entity = findEntity(item.entity);
        for (const ConflictChoiceGroup& group : item.groups) {
            for (const ConflictValue& value : group.values) {
                const FieldInfo* field = entity == nullptr ? nullptr : entity->field(value.field);
                const auto [from, to] =
                    value.field.empty() ? wholeRowWords(group, isMine)
                                        : std::pair(
                                              valueWords(field, isMine ? value.theirs : value.mine),
                                              valueWords(field, isMine ? value.mine : value.theirs)
                                          );
                model->appendRow(
                    {cell(rowTitle(item)),
                     cell(
                         value.field.empty() ? BulkDialog::tr("Row")
                                             : fieldTitle(QString::fromStdString(value.field))
                     ),
                     cell(from),
                     cell(to)}
                );
            }
        }
    }
    return model;
}

} // namespace

BulkDialog::BulkDialog(
    const std::vector<ConflictItem>& items,
    bool isMine,
    const std::vector<DecisionProblem>& problems,
    QWidget* parent
)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    const int rows = static_cast<int>(items.size());
    setWindowTitle(isMine ? tr("Take yours for all") : tr("Take theirs for all"));
    auto* heading = new Label(
        (isMine ? tr("Take yours in %n row(s) of: %1", nullptr, rows)
                : tr("Take theirs in %n row(s) of: %1", nullptr, rows))
            .arg(reportWords(items.front())),
        TextStyle::title,
        Tone::text,
        this
    );
    heading->setWordWrap(true);
    auto* text = new Label(
        isMine ? tr("Your values replace theirs on the platform. You can undo this.")
               : tr("Your values are dropped, theirs stay. You can undo this."),
        TextStyle::body,
        Tone::muted,
        this
    );
    text->setWordWrap(true);
    auto* table = new TableView(tr("What would change"), this);
    table->setModel(previewOf(items, isMine, this));
    table->setColumnWidths({210, 130, 150, 0});
    auto* agree =
        new Button(ButtonKind::primary, isMine ? tr("Take yours") : tr("Take theirs"), {}, this);
    auto* leave = new Button(ButtonKind::normal, tr("Decide one by one"), {}, this);
    leave->setDefault(true);
    agree->setAutoDefault(false);
    connect(agree, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    buttons->addWidget(leave);
    buttons->addWidget(agree);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(18);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(10));
    column->addWidget(heading);
    column->addWidget(text);
    column->addWidget(table, 1);
    addProblems(column, items, problems);
    column->addLayout(buttons);
    resize(tokens.px(720), tokens.px(420));
    leave->setFocus();
}

void BulkDialog::addProblems(
    QVBoxLayout* column,
    const std::vector<ConflictItem>& items,
    const std::vector<DecisionProblem>& problems
)
{
    const int errors =
        static_cast<int>(std::count_if(problems.begin(), problems.end(), [](const auto& problem) {
            return problem.isError;
        }));
    const int warnings = static_cast<int>(problems.size()) - errors;
    const QString words = problems.empty() ? tr("The checks find nothing wrong with the rows then.")
                          : errors > 0     ? tr("%n error(s) in these rows then:", nullptr, errors)
                                       : tr("%n warning(s) in these rows then:", nullptr, warnings);
    const Tone tone = problems.empty() ? Tone::ok : errors > 0 ? Tone::bad : Tone::warn;
    column->addWidget(new Label(words, TextStyle::strong, tone, this));
    if (problems.empty())
        return;
    auto* lines = new Label(problemLines(items, problems), TextStyle::body, Tone::text, this);
    lines->setWordWrap(true);
    column->addWidget(lines);
}

json::array BulkDialog::choicesFor(const std::vector<ConflictItem>& items, bool isMine)
{
    json::array all;
    for (const ConflictItem& item : items) {
        json::array choices;
        for (const ConflictChoiceGroup& group : item.groups)
            choices.emplace_back(json::object{
                {"group", group.group}, {"source", isMine ? "mine" : "theirs"}});
        all.emplace_back(json::object{
            {"entity", item.entity}, {"id", item.id}, {"choices", std::move(choices)}});
    }
    return all;
}

} // namespace tidemark::ui
