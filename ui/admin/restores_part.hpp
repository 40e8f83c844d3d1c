// What an administrator sees after a restore.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

class QListWidget;

namespace tidemark::ui {

class Button;
class Label;

/// Each past history of the database, and what of it was sent again. One request; what needs a
/// person is asked for with the line that is chosen.
class RestoresPart final : public ListPart {
    Q_OBJECT

public:
    explicit RestoresPart(const PageContext& context, QWidget* parent = nullptr);

private:
    RestoresPart(const PageContext& context, HeldRows held, QWidget* parent);
    void load(const HeldRows::Done& done);
    void addSide();
    void onChosen();
    void loadLeft();
    void showLeft(std::vector<boost::json::object> left);
    void settle();

    PageContext context_;
    HeldRows held_;
    Label* now_ = nullptr;
    QWidget* side_ = nullptr;
    Label* words_ = nullptr;
    QListWidget* list_ = nullptr;
    Button* settle_ = nullptr;
    std::string history_ = {}; ///< Whose left-overs are shown.
    std::vector<boost::json::object> left_ = {};
};

} // namespace tidemark::ui
