// What a platform would answer to the administration's pages, and a desk on it.
#pragma once

#include "tests/ui/desk_fixture.hpp"

#include <map>

namespace tidemark::tests {

/// A desk whose agent passes `platform.call` on to answers by "METHOD path"; the longest path that
/// the call begins with is taken. Ada may do everything.
class AdminDesk {
public:
    struct Reply {
        int status = 200;
        boost::json::value body = {};
    };

    explicit AdminDesk(QApplication& application);

    /// Opens the window with the pages of administration, at this one.
    void open(const QString& page, const QString& item = {});
    /// Calls of the platform so far: "GET users/…", in order.
    [[nodiscard]] std::vector<std::string> calls() const;
    /// The parameters of the last call.
    [[nodiscard]] boost::json::object lastCall() const;
    /// Everything that labels, chips and buttons say on screen.
    [[nodiscard]] QString words() const;
    [[nodiscard]] QWidget* named(const QString& accessibleName) const;
    void press(const QString& button) const;

    DeskFixture desk;
    std::map<std::string, Reply> answers = {};
    bool isReachable = true;
};

/// An error of the platform.
[[nodiscard]] AdminDesk::Reply
refusal(int status, const char* code, const char* reason, const char* detail);

inline constexpr auto adaId = "01900000-0000-7000-8000-0000000000aa";
inline constexpr auto mayaId = "01900000-0000-7000-8000-000000000001";
inline constexpr auto drafterId = "01900000-0000-7000-8000-0000000000d1";

} // namespace tidemark::tests
