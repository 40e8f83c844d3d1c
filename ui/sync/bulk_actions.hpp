// What can be done with several waiting changes at once.
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

namespace tidemark::ui {

class Label;
class PendingSource;
class Prompter;

/// Sends several changes again, writes them to a file, or drops them after a question.
class BulkActions final : public QWidget {
    Q_OBJECT

public:
    BulkActions(PendingSource& source, Prompter& prompter, QWidget* parent = nullptr);

    void setMids(std::vector<std::int64_t> mids);

Q_SIGNALS:
    void exportWanted(const std::vector<std::int64_t>& mids);

private:
    void discard();

    PendingSource& source_;
    Prompter& prompter_;
    Label* heading_ = nullptr;
    std::vector<std::int64_t> mids_ = {};
};

} // namespace tidemark::ui
