// The files of one report.
#pragma once

#include "ui/attachments/file_states.hpp"
#include "ui/kit/page.hpp"

#include <boost/json/object.hpp>

class QCheckBox;
class QMimeData;

namespace tidemark::sync {
class RowWindowModel;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;
class Button;
class Label;
class TableView;

/// The tab of attachments: files are added by button, by dropping and by pasting, also without a
/// network; opened, saved, renamed, replaced, removed with undo, and kept on this device.
class AttachmentsTab final : public QWidget {
    Q_OBJECT

public:
    AttachmentsTab(
        sync::AgentClient& agent, const std::string& reportId, QWidget* parent = nullptr
    );

    /// Whether files may be changed; why not, in words.
    void setEditable(bool isEditable, const QString& reason);

    void addFiles(const QStringList& paths);
    /// Files or a picture of the clipboard or a drop; false: neither is in it.
    bool take(const QMimeData& mime);

    [[nodiscard]] TableView& table() { return *table_; }
    [[nodiscard]] Banner& banner() { return *banner_; }

Q_SIGNALS:
    void countChanged(qint64 count);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    using Row = boost::json::object;

    void build();
    void buildTable();
    void buildActions();
    void updateActions();
    void updateFoot();
    [[nodiscard]] const Row* current() const;
    [[nodiscard]] bool isOnline() const;

    void chooseFiles();
    void openCurrent();
    void openFile(const std::string& id);
    void saveCurrent();
    void renameCurrent();
    void rename(const Row& before, const QString& name);
    void replaceCurrent();
    void removeCurrent();
    void undoRemoval();
    void fetch(const std::string& id);
    void cancelCurrent();
    void add(boost::json::object params);
    void report(const Fault& fault);

    sync::AgentClient& agent_;
    std::string reportId_;
    FileStates* states_ = nullptr;
    sync::RowWindowModel* model_ = nullptr;
    TableView* table_ = nullptr;
    Banner* banner_ = nullptr;
    Button* add_ = nullptr;
    Button* open_ = nullptr;
    Button* save_ = nullptr;
    Button* rename_ = nullptr;
    Button* replace_ = nullptr;
    Button* remove_ = nullptr;
    Button* cancel_ = nullptr;
    QCheckBox* keep_ = nullptr;
    Label* foot_ = nullptr;
    bool isEditable_ = false;
    QString whyNot_ = {};
    std::string openWhenHere_ = {}; ///< Id of an attachment that is being fetched to be opened.
    std::string openContent_ = {};
    Row removed_ = {}; ///< What undo brings back.
};

} // namespace tidemark::ui
