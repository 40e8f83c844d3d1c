// A quiet two-column list: names at the leading edge, values at the trailing one.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QString>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace tidemark::ui {

/// One line of a FieldList.
struct FieldLine {
    QString name = {};
    QString value = {};
    Tone tone = Tone::text;
};

/// Lines with names and values, as in the cards of the side pane.
class FieldList final : public QWidget {
    Q_OBJECT

public:
    explicit FieldList(QWidget* parent = nullptr);

    void setLines(const std::vector<FieldLine>& lines);

private:
    QVBoxLayout* column_ = nullptr;
};

} // namespace tidemark::ui
