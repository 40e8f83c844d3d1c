// Asks for the signature, or says what stands in its way.
#pragma once

#include "ui/reports/submit_flow.hpp"

#include <QDialog>

class QCheckBox;
class QVBoxLayout;

namespace tidemark::ui {

class Button;
class Label;

/// Window-modal. Closes by itself when the report is submitted.
class SubmitDialog final : public QDialog {
    Q_OBJECT

public:
    SubmitDialog(ReportSession& session, QWidget* parent);

Q_SIGNALS:
    void submitted();
    /// The person wants to see what is wrong.
    void problemsWanted();

private:
    void buildBlocked(QVBoxLayout* column, const QString& why);
    void buildSignature(QVBoxLayout* column);
    void addFigure(QVBoxLayout* column, const QString& name, const QString& value);
    void onStep();

    ReportSession& session_;
    SubmitFlow flow_;
    QCheckBox* statement_ = nullptr;
    Button* submit_ = nullptr;
    Button* cancel_ = nullptr;
    Label* words_ = nullptr;
};

} // namespace tidemark::ui
