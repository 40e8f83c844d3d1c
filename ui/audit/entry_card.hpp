// One entry of the audit: who, what, from where, and what it changed.
#pragma once

#include "ui/admin/platform_api.hpp"

#include <QWidget>

class QVBoxLayout;

namespace tidemark::ui {

class FieldList;
class Label;

/// Asks the platform for the entry, with the names that its ids stand for. One request for each.
class EntryCard final : public QWidget {
    Q_OBJECT

public:
    explicit EntryCard(sync::AgentClient& agent, QWidget* parent = nullptr);

    void show(const std::string& entryId);
    void clear();

private:
    void onAnswer(const std::string& entryId, const PlatformAnswer& answer);
    void addChange(const boost::json::object& change);
    void removeChanges();

    sync::AgentClient& agent_;
    std::string shown_ = {};
    Label* heading_ = nullptr;
    FieldList* about_ = nullptr;
    QVBoxLayout* changes_ = nullptr;
};

} // namespace tidemark::ui
