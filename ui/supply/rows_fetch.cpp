#include "ui/supply/rows_fetch.hpp"

namespace tidemark::ui {

namespace {

constexpr int windowRows = 500;

class Fetch : public std::enable_shared_from_this<Fetch> {
public:
    using Reply = std::function<void(Result<std::vector<boost::json::object>>)>;

    Fetch(sync::AgentClient& agent, sync::RowQuery query, QObject* context, Reply reply)
        : agent_(agent)
        , query_(std::move(query))
        , context_(context)
        , reply_(std::move(reply))
    {
    }

    void next()
    {
        const auto self = shared_from_this();
        const auto offset = static_cast<std::int64_t>(rows_.size());
        const auto taken = [self](Result<sync::RowPage> page) { self->take(std::move(page)); };
        agent_.rowsWindow(query_, offset, windowRows, context_, taken);
    }

private:
    void take(Result<sync::RowPage> page)
    {
        if (!page) {
            reply_(page.error());
            return;
        }
        if (page->total > fetchedRowsMost) {
            reply_(Fault{
                FaultCode::tooLarge,
                "too_many_rows",
                "There are too many rows to hold them all.",
                "Look at them in a list."});
            return;
        }
        const bool isLast = page->rows.empty();
        for (boost::json::object& row : page->rows)
            rows_.push_back(std::move(row));
        if (isLast || static_cast<std::int64_t>(rows_.size()) >= page->total)
            reply_(std::move(rows_));
        else
            next();
    }

    sync::AgentClient& agent_;
    sync::RowQuery query_;
    QObject* context_;
    Reply reply_;
    std::vector<boost::json::object> rows_ = {};
};

} // namespace

void fetchAllRows(
    sync::AgentClient& agent,
    sync::RowQuery query,
    QObject* context,
    std::function<void(Result<std::vector<boost::json::object>>)> reply
)
{
    std::make_shared<Fetch>(agent, std::move(query), context, std::move(reply))->next();
}

} // namespace tidemark::ui
