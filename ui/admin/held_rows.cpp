#include "ui/admin/held_rows.hpp"

#include "ui/admin/json_fields.hpp"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

bool hasWords(const json::object& row, const QString& search)
{
    return std::any_of(row.begin(), row.end(), [&search](const json::key_value_pair& pair) {
        return pair.value().is_string() && wordsIn(json::object{{"v", pair.value()}}, "v")
                                               .contains(search, Qt::CaseInsensitive);
    });
}

/// How two rows compare by a field: numbers by size, texts by letters.
bool isLess(const json::object& one, const json::object& other, const std::string& field)
{
    const auto number = [&field](const json::object& row) {
        const json::value* value = row.if_contains(field);
        return value == nullptr ? nullptr : value->if_int64();
    };
    const auto* a = number(one);
    const auto* b = number(other);
    if (a != nullptr && b != nullptr)
        return *a < *b;
    return QString::localeAwareCompare(wordsIn(one, field), wordsIn(other, field)) < 0;
}

sync::RowPage
pageOf(const HeldRows::Rows& all, const sync::RowQuery& query, std::int64_t offset, int limit)
{
    const QString search = QString::fromStdString(query.search);
    HeldRows::Rows fitting;
    std::copy_if(
        all.begin(),
        all.end(),
        std::back_inserter(fitting),
        [&search](const json::object& row) { return search.isEmpty() || hasWords(row, search); }
    );
    if (!query.sort.empty()) {
        std::string field = query.sort.front();
        const bool isDown = field.front() == '-';
        if (isDown)
            field.erase(0, 1);
        std::stable_sort(fitting.begin(), fitting.end(), [&](const auto& one, const auto& other) {
            return isDown ? isLess(other, one, field) : isLess(one, other, field);
        });
    }
    sync::RowPage page;
    page.offset = offset;
    page.total = static_cast<std::int64_t>(fitting.size());
    const auto from = std::min<std::int64_t>(offset, page.total);
    const auto to = std::min<std::int64_t>(offset + limit, page.total);
    page.rows.assign(fitting.begin() + from, fitting.begin() + to);
    return page;
}

} // namespace

struct HeldRows::State {
    struct Asked {
        sync::RowQuery query;
        std::int64_t offset = 0;
        int limit = 0;
        QPointer<QObject> context;
        sync::AgentClient::Reply<sync::RowPage> reply;
    };

    void answer(const Result<Rows>& rows)
    {
        isLoading = false;
        if (rows)
            held = *rows;
        for (const Asked& one : std::exchange(asked, {})) {
            if (!one.context)
                continue;
            if (rows)
                one.reply(pageOf(held.value_or(Rows{}), one.query, one.offset, one.limit));
            else
                one.reply(rows.error());
        }
    }

    Load load = {};
    std::optional<Rows> held = {};
    std::vector<Asked> asked = {};
    bool isLoading = false;
};

HeldRows::HeldRows()
    : state_(std::make_shared<State>())
{
}

HeldRows::HeldRows(Load load)
    : HeldRows()
{
    state_->load = std::move(load);
}

void HeldRows::setLoad(Load load)
{
    state_->load = std::move(load);
}

sync::RowSource HeldRows::source() const
{
    return [state = state_](
               const sync::RowQuery& query,
               std::int64_t offset,
               int limit,
               QObject* context,
               sync::AgentClient::Reply<sync::RowPage> reply
           ) {
        if (state->held) {
            reply(pageOf(*state->held, query, offset, limit));
            return;
        }
        state->asked.push_back({query, offset, limit, context, std::move(reply)});
        if (std::exchange(state->isLoading, true))
            return;
        state->load([state](const Result<Rows>& rows) { state->answer(rows); });
    };
}

void HeldRows::forget()
{
    state_->held.reset();
}

} // namespace tidemark::ui
