// The attachments of a report: what the list says of each file, and what can be done with it.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/attachments/attachments_tab.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QInputDialog>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto reportId = "01930000-0000-7000-8000-000000000001";

json::object file(int number, const std::string& name, const std::string& by)
{
    return {
        {"id", "01930000-0000-7000-8000-00000000010" + std::to_string(number)},
        {"rv", "5"},
        {"reportId", reportId},
        {"name", name},
        {"sha256", std::string(64, static_cast<char>('a' + number))},
        {"size", 14'000'000 * (number + 1)},
        {"mime", "application/pdf"},
        {"addedBy", by},
        {"updatedAt", "2026-11-20T09:14:00.000000Z"}};
}

json::object place(int number, const char* state, std::int64_t done)
{
    return {
        {"report", reportId},
        {"sha256", std::string(64, static_cast<char>('a' + number))},
        {"state", state},
        {"done", done},
        {"size", 14'000'000 * (number + 1)},
        {"nextTryAt", nullptr},
        {"fault", nullptr}};
}

} // namespace

class AttachmentsTabTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Canada));
        const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
        Style::apply(*qApp, Tokens::of(isDark ? Theme::dark : Theme::light, 1.0));
    }
    void init();
    void cleanup();
    void everyFileSaysWhereItIs();
    void progressIsFollowed();
    void whatIsNotHereIsFetchedAndThenOpened();
    void droppedFilesAndPastedPicturesAreAdded();
    void aRemovedFileComesBackByUndo();
    void aNewNameIsOneChange();
    void aReportThatIsNotDraftedCanOnlyBeRead();
    void refusalsAreSaidWithTheNextStep();

private:
    QPushButton* button(const QString& name) const
    {
        for (auto* one : tab_->findChildren<QPushButton*>()) {
            if (one->text() == name || one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }
    QString cell(int row, int column) const
    {
        return tab_->table().model()->index(row, column).data().toString();
    }
    json::object last(std::string_view method) const
    {
        for (auto one = fake_->requests.rbegin(); one != fake_->requests.rend(); ++one) {
            if (one->method == method)
                return one->params.as_object();
        }
        return {};
    }
    void choose(int row) { tab_->table().setCurrentIndex(tab_->table().model()->index(row, 0)); }
    void photograph(const QString& name, QSize size)
    {
        const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
        if (folder.isEmpty())
            return;
        tab_->resize(size);
        QTest::qWait(50);
        tab_->grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    std::unique_ptr<AttachmentsTab> tab_;
};

void AttachmentsTabTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    fake_ = std::make_unique<FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    fake_->status.state = sync::AgentState::open;
    fake_->status.link = sync::LinkState::online;
    fake_->rows["attachment"] = {
        file(0, "Fuel delivery notes 2025.pdf", "Maya Lindqvist"),
        file(1, "Invoice.xlsx", "Jon Tarvainen"),
        file(2, "Letter to the director.docx", "Maya Lindqvist"),
        file(3, "Prüfbericht Quartal 3.pdf", ""),
        file(4, "Scan.png", "")};
    json::object failed = place(4, "failed", 0);
    failed["here"] = true;
    failed["fault"] = json::object{
        {"code", "tooLarge"},
        {"reason", "file_too_large"},
        {"cause", "The file is larger than 100 MB, the most that your organization allows."},
        {"nextStep", "Attach a smaller file, or ask an administrator to raise the limit."}};
    fake_->handlers["blobs.status"] = [failed](const json::object&) -> Result<json::value> {
        json::object answer;
        answer["items"] = json::array{
            place(0, "here", 14'000'000),
            place(2, "uploading", 16'800'000),
            place(3, "waiting", 0),
            failed};
        answer["pinned"] = false;
        answer["usedBytes"] = 120'000'000;
        answer["budgetBytes"] = std::int64_t{2} * 1024 * 1024 * 1024;
        return answer;
    };
    for (const char* method :
         {"blobs.fetch", "blobs.add", "blobs.remove", "blobs.pin", "blobs.open"})
        fake_->handlers[method] = [](const json::object&) -> Result<json::value> {
            return json::object{};
        };
    sync::AgentClientOptions options;
    options.address = fake_->address();
    client_ = std::make_unique<sync::AgentClient>(options);
    client_->start();
    tab_ = std::make_unique<AttachmentsTab>(*client_, reportId);
    tab_->setEditable(true, {});
    tab_->resize(1000, 420);
    tab_->show();
    QTRY_COMPARE(tab_->table().model()->rowCount(), 5);
    QTRY_COMPARE(cell(0, 4), QStringLiteral("On this device"));
    choose(0);
}

void AttachmentsTabTest::cleanup()
{
    tab_.reset();
    client_.reset();
    fake_.reset();
}

void AttachmentsTabTest::everyFileSaysWhereItIs()
{
    QCOMPARE(cell(1, 4), QStringLiteral("Not on this device"));
    QCOMPARE(cell(2, 4), QStringLiteral("Uploading 40 %"));
    QCOMPARE(cell(3, 4), QStringLiteral("Waiting to be sent"));
    QCOMPARE(cell(4, 4), QStringLiteral("Not sent"));
    QCOMPARE(cell(1, 2), QStringLiteral("Jon Tarvainen"));
    QCOMPARE(cell(3, 2), QStringLiteral("You"));
    const auto why = tab_->table().model()->index(4, 4).data(Qt::ToolTipRole).toString();
    QVERIFY(
        why.contains(QStringLiteral("100 MB")) && why.contains(QStringLiteral("administrator"))
    );
    photograph(QStringLiteral("attachments"), QSize(1000, 420));
    photograph(QStringLiteral("attachments-narrow"), QSize(520, 420));
    fake_->status.link = sync::LinkState::offline;
    fake_->tellStatus();
    QTRY_COMPARE(cell(3, 4), QStringLiteral("Waiting for connection"));
    choose(1);
    QTRY_VERIFY(!button(QStringLiteral("Open"))->isEnabled());
    QVERIFY(button(QStringLiteral("Open"))->toolTip().contains(QStringLiteral("platform")));
    QVERIFY(button(QStringLiteral("Add files…"))->isEnabled()); // Adding needs no network.
}

void AttachmentsTabTest::progressIsFollowed()
{
    fake_->notify("blobs", place(2, "uploading", 33'600'000));
    QTRY_COMPARE(cell(2, 4), QStringLiteral("Uploading 80 %"));
    fake_->notify("blobs", place(2, "here", 42'000'000));
    QTRY_COMPARE(cell(2, 4), QStringLiteral("On this device"));
    fake_->notify("blobs", place(0, "gone", 0));
    QTRY_COMPARE(cell(0, 4), QStringLiteral("Not on this device"));
    json::object failed = place(0, "failed", 0);
    failed["here"] = false;
    fake_->notify("blobs", failed);
    QTRY_COMPARE(cell(0, 4), QStringLiteral("Not fetched"));
}

void AttachmentsTabTest::whatIsNotHereIsFetchedAndThenOpened()
{
    choose(1);
    button(QStringLiteral("Open"))->click();
    QTRY_COMPARE(fake_->countOf("blobs.fetch"), 1);
    QCOMPARE(fake_->countOf("blobs.open"), 0);
    fake_->notify("blobs", place(1, "fetching", 1'000'000));
    QTRY_VERIFY(button(QStringLiteral("Stop fetching"))->isVisible());
    fake_->notify("blobs", place(1, "here", 28'000'000));
    QTRY_COMPARE(fake_->countOf("blobs.open"), 1);
    QCOMPARE(last("blobs.open").at("id"), fake_->rows["attachment"][1].at("id"));
}

void AttachmentsTabTest::droppedFilesAndPastedPicturesAreAdded()
{
    QMimeData files;
    files.setUrls(
        {QUrl::fromLocalFile(QStringLiteral("/tmp/a.pdf")),
         QUrl::fromLocalFile(QStringLiteral("/tmp/b.pdf"))}
    );
    QVERIFY(tab_->take(files));
    QTRY_COMPARE(fake_->countOf("blobs.add"), 2);
    QCOMPARE(last("blobs.add").at("file").as_string(), "/tmp/b.pdf");
    QMimeData picture;
    picture.setImageData(QImage(4, 4, QImage::Format_RGB32));
    QVERIFY(tab_->take(picture));
    QTRY_COMPARE(fake_->countOf("blobs.add"), 3);
    const json::object added = last("blobs.add");
    const auto bytes = QByteArray::fromBase64(added.at("data").as_string().c_str());
    QVERIFY(bytes.startsWith("\x89PNG"));
    QVERIFY(added.at("name").as_string().ends_with(".png"));
    QMimeData text;
    text.setText(QStringLiteral("words"));
    QVERIFY(!tab_->take(text));
}

void AttachmentsTabTest::aRemovedFileComesBackByUndo()
{
    choose(1);
    QTest::keyClick(&tab_->table(), Qt::Key_Delete);
    QTRY_COMPARE(fake_->countOf("blobs.remove"), 1);
    QTRY_VERIFY(tab_->banner().words().contains(QStringLiteral("Invoice.xlsx")));
    photograph(QStringLiteral("attachments-removed"), QSize(1000, 420));
    QVERIFY(button(QStringLiteral("Undo")) != nullptr);
    QTest::keyClick(&tab_->table(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(fake_->countOf("mutate"), 1);
    QTest::keyClick(&tab_->table(), Qt::Key_Z, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QCOMPARE(fake_->countOf("mutate"), 1); // Once is enough.
    const json::object op = last("mutate").at("ops").at(0).as_object();
    QCOMPARE(op.at("op").as_string(), "create");
    QCOMPARE(op.at("set").at("sha256"), fake_->rows["attachment"][1].at("sha256"));
    QVERIFY(op.at("id") != fake_->rows["attachment"][1].at("id"));
}

void AttachmentsTabTest::aNewNameIsOneChange()
{
    choose(0);
    QTest::keyClick(&tab_->table(), Qt::Key_F2);
    QTRY_VERIFY(tab_->findChild<QInputDialog*>() != nullptr);
    auto* dialog = tab_->findChild<QInputDialog*>();
    dialog->setTextValue(QStringLiteral("Notes.pdf"));
    dialog->accept();
    QTRY_COMPARE(fake_->countOf("mutate"), 1);
    const json::object op = last("mutate").at("ops").at(0).as_object();
    QCOMPARE(op.at("set").at("name").as_string(), "Notes.pdf");
    QCOMPARE(op.at("base").at("name").as_string(), "Fuel delivery notes 2025.pdf");
    QCOMPARE(op.at("set").as_object().size(), std::size_t{1});
}

void AttachmentsTabTest::aReportThatIsNotDraftedCanOnlyBeRead()
{
    const QString why = QStringLiteral("The report is no longer being drafted.");
    tab_->setEditable(false, why);
    for (const char* name : {"Add files…", "Rename…", "Remove", "Replace by a new version…"}) {
        const auto* one = button(QString::fromUtf8(name));
        QVERIFY2(one != nullptr && !one->isEnabled(), name);
        QCOMPARE(one->toolTip(), why);
    }
    QVERIFY(button(QStringLiteral("Open"))->isEnabled());
    QTest::keyClick(&tab_->table(), Qt::Key_Delete);
    QTest::keyClick(&tab_->table(), Qt::Key_V, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QCOMPARE(fake_->countOf("blobs.remove"), 0);
    QCOMPARE(fake_->countOf("blobs.add"), 0);
}

void AttachmentsTabTest::refusalsAreSaidWithTheNextStep()
{
    fake_->handlers["blobs.add"] = [](const json::object&) -> Result<json::value> {
        return Fault{
            FaultCode::forbidden,
            "executable_file",
            "Programs and scripts cannot be attached: the content is one.",
            "Attach a document."};
    };
    tab_->addFiles({QStringLiteral("/tmp/setup.pdf")});
    QTRY_VERIFY(tab_->banner().words().contains(QStringLiteral("Programs and scripts")));
    QVERIFY(tab_->banner().words().contains(QStringLiteral("Attach a document")));
}

QTEST_MAIN(AttachmentsTabTest)
#include "attachments_tab_test.moc"
