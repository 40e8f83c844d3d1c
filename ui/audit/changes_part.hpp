// The entries of the audit.
#pragma once

#include "ui/kit/list_part.hpp"

namespace tidemark::ui {

class EntryCard;
class RowPicker;

/// Newest first, page by page from the platform; by words, record, person and time.
class ChangesPart final : public ListPart {
    Q_OBJECT

public:
    explicit ChangesPart(sync::AgentClient& agent, QWidget* parent = nullptr);

private:
    void addFilters(sync::AgentClient& agent);
    void applyFilter();

    QComboBox* records_ = nullptr;
    QComboBox* times_ = nullptr;
    RowPicker* person_ = nullptr;
    EntryCard* entry_ = nullptr;
};

} // namespace tidemark::ui
