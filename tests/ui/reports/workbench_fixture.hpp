// A workbench over a stand-in for the agent, and hands to work it with.
#pragma once

#include "tests/ui/reports/demo_report.hpp"
#include "ui/grid/choice_edit.hpp"
#include "ui/grid/sheet_view.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/reports/submit_dialog.hpp"
#include "ui/reports/supply_tab.hpp"
#include "ui/reports/workbench_page.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

namespace tidemark::tests {

using namespace tidemark::ui;
namespace json = boost::json;

struct Places : Navigator {
    void open(const Place& place) override { opened = place; }
    void back() override {}
    Place opened;
};

struct Agrees : Prompter {
    void confirm(QWidget*, const Question&, std::function<void(bool)> then) override { then(true); }
};

inline int columnNumber(SupplyColumn column)
{
    return static_cast<int>(column);
}

/// One open report. Tests inherit it and call `setUp` and `tearDown` around each function.
class Workbench {
public:
    static void prepare();
    void setUp();
    void tearDown();

protected:
    void open();
    [[nodiscard]] SheetView& view() { return page_->supplyTab().view(); }
    [[nodiscard]] SupplyGridModel& grid() { return page_->session().grid(); }
    [[nodiscard]] std::vector<json::object> mutations() const;
    [[nodiscard]] QString textAt(int row, SupplyColumn column)
    {
        return grid().index(row, columnNumber(column)).data().toString();
    }
    /// The open editor of the current cell.
    [[nodiscard]] QWidget* editor() { return view().indexWidget(view().currentIndex()); }
    void type(int row, SupplyColumn column, const QString& text, Qt::Key end = Qt::Key_Return);
    void paste(const QString& text);
    void confirmAll();
    /// The agent's row that the grid shows there.
    [[nodiscard]] json::object& rowOfAgent(int row);
    /// Somebody else changes fields of the row.
    void tellOfOthers(int row, const json::object& fields);
    [[nodiscard]] bool isSaid(const QWidget& where, const QString& words) const;
    void photograph(const QString& name, QSize size);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    std::unique_ptr<ReferenceStore> references_;
    std::unique_ptr<WorkbenchPage> page_;
    Places places_;
    Agrees prompter_;
};

inline void Workbench::prepare()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Canada));
    QCoreApplication::setOrganizationName(QStringLiteral("tidemark-test"));
    const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
    const int percent = qEnvironmentVariableIntValue("TIDEMARK_SCALE");
    const double scale = percent > 0 ? percent / 100.0 : 1.0;
    Style::apply(*qApp, Tokens::of(isDark ? Theme::dark : Theme::light, scale));
}

inline void Workbench::setUp()
{
    folder_ = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", folder_->path().toUtf8());
    fake_ = std::make_unique<FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    fillDemo(*fake_);
    client_ = std::make_unique<sync::AgentClient>(sync::AgentClientOptions{
        .address = fake_->address(), .callTimeout = std::chrono::milliseconds(5000)});
    references_ = std::make_unique<ReferenceStore>(*client_);
    client_->start();
    QTRY_VERIFY(client_->status().user.has_value());
}

inline void Workbench::tearDown()
{
    page_.reset();
    references_.reset();
    client_.reset();
    fake_.reset();
    folder_.reset();
}

inline void Workbench::open()
{
    page_ = std::make_unique<WorkbenchPage>(
        PageContext{*client_, places_, prompter_}, *references_, QString::fromLatin1(demoReportId)
    );
    page_->resize(1236, 830);
    page_->show();
    QTRY_VERIFY(page_->session().isLoaded());
    page_->activateWindow();
    view().setFocus();
    QTRY_VERIFY(view().hasFocus());
}

inline std::vector<json::object> Workbench::mutations() const
{
    std::vector<json::object> found;
    for (const sync::RpcRequest& request : fake_->requests) {
        if (request.method == "mutate")
            found.push_back(request.params.as_object());
    }
    return found;
}

inline void Workbench::type(int row, SupplyColumn column, const QString& text, Qt::Key end)
{
    view().goTo(row, columnNumber(column));
    QTest::keyClicks(&view(), text.left(1));
    QWidget* opened = editor();
    QVERIFY(opened != nullptr);
    QTest::keyClicks(opened, text.mid(1));
    QTest::keyClick(opened, end);
}

inline void Workbench::paste(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(&view(), Qt::Key_V, Qt::ControlModifier);
}

inline void Workbench::confirmAll()
{
    for (int mid = 41; mid < 41 + fake_->countOf("mutate"); ++mid)
        fake_->notify("result", json::object{{"mid", mid}, {"status", "applied"}});
}

inline json::object& Workbench::rowOfAgent(int row)
{
    const std::string id = grid().sheet().at(row).values.id.value.toString();
    auto& rows = fake_->rows["fuelSupply"];
    return *std::find_if(rows.begin(), rows.end(), [&id](const json::object& one) {
        return one.at("id").as_string() == id;
    });
}

inline void Workbench::tellOfOthers(int row, const json::object& fields)
{
    json::object& held = rowOfAgent(row);
    for (const auto& [key, value] : fields)
        held[key] = value;
    fake_->tellChanged("fuelSupply", {std::string(held.at("id").as_string())});
}

inline bool Workbench::isSaid(const QWidget& where, const QString& words) const
{
    for (const auto* label : where.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

inline void Workbench::photograph(const QString& name, QSize size)
{
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (folder.isEmpty())
        return;
    page_->resize(size);
    QTest::qWait(300);
    QVERIFY(page_->grab().save(folder + u'/' + name));
}

} // namespace tidemark::tests
