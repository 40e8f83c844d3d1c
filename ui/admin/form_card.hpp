// Forms that fill a page: cards with named fields, one under the other.
#pragma once

#include "ui/kit/symbol.hpp"

#include <QScrollArea>

class QAbstractButton;
class QGridLayout;
class QVBoxLayout;

namespace tidemark::ui {

/// A card with a heading over a grid of names and fields.
class FormCard final : public Card {
    Q_OBJECT

public:
    explicit FormCard(const QString& heading, QWidget* parent = nullptr);

    /// A field behind its name, with a hint below it where one is given.
    void addRow(const QString& name, QWidget* field, const QString& hint = {});
    /// A box to tick or a button of a choice, with what it means below it.
    void addChoice(QAbstractButton* button, const QString& hint = {});
    /// Something over the whole width.
    void addWide(QWidget* part);
    /// Words over the whole width.
    void addWords(const QString& words);

private:
    QGridLayout* grid_ = nullptr;
};

/// Cards in a column that is no wider than can be read, scrolled when they are taller than the
/// window.
class CardScroll final : public QScrollArea {
    Q_OBJECT

public:
    explicit CardScroll(QWidget* parent = nullptr);

    void add(QWidget* card);

private:
    QVBoxLayout* cards_ = nullptr;
};

} // namespace tidemark::ui
