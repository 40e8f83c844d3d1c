// A field that picks one row of the mirror by its words.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QComboBox>
#include <QTimer>

class QStringListModel;

namespace tidemark::ui {

/// Type, and the rows that fit come up; or open the list of the first ones. Never holds more than
/// a screenful of rows.
class RowPicker final : public QComboBox {
    Q_OBJECT

public:
    using Title = std::function<QString(const boost::json::object& row)>;

    RowPicker(
        sync::AgentClient& agent, sync::RowQuery query, Title title, QWidget* parent = nullptr
    );

    /// A first choice that stands for no row: "Everybody".
    void setNone(const QString& words);
    /// Starts with this row.
    void choose(const std::string& id, const QString& title);
    /// The id of the row whose title is in the field; empty: none.
    [[nodiscard]] std::string chosen() const;

Q_SIGNALS:
    /// `chosen` may be another.
    void picked();

private:
    void ask();
    void take(const sync::RowPage& page);

    sync::AgentClient& agent_;
    sync::RowQuery query_;
    Title title_;
    QString none_ = {};
    std::map<QString, std::string> ids_ = {};
    QStringListModel* titles_ = nullptr;
    QTimer soon_;
};

} // namespace tidemark::ui
