// One desk for each home: a second start raises the first window and ends.
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace tidemark::desk {

/// Holds a small socket while the desk runs.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(QString address, QObject* parent = nullptr);

    /// Whether another desk answered and was asked to come to the front. Bounded wait.
    [[nodiscard]] bool wakeOther();
    /// Begins to answer to later starts.
    void listen();

Q_SIGNALS:
    void woken();

private:
    QString address_;
    QLocalServer server_;
};

} // namespace tidemark::desk
