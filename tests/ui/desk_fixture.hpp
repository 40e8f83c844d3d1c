// A desk window on a fake agent, with the rows of a small demo tenant.
#pragma once

#include "tests/ui/fake_agent.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/settings/idle_lock.hpp"
#include "ui/settings/theme_control.hpp"
#include "ui/shell/main_window.hpp"

#include <QApplication>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace tidemark::tests {

/// Answers questions from a list and remembers them.
class ScriptedPrompter final : public ui::Prompter {
public:
    void confirm(QWidget*, const ui::Question& question, std::function<void(bool isAgreed)> then)
        override
    {
        questions.push_back(question);
        then(agrees);
    }

    std::vector<ui::Question> questions = {};
    bool agrees = true;
};

/// The user of the fixtures, who may read everything.
[[nodiscard]] sync::User maya();
/// Three pending items: one waiting, one refused, one in conflict.
[[nodiscard]] boost::json::array samplePending();
/// Two parts of the data, as `sync.status` has them.
[[nodiscard]] boost::json::value sampleScopes();
/// A status as after a good day: open, online, with a mirror.
[[nodiscard]] sync::Status openStatus();

/// Everything that a desk window needs, thrown away with the test.
class DeskFixture {
public:
    explicit DeskFixture(QApplication& application);

    QTemporaryDir folder;
    FakeAgent fake;
    ui::DeskSettings settings;
    ui::ThemeControl theme;
    ScriptedPrompter prompter;
    sync::AgentClient agent;
    ui::IdleLock idleLock;
    std::unique_ptr<ui::MainWindow> window;

    /// Makes the window, with the pages of sync and settings, and connects.
    void open(const QSize& size = QSize(1440, 900));
};

} // namespace tidemark::tests
