#include "ui/settings/licences.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

struct Part {
    const char* name;
    const char* licence;
};

constexpr Part parts[] = {
    {"Qt 6", "LGPL 3"},
    {"Boost", "Boost Software License 1.0"},
    {"SQLite, SQLite3 Multiple Ciphers", "Public domain, MIT"},
    {"OpenSSL 3", "Apache License 2.0"},
    {"libargon2", "CC0 or Apache License 2.0"},
    {"QtKeychain", "BSD 3-clause"},
    {"QCoro", "MIT"},
    {"spdlog", "MIT"},
    {"Lucide icons", "ISC"},
    {"Inter typeface", "SIL Open Font License 1.1"},
};

} // namespace

LicencesDialog::LicencesDialog(QWidget* parent)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    setWindowTitle(tr("Licences of the parts"));
    setWindowModality(Qt::WindowModal);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(28));
    grid->setVerticalSpacing(tokens.px(6));
    int row = 0;
    for (const Part& part : parts) {
        grid->addWidget(
            new Label(QString::fromLatin1(part.name), TextStyle::body, Tone::text, this), row, 0
        );
        grid->addWidget(
            new Label(QString::fromLatin1(part.licence), TextStyle::body, Tone::muted, this),
            row++,
            1
        );
    }
    auto* close = new Button(ButtonKind::normal, tr("Close"), {}, this);
    close->setDefault(true);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Licences of the parts"), TextStyle::title, Tone::text, this));
    column->addLayout(grid);
    column->addWidget(close, 0, Qt::AlignTrailing);
}

} // namespace tidemark::ui
