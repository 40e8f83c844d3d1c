// What happened while the reader looked elsewhere: behind the bell.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/client/rows.hpp"
#include "ui/kit/page.hpp"

#include <QObject>

#include <vector>

class QMenu;

namespace tidemark::ui {

/// One notice, newest first in the list.
struct Notice {
    Kind kind = Kind::info;
    QString text = {};
    Timestamp at = {};
    Place place = {};
};

/// Keeps the last notices of this run. Only what needs to be known becomes one.
class Notices final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void add(Notice notice);
    /// The platform's answer to a mutation: applied and merged ones say nothing.
    void addResult(const sync::MutationResult& result);
    [[nodiscard]] const std::vector<Notice>& list() const { return list_; }
    [[nodiscard]] bool hasNews() const { return hasNews_; }
    void markSeen();
    /// A menu of them; the caller shows and owns it.
    [[nodiscard]] QMenu* makeMenu(QWidget* parent);

Q_SIGNALS:
    void changed();
    void placeWanted(const tidemark::ui::Place& place);

private:
    std::vector<Notice> list_ = {};
    bool hasNews_ = false;
};

} // namespace tidemark::ui
