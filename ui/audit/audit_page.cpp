#include "ui/audit/audit_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/refused_part.hpp"
#include "ui/audit/changes_part.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/form_dialog.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/tab_stack.hpp"
#include "ui/sessions/sign_ins_part.hpp"

#include <QDateEdit>
#include <QFileDialog>
#include <QVBoxLayout>

#include <array>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

using namespace std::chrono_literals;

constexpr auto downloadPatience = 300s;
constexpr std::size_t flawsShown = 20;

struct FlawWords {
    std::string_view reason;
    const char* words;
};

constexpr std::array flawReasons{
    FlawWords{"changed", QT_TRANSLATE_NOOP("Audit", "An entry was changed after it was written.")},
    FlawWords{"missing", QT_TRANSLATE_NOOP("Audit", "An entry was removed.")},
    FlawWords{"gap", QT_TRANSLATE_NOOP("Audit", "A number of the chain is missing.")},
    FlawWords{"cut_off", QT_TRANSLATE_NOOP("Audit", "The newest entries were cut off.")},
    FlawWords{"bad_seal", QT_TRANSLATE_NOOP("Audit", "A signature does not fit.")},
    FlawWords{"not_chained", QT_TRANSLATE_NOOP("Audit", "An entry is not in the chain.")},
};

QString flawWords(const json::object& flaw)
{
    QString words = wordsIn(flaw, "cause");
    for (const FlawWords& known : flawReasons) {
        if (known.reason == textIn(flaw, "reason"))
            words = QCoreApplication::translate("Audit", known.words);
    }
    return AuditPage::tr("Number %1: %2").arg(wordsIn(flaw, "seq"), words);
}

} // namespace

AuditPage::AuditPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    head_ = new PageHead(title(), this);
    auto* save = new Button(ButtonKind::normal, tr("Export…"), QStringLiteral("download"), this);
    auto* verify =
        new Button(ButtonKind::primary, tr("Verify"), QStringLiteral("shield-check"), this);
    head_->addAction(save);
    head_->addAction(verify);
    (new ActionGuard(context_.agent, save, "audit:export"))
        ->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    canVerify_ = new ActionGuard(context_.agent, verify, "audit:read");
    canVerify_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_R));
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    auto* tabs = new TabStack(tr("Parts of this page"), this);
    tabs->addTab(tr("Changes"), [context](QWidget* under) {
        return orRefused(context.agent, "audit:read", under, [context](QWidget* in) -> QWidget* {
            return new ChangesPart(context.agent, in);
        });
    });
    tabs->addTab(tr("Sign-ins"), [context](QWidget* under) {
        return orRefused(context.agent, "audit:read", under, [context](QWidget* in) -> QWidget* {
            return new SignInsPart(context.agent, SignInsOf::everybody, in);
        });
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(tabs, 1);
    connect(verify, &QAbstractButton::clicked, this, &AuditPage::verify);
    connect(save, &QAbstractButton::clicked, this, &AuditPage::askExport);
}

QString AuditPage::title() const
{
    return tr("Audit");
}

std::vector<Crumb> AuditPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

void AuditPage::verify()
{
    canVerify_->setReason(tr("The chain is being checked."));
    head_->setNote(tr("Checking every entry"), QStringLiteral("clock"));
    const PlatformCall call{.method = "POST", .path = "audit/verify"};
    askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
        onProof(answer);
    });
}

void AuditPage::onProof(const PlatformAnswer& answer)
{
    canVerify_->setReason({});
    head_->setNote({});
    if (!answer) {
        banner_->say(*answer.fault);
        return;
    }
    const json::object& proof = answer.object();
    head_->setNote(tr("checked %1").arg(formatTime(Timestamp::now())), {});
    if (flagIn(proof, "ok")) {
        banner_->say(
            Kind::ok,
            tr("Nothing was altered: %1 entries stand in one unbroken chain.")
                .arg(formatNumber(numberIn(proof, "entries"))),
            tr("%n signature(s) fit. Newest hash: %1.",
               nullptr,
               static_cast<int>(numberIn(proof, "seals")))
                .arg(wordsIn(proof, "head").left(16))
        );
        return;
    }
    banner_->say(
        Kind::bad,
        tr("The audit was altered: %n flaw(s).",
           nullptr,
           static_cast<int>(objectsIn(proof, "flaws").size())),
        tr("Export it now and keep the file, then ask who has access to the database.")
    );
    showFlaws(proof);
}

void AuditPage::showFlaws(const json::object& proof)
{
    auto* dialog = new FormDialog(tr("What does not fit"), {}, this);
    dialog->setOnlyCloses();
    QStringList words;
    for (const json::object& flaw : objectsIn(proof, "flaws")) {
        if (words.size() < static_cast<qsizetype>(flawsShown))
            words << flawWords(flaw);
    }
    auto* label = new Label(words.join(u'\n'), TextStyle::body, Tone::text, dialog);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    dialog->addWide(label);
    dialog->open();
}

void AuditPage::askExport()
{
    auto* dialog = new FormDialog(tr("Export the audit"), tr("Choose a file…"), this);
    dialog->setExplanation(tr("Lines of JSON with a signature at the end. Whoever has the public "
                              "key can check the file without this platform. The export itself is "
                              "an entry."));
    const QDate today = QDate::currentDate();
    auto* from = new QDateEdit(today.addDays(-30), dialog);
    auto* to = new QDateEdit(today, dialog);
    for (QDateEdit* each : {from, to})
        each->setCalendarPopup(true);
    dialog->addField(tr("From"), from);
    dialog->addField(tr("To and with"), to);
    connect(dialog, &FormDialog::agreed, this, [this, dialog, from, to] {
        if (from->date() > to->date()) {
            dialog->banner().say(
                Kind::bad, tr("The first day is after the last."), tr("Correct one of them.")
            );
            return;
        }
        const auto instant = [](const QDate& day) {
            return inQuery(day.startOfDay().toUTC().toString(Qt::ISODate).toStdString());
        };
        const std::string query =
            "?from=" + instant(from->date()) + "&to=" + instant(to->date().addDays(1));
        dialog->accept();
        auto* files = new QFileDialog(this, tr("Export the audit"));
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setAcceptMode(QFileDialog::AcceptSave);
        files->selectFile(QStringLiteral("tidemark-audit.ndjson"));
        connect(files, &QFileDialog::fileSelected, this, [this, query](const QString& file) {
            exportTo(file, query);
        });
        files->open();
    });
    dialog->open();
}

void AuditPage::exportTo(const QString& file, const std::string& query)
{
    head_->setNote(tr("Exporting"), QStringLiteral("clock"));
    json::object params{
        {"path", "/api/v1/audit/export" + query}, {"method", "GET"}, {"file", file.toStdString()}};
    const auto onAnswer = [this, file](const Result<json::value>& answer) {
        head_->setNote({});
        if (!answer) {
            banner_->say(answer.error());
            return;
        }
        const json::object* body = answer->if_object();
        const qint64 bytes = body == nullptr ? 0 : numberIn(*body, "bytes");
        banner_->say(
            Kind::ok,
            tr("%1 written to %2.").arg(formatBytes(bytes), file),
            tr("Check it with: tidemark-platform audit verify --file FILE --key KEY")
        );
    };
    context_.agent.callFor(
        downloadPatience, "platform.download", std::move(params), this, onAnswer
    );
}

std::vector<PageEntry> auditPages()
{
    PageEntry entry;
    entry.id = QStringLiteral("audit");
    entry.section = RailSection::administration;
    entry.title = AuditPage::tr("Audit");
    entry.iconName = QStringLiteral("scroll-text");
    entry.make = [](const PageContext& context, const QString&, QWidget* parent) -> Page* {
        return new AuditPage(context, parent);
    };
    return {std::move(entry)};
}

} // namespace tidemark::ui
