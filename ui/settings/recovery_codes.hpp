// Recovery codes, shown this once.
#pragma once

#include <QStringList>
#include <QWidget>

namespace tidemark::ui {

class Banner;
class Button;
class Label;

/// The codes, ways to keep them, and a button that says that they are kept.
class RecoveryCodes final : public QWidget {
    Q_OBJECT

public:
    explicit RecoveryCodes(QWidget* parent = nullptr);

    void setCodes(const QStringList& codes);
    /// Writes them for this person alone. What was wrong, or nothing.
    [[nodiscard]] QString saveTo(const QString& file) const;

Q_SIGNALS:
    void kept();

private:
    void copy();
    void save();

    QStringList codes_ = {};
    Banner* banner_ = nullptr;
    Label* list_ = nullptr;
    Button* kept_ = nullptr;
};

} // namespace tidemark::ui
