// How RunWatch reads to a person: steps, axis, details and sentences.
#include "sync/client/agent_client.hpp"
#include "ui/kit/format.hpp"
#include "ui/runs/run_history.hpp"
#include "ui/runs/run_row.hpp"
#include "ui/runs/run_watch.hpp"
#include "ui/runs/run_words.hpp"

#include <QApplication>
#include <QDateTime>
#include <QStyle>

#include <algorithm>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

QString clock(const Timestamp& at, const QString& format = QStringLiteral("HH:mm:ss"))
{
    return QDateTime::fromMSecsSinceEpoch(at.micros / 1000).toString(format);
}

/// On a shorter axis two marks would read the same without tenths.
constexpr std::int64_t secondsMarksNeed = 8'000'000;

} // namespace

bool RunWatch::hasMotion() const
{
    // The platform theme answers 0 when the person asked for reduced motion.
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

std::pair<Timestamp, Timestamp> RunWatch::span() const
{
    const Timestamp now = Timestamp::now();
    const Timestamp from = timeField(run_, "startedAt").value_or(now);
    Timestamp to = timeField(run_, "finishedAt").value_or(now);
    to.micros = std::max(to.micros, from.micros + 1'000'000);
    return {from, to};
}

QVariantMap RunWatch::stepMap(const json::object& step) const
{
    const auto axis = span();
    const auto length = static_cast<double>(axis.second.micros - axis.first.micros);
    const auto place = [&](const std::optional<Timestamp>& at, double otherwise) {
        if (!at)
            return otherwise;
        return std::clamp(static_cast<double>(at->micros - axis.first.micros) / length, 0.0, 1.0);
    };
    const auto status = textField(step, "status");
    const auto started = timeField(step, "startedAt");
    const auto elapsed = runningMs(step, axis.second);
    QString under = runStepStatusName(status);
    if (elapsed && status != "skipped" && status != "pending")
        under = formatDuration(*elapsed);
    if (numberField(step, "attempt") > 1)
        under += QStringLiteral(" · ") + tr("try %1").arg(numberField(step, "attempt"));
    return {
        {QStringLiteral("name"), runStepName(textField(step, "kind"))},
        {QStringLiteral("status"), stringField(step, "status")},
        {QStringLiteral("statusText"), runStepStatusName(status)},
        {QStringLiteral("under"), under},
        {QStringLiteral("icon"), runStepIcon(status)},
        {QStringLiteral("tone"), static_cast<int>(runStepTone(status))},
        {QStringLiteral("begun"), started.has_value() && status != "skipped"},
        {QStringLiteral("from"), place(started, 0.0)},
        {QStringLiteral("to"), place(timeField(step, "finishedAt"), started ? 1.0 : 0.0)}};
}

QVariantList RunWatch::steps() const
{
    QVariantList all;
    for (const json::object& step : steps_)
        all << stepMap(step);
    return all;
}

QStringList RunWatch::timeMarks() const
{
    const auto axis = span();
    const bool isShort = axis.second.micros - axis.first.micros < secondsMarksNeed;
    const QString format = isShort ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss");
    QStringList marks;
    for (int i = 0; i <= 4; ++i) {
        const auto at = axis.first.micros + (axis.second.micros - axis.first.micros) * i / 4;
        // Of the three digits of `zzz` one is enough to tell the marks apart.
        marks << clock(Timestamp{at}, format).left(10);
    }
    if (isActive())
        marks.last() += tr(" now");
    return marks;
}

QVariantList RunWatch::states() const
{
    QVariantList all;
    for (const PastState& past : statesSoFar(run_, steps_)) {
        const ChipText words = runStateChip(past.state);
        all << QVariantMap{
            {QStringLiteral("text"), words.text},
            {QStringLiteral("time"), past.since ? clock(*past.since) : QString()},
            {QStringLiteral("color"), Tokens::current().textOf(words.kind)}};
    }
    return all;
}

QString RunWatch::statesText() const
{
    QStringList names;
    for (const PastState& past : statesSoFar(run_, steps_))
        names << runStateChip(past.state).text;
    return names.join(QStringLiteral(", "));
}

int RunWatch::selectedStep() const
{
    if (selected_ >= 0)
        return selected_;
    int last = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const auto status = textField(steps_[i], "status");
        if (status == "running" || status == "retrying" || status == "failed")
            return static_cast<int>(i);
        if (status == "completed")
            last = static_cast<int>(i);
    }
    return last;
}

void RunWatch::selectStep(int position)
{
    selected_ = position;
    Q_EMIT stepsChanged();
}

const json::object* RunWatch::shownStep() const
{
    const auto at = static_cast<std::size_t>(selectedStep());
    return at < steps_.size() ? &steps_[at] : nullptr;
}

QString RunWatch::detailTitle() const
{
    const auto* step = shownStep();
    return step ? runStepName(textField(*step, "kind")) : QString();
}

QVariantList RunWatch::details() const
{
    const auto* step = shownStep();
    if (!step)
        return {};
    QVariantList all;
    const auto add = [&](const QString& label, const QString& value) {
        all << QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("value"), value}};
    };
    add(tr("State"), runStepStatusName(textField(*step, "status")));
    if (const auto attempt = numberField(*step, "attempt"); attempt > 0)
        add(tr("Attempt"), tr("%1 of %2").arg(attempt).arg(numberField(*step, "attemptsMost")));
    const auto rowsIn = numberField(*step, "rowsIn");
    const auto rowsOut = numberField(*step, "rowsOut");
    add(tr("Rows in"), formatNumber(rowsIn));
    add(isActive() ? tr("Rows out so far") : tr("Rows out"), formatNumber(rowsOut));
    const auto elapsed = runningMs(*step, Timestamp::now());
    if (elapsed)
        add(tr("Duration"), formatDuration(*elapsed));
    if (elapsed && *elapsed > 0 && rowsOut > 0)
        add(tr("Speed"), tr("%1 rows/s").arg(formatNumber(rowsOut * 1000 / *elapsed)));
    return all;
}

QString RunWatch::startedText() const
{
    const auto started = timeField(run_, "startedAt");
    const QString who = stringField(run_, "startedBy");
    if (!started)
        return who.isEmpty() ? tr("not started yet") : tr("asked for by %1").arg(who);
    QString text = who.isEmpty() ? tr("started %1").arg(clock(*started))
                                 : tr("started %1 by %2").arg(clock(*started), who);
    const auto elapsed = runningMs(run_, Timestamp::now()).value_or(0);
    text += QStringLiteral(" · ") + formatDuration(elapsed);
    const auto done = numberField(run_, "progress");
    if (isActive() && done >= 15 && done < 100)
        text += QStringLiteral(" · ") +
                tr("about %1 left").arg(formatDuration(elapsed * (100 - done) / done));
    return text;
}

QString RunWatch::ageText() const
{
    if (!isActive() && !run_.empty())
        return tr("This run has ended; nothing more will arrive.");
    if (isStale_ || !heardAt_)
        return tr("The live channel is down. What you see may be older than the run; it goes on "
                  "by itself when the connection is back.");
    return tr("State and log arrive live. Last heard %1.").arg(formatAge(*heardAt_));
}

} // namespace tidemark::ui
