#include "ui/sessions/devices_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sessions/session_columns.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The devices of the answer as lines: each session with its device.
HeldRows::Rows linesOf(const json::object& answer)
{
    HeldRows::Rows lines;
    for (const json::object& device : objectsIn(answer, "devices")) {
        json::object line = device;
        line.erase("sessions");
        line["deviceId"] = textIn(device, "id");
        line["device"] = textIn(device, "name");
        line["activeAt"] = textIn(device, "seenAt");
        const auto sessions = objectsIn(device, "sessions");
        if (sessions.empty())
            lines.push_back(line);
        for (const json::object& session : sessions) {
            json::object one = line;
            for (const auto& [key, value] : session)
                one[key] = value;
            one["sessionId"] = textIn(session, "id");
            lines.push_back(std::move(one));
        }
    }
    return lines;
}

std::string placeOf(const DevicesOf& whose)
{
    return whose.isOwn() ? "me" : "users/" + whose.userId;
}

HeldRows heldOf(const PageContext& context, const DevicesOf& whose)
{
    return HeldRows([&agent = context.agent,
                     path = placeOf(whose) + "/sessions"](const HeldRows::Done& done) {
        askPlatform(agent, {.path = path}, &agent, [done](const PlatformAnswer& answer) {
            if (answer)
                done(linesOf(answer.object()));
            else
                done(*answer.fault);
        });
    });
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "session"}, deviceColumns());
    model->setSource(held.source());
    return model;
}

} // namespace

DevicesPart::DevicesPart(const PageContext& context, DevicesOf whose, QWidget* parent)
    : DevicesPart(context, whose, heldOf(context, whose), parent)
{
}

DevicesPart::DevicesPart(
    const PageContext& context, DevicesOf whose, HeldRows held, QWidget* parent
)
    : ListPart(context.agent, modelOf(context.agent, held), tr("Devices and sessions"), parent)
    , context_(context)
    , whose_(std::move(whose))
    , held_(std::move(held))
{
    addSearch(tr("Find a device or an address"), tr("Find devices"));
    table().setColumnWidths({200, 130, 130, 140, 140, 0});
    table().setOptionalColumns({5, 3, 2});
    setEmptyWords(
        QStringLiteral("monitor"),
        tr("No device yet"),
        tr("A device appears here when this person signs in on it for the first time.")
    );
    addActions();
    connect(this, &ListPart::chosenChanged, this, &DevicesPart::onChosen);
    onChosen();
}

void DevicesPart::addActions()
{
    const std::string permission = whose_.isOwn() ? std::string() : "session:admin";
    auto* end = new Button(ButtonKind::normal, tr("End session"), QStringLiteral("log-out"), this);
    auto* others = new Button(
        ButtonKind::normal, whose_.isOwn() ? tr("End all others…") : tr("End all…"), {}, this
    );
    auto* wipe =
        new Button(ButtonKind::danger, tr("Wipe device…"), QStringLiteral("trash-2"), this);
    for (Button* each : {end, others, wipe})
        addTool(each);
    end_ = new ActionGuard(context_.agent, end, permission);
    end_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_E));
    auto* onOthers = new ActionGuard(context_.agent, others, permission);
    onOthers->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    wipe_ = new ActionGuard(context_.agent, wipe, permission);
    wipe_->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W));
    connect(end, &QAbstractButton::clicked, this, &DevicesPart::endChosen);
    connect(others, &QAbstractButton::clicked, this, &DevicesPart::endOthers);
    connect(wipe, &QAbstractButton::clicked, this, &DevicesPart::wipeChosen);
}

void DevicesPart::onChosen()
{
    const json::object* line = chosen();
    QString noEnd;
    QString noWipe;
    if (line == nullptr) {
        noEnd = noWipe = tr("Choose a line of the list first.");
    } else {
        if (textIn(*line, "sessionId").empty())
            noEnd = tr("Nobody is signed in on this device.");
        else if (flagIn(*line, "isCurrent"))
            noEnd = tr("You are in this session. Sign out in the menu of your account.");
        if (!objectIn(*line, "wipe").empty())
            noWipe = tr("This device was asked to wipe itself already.");
        else if (flagIn(*line, "isCurrent"))
            noWipe = tr("You are on this device. Sign out in the menu of your account.");
    }
    end_->setReason(noEnd);
    wipe_->setReason(noWipe);
}

void DevicesPart::endChosen()
{
    const json::object* line = chosen();
    if (line == nullptr)
        return;
    const std::string place = whose_.isOwn() ? "me/sessions/" : "sessions/";
    carryOut("DELETE", place + textIn(*line, "sessionId"), tr("The session has ended."));
}

void DevicesPart::endOthers()
{
    Question question;
    question.heading = whose_.isOwn() ? tr("End all your other sessions?")
                                      : tr("End all sessions of %1?").arg(whose_.name);
    question.text =
        tr("Whoever is signed in there has to sign in again. Changes that were not sent "
           "yet stay on the devices and are sent after that.");
    question.action = tr("End sessions");
    question.isDestructive = true;
    const std::string path =
        whose_.isOwn() ? "me/sessions/end-others" : "users/" + whose_.userId + "/sessions/end";
    context_.prompter.confirm(this, question, [this, path](bool isAgreed) {
        if (isAgreed)
            carryOut("POST", path, tr("The sessions have ended."));
    });
}

void DevicesPart::wipeChosen()
{
    const json::object* line = chosen();
    if (line == nullptr)
        return;
    Question question;
    question.heading = tr("Wipe %1?").arg(wordsIn(*line, "device"));
    question.text = tr(
        "Its sessions end now. At its next contact it removes its copy of the data and its keys. "
        "Changes on it that were not sent are lost. This cannot be taken back."
    );
    question.action = tr("Wipe device");
    question.isDestructive = true;
    const std::string path = placeOf(whose_) + "/devices/" + textIn(*line, "deviceId") + "/wipe";
    context_.prompter.confirm(this, question, [this, path](bool isAgreed) {
        if (isAgreed)
            carryOut("POST", path, tr("The device is told to wipe itself at its next contact."));
    });
}

void DevicesPart::carryOut(std::string method, std::string path, const QString& done)
{
    const PlatformCall call{.method = std::move(method), .path = std::move(path)};
    askPlatform(context_.agent, call, this, [this, done](const PlatformAnswer& answer) {
        if (!answer) {
            banner().setAction({});
            banner().say(*answer.fault);
            return;
        }
        banner().setAction({});
        banner().say(Kind::ok, done);
        reload();
    });
}

void DevicesPart::reload()
{
    held_.forget();
    model().refresh();
}

} // namespace tidemark::ui
