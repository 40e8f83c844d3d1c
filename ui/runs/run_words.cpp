#include "ui/runs/run_words.hpp"

#include <QCoreApplication>

#include <array>

namespace tidemark::ui {
namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("Runs", text);
}

struct StateWords {
    std::string_view state;
    Kind kind;
    const char* text;
    const char* iconName;
};

constexpr std::array<StateWords, 13> states{{
    {"pending", Kind::neutral, QT_TRANSLATE_NOOP("Runs", "pending"), "clock"},
    {"initializing", Kind::accent, QT_TRANSLATE_NOOP("Runs", "starting"), "loader-circle"},
    {"fetchingData", Kind::accent, QT_TRANSLATE_NOOP("Runs", "fetching data"), "loader-circle"},
    {"preValidation", Kind::accent, QT_TRANSLATE_NOOP("Runs", "checking input"), "loader-circle"},
    {"transforming", Kind::accent, QT_TRANSLATE_NOOP("Runs", "transforming"), "loader-circle"},
    {"postValidation", Kind::accent, QT_TRANSLATE_NOOP("Runs", "checking output"), "loader-circle"},
    {"generatingArtifacts",
     Kind::accent,
     QT_TRANSLATE_NOOP("Runs", "writing files"),
     "loader-circle"},
    {"delivering", Kind::accent, QT_TRANSLATE_NOOP("Runs", "delivering"), "loader-circle"},
    {"waitingRetry", Kind::warn, QT_TRANSLATE_NOOP("Runs", "waiting to retry"), "rotate-ccw"},
    {"paused", Kind::warn, QT_TRANSLATE_NOOP("Runs", "paused"), "pause"},
    {"completed", Kind::ok, QT_TRANSLATE_NOOP("Runs", "completed"), "circle-check"},
    {"failed", Kind::bad, QT_TRANSLATE_NOOP("Runs", "failed"), "circle-x"},
    {"cancelled", Kind::neutral, QT_TRANSLATE_NOOP("Runs", "cancelled"), "ban"},
}};

struct StepWords {
    std::string_view kind;
    const char* text;
};

constexpr std::array<StepWords, 7> steps{{
    {"initialize", QT_TRANSLATE_NOOP("Runs", "Initialise")},
    {"fetchData", QT_TRANSLATE_NOOP("Runs", "Fetch data")},
    {"preValidation", QT_TRANSLATE_NOOP("Runs", "Pre-validation")},
    {"transform", QT_TRANSLATE_NOOP("Runs", "Transform")},
    {"postValidation", QT_TRANSLATE_NOOP("Runs", "Post-validation")},
    {"generateArtifacts", QT_TRANSLATE_NOOP("Runs", "Artefacts")},
    {"deliver", QT_TRANSLATE_NOOP("Runs", "Deliver")},
}};

struct StatusWords {
    std::string_view status;
    const char* text;
    const char* iconName;
    Tone tone;
};

constexpr std::array<StatusWords, 6> statuses{{
    {"pending", QT_TRANSLATE_NOOP("Runs", "waiting"), "circle-dashed", Tone::muted},
    {"running", QT_TRANSLATE_NOOP("Runs", "running"), "loader-circle", Tone::accent},
    {"completed", QT_TRANSLATE_NOOP("Runs", "done"), "circle-check", Tone::ok},
    {"failed", QT_TRANSLATE_NOOP("Runs", "failed"), "circle-x", Tone::bad},
    {"skipped", QT_TRANSLATE_NOOP("Runs", "not needed"), "circle-minus", Tone::muted},
    {"retrying", QT_TRANSLATE_NOOP("Runs", "waiting to retry"), "rotate-ccw", Tone::warn},
}};

const StatusWords& statusWords(std::string_view status)
{
    for (const StatusWords& known : statuses) {
        if (known.status == status)
            return known;
    }
    return statuses.front();
}

QString plain(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

ChipText runStateChip(std::string_view state)
{
    for (const StateWords& known : states) {
        if (known.state == state)
            return {known.kind, words(known.text), QString::fromLatin1(known.iconName)};
    }
    return {Kind::neutral, plain(state), {}};
}

bool isRunActive(std::string_view state)
{
    return state != "completed" && state != "failed" && state != "cancelled";
}

QString runStepName(std::string_view kind)
{
    for (const StepWords& known : steps) {
        if (known.kind == kind)
            return words(known.text);
    }
    return plain(kind);
}

QString runStepStatusName(std::string_view status)
{
    return words(statusWords(status).text);
}

QString runStepIcon(std::string_view status)
{
    return QString::fromLatin1(statusWords(status).iconName);
}

Tone runStepTone(std::string_view status)
{
    return statusWords(status).tone;
}

} // namespace tidemark::ui
