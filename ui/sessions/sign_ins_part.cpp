#include "ui/sessions/sign_ins_part.hpp"

#include "ui/admin/platform_rows.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sessions/session_columns.hpp"

#include <QComboBox>

namespace tidemark::ui {
namespace {

sync::RowWindowModel* modelOf(sync::AgentClient& agent, SignInsOf whose)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "signIn"}, signInColumns());
    model->setSource(platformRows(
        agent, whose == SignInsOf::oneself ? "me/sign-ins" : "sign-ins", ListForm::plain
    ));
    return model;
}

} // namespace

SignInsPart::SignInsPart(sync::AgentClient& agent, SignInsOf whose, QWidget* parent)
    : ListPart(agent, modelOf(agent, whose), tr("Sign-ins"), parent)
{
    addSearch(tr("Find a login or an address"), tr("Find sign-ins"));
    auto* results = addChoice(
        tr("Result of the attempts"),
        {{tr("All attempts"), {}}, {tr("Signed in"), true}, {tr("Refused"), false}}
    );
    connect(results, &QComboBox::currentIndexChanged, this, [this, results] {
        const QVariant wanted = results->currentData();
        if (wanted.isNull())
            model().setFilter({});
        else
            model().setFilter({{"success", "eq", boost::json::value(wanted.toBool())}});
    });
    table().setColumnWidths({150, 180, 170, 130, 180, 0});
    table().setOptionalColumns({5, 4});
    setEmptyWords(
        QStringLiteral("log-in"),
        tr("No sign-in fits"),
        tr("Every attempt is kept here, also the refused ones. Try another search or filter.")
    );
}

} // namespace tidemark::ui
