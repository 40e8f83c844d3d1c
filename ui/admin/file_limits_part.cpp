#include "ui/admin/file_limits_part.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/form_card.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/field_list.hpp"

#include <QDoubleSpinBox>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr std::int64_t mebi = 1024 * 1024;
constexpr std::int64_t gibi = 1024 * mebi;
constexpr int fileMost = 2048; ///< MiB, as the platform takes at most.
constexpr double quotaLeast = 0.1;
constexpr double quotaMost = 100'000.0; ///< GiB

int inMebibytes(std::int64_t bytes)
{
    return static_cast<int>((bytes + mebi - 1) / mebi);
}

double inGibibytes(std::int64_t bytes)
{
    return std::max(quotaLeast, std::round(double(bytes) / double(gibi) * 10) / 10);
}

} // namespace

FileLimitsPart::FileLimitsPart(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    build();
    update();
    load();
}

void FileLimitsPart::build()
{
    banner_ = new Banner(this);
    auto* scroll = new CardScroll(this);
    auto* card = new FormCard(tr("Files that are attached"), this);
    file_ = new QSpinBox(card);
    file_->setRange(1, fileMost);
    file_->setSuffix(tr(" MiB"));
    quota_ = new QDoubleSpinBox(card);
    quota_->setRange(quotaLeast, quotaMost);
    quota_->setDecimals(1);
    quota_->setSuffix(tr(" GiB"));
    used_ = new FieldList(card);
    card->addRow(tr("Largest file"), file_, tr("From 1 to 2,048 MiB. Larger ones are refused."));
    card->addRow(
        tr("All files together"),
        quota_,
        tr("What is there stays when the limit is lowered; new files are refused then.")
    );
    card->addWide(used_);
    auto* save = new Button(ButtonKind::primary, tr("Save"), QStringLiteral("save"), card);
    canSave_ = new ActionGuard(agent_, save, "tenant:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    auto* foot = new QWidget(card);
    auto* in = new QHBoxLayout(foot);
    in->setContentsMargins(0, 0, 0, 0);
    in->addWidget(save);
    in->addStretch(1);
    card->addWide(foot);
    scroll->add(card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(file_, &QSpinBox::valueChanged, this, &FileLimitsPart::update);
    connect(quota_, &QDoubleSpinBox::valueChanged, this, &FileLimitsPart::update);
    connect(save, &QAbstractButton::clicked, this, &FileLimitsPart::save);
    connect(banner_, &Banner::actionTriggered, this, &FileLimitsPart::load);
}

void FileLimitsPart::load()
{
    askPlatform(agent_, {.path = "blob-limits"}, this, [this](const PlatformAnswer& answer) {
        show(answer);
    });
}

void FileLimitsPart::show(const PlatformAnswer& answer)
{
    if (!answer) {
        banner_->setAction(limits_.empty() ? tr("Try again") : QString());
        banner_->say(*answer.fault);
        return;
    }
    banner_->clear();
    limits_ = answer.object();
    file_->setValue(inMebibytes(numberIn(limits_, "fileBytes")));
    quota_->setValue(inGibibytes(numberIn(limits_, "quotaBytes")));
    const std::int64_t used = numberIn(limits_, "usedBytes");
    const QString words = QLocale().formattedDataSize(used, 1, QLocale::DataSizeIecFormat);
    used_->setLines({{tr("Used now"), words}});
    update();
}

/// What was not changed goes back to the byte, whatever its rounding showed.
std::int64_t FileLimitsPart::fileBytes() const
{
    const std::int64_t known = numberIn(limits_, "fileBytes");
    return file_->value() == inMebibytes(known) ? known : file_->value() * mebi;
}

std::int64_t FileLimitsPart::quotaBytes() const
{
    const std::int64_t known = numberIn(limits_, "quotaBytes");
    if (std::abs(quota_->value() - inGibibytes(known)) < quotaLeast / 2)
        return known;
    return std::llround(quota_->value() * 10) * gibi / 10;
}

void FileLimitsPart::update()
{
    const auto& user = agent_.status().user;
    const bool isKnown = !limits_.empty();
    const bool mayChange = isKnown && user && user->may("tenant:update");
    for (QAbstractSpinBox* field :
         {static_cast<QAbstractSpinBox*>(file_), static_cast<QAbstractSpinBox*>(quota_)}) {
        field->setEnabled(mayChange);
        field->setToolTip(
            mayChange || !isKnown ? QString()
                                  : tr("Changing this needs the permission tenant:update.")
        );
    }
    const bool isSame = fileBytes() == numberIn(limits_, "fileBytes") &&
                        quotaBytes() == numberIn(limits_, "quotaBytes");
    canSave_->setReason(
        !isKnown                     ? tr("The limits are not loaded yet.")
        : isSame                     ? tr("Nothing is changed.")
        : quotaBytes() < fileBytes() ? tr("All files together need room for one largest file.")
                                     : QString()
    );
}

void FileLimitsPart::save()
{
    PlatformCall call{
        .method = "PUT",
        .path = "blob-limits",
        .body = json::object{{"fileBytes", fileBytes()}, {"quotaBytes", quotaBytes()}}};
    askPlatform(agent_, std::move(call), this, [this](const PlatformAnswer& answer) {
        show(answer);
        if (answer)
            banner_->say(Kind::ok, tr("Saved."));
    });
}

} // namespace tidemark::ui
