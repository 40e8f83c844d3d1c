// Makes pages when they are first opened, shows one, remembers the way back.
#pragma once

#include "ui/kit/page.hpp"

#include <QStackedWidget>

#include <vector>

namespace tidemark::ui {

/// The stack of pages of a shell. At most `pagesMost` are kept; busy ones are never dropped.
class PageHost final : public QStackedWidget {
    Q_OBJECT

public:
    static constexpr std::size_t pagesMost = 8;

    explicit PageHost(QWidget* parent = nullptr);

    void setEntries(std::vector<PageEntry> entries) { entries_ = std::move(entries); }
    [[nodiscard]] const std::vector<PageEntry>& entries() const { return entries_; }
    /// The entry of a page id, or null.
    [[nodiscard]] const PageEntry* entry(const QString& pageId) const;

    /// Shows a place, making its page if need be. False when there is no such page.
    bool open(const Place& place, const PageContext& context);
    /// Shows where the reader was before, if anywhere.
    void back(const PageContext& context);
    [[nodiscard]] bool canGoBack() const { return history_.size() > 1; }
    [[nodiscard]] Page* current() const;
    [[nodiscard]] const Place& place() const { return place_; }
    /// Makes the pages anew that hold nothing, for a change of scale; busy ones stay.
    void rebuild(const PageContext& context);
    /// Drops all pages, for a sign-out.
    void clear();
    /// Some page holds what the agent does not have yet.
    [[nodiscard]] bool hasUnsaved() const;
    /// For a lock: drops all pages but those that hold what the agent does not have yet.
    void clearSaved();

Q_SIGNALS:
    void placeChanged();

private:
    struct Kept {
        Place place;
        Page* page = nullptr;
        quint64 usedAt = 0;
    };

    bool show(const Place& place, const PageContext& context);
    void dropOld();

    std::vector<PageEntry> entries_ = {};
    std::vector<Kept> kept_ = {};
    std::vector<Place> history_ = {};
    Place place_ = {};
    quint64 useCount_ = 0;
};

} // namespace tidemark::ui
