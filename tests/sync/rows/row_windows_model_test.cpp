// Windows against a simple model, with random rows, edits, cuts and questions.
#include "tests/sync/rows/rows_fixture.hpp"

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>
#include <set>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::array fuels{"Biodiesel", "Ethanol", "HDRD", "CNG"};

/// What the model knows of a row.
struct ModelRow {
    std::uint64_t number = 0;
    std::string fuelType;
    std::optional<std::int64_t> quantity;
};

struct Question {
    std::string sort; ///< Empty, `fuelType`, `-quantity` …
    std::string filter;
    std::string search;
};

class Model {
public:
    std::map<std::uint64_t, ModelRow> rows;

    [[nodiscard]] std::vector<std::uint64_t> answer(const Question& question) const
    {
        std::vector<const ModelRow*> passing;
        for (const auto& [number, row] : rows) {
            if (passes(row, question))
                passing.push_back(&row);
        }
        const bool descending = question.sort.starts_with('-');
        std::sort(passing.begin(), passing.end(), [&](const ModelRow* a, const ModelRow* b) {
            return descending ? isBefore(*b, *a, question.sort) : isBefore(*a, *b, question.sort);
        });
        std::vector<std::uint64_t> numbers;
        for (const ModelRow* row : passing)
            numbers.push_back(row->number);
        return numbers;
    }

private:
    static bool isBefore(const ModelRow& a, const ModelRow& b, const std::string& sort)
    {
        if (sort.ends_with("fuelType") && a.fuelType != b.fuelType)
            return a.fuelType < b.fuelType;
        if (sort.ends_with("quantity") && a.quantity != b.quantity)
            return a.quantity < b.quantity; // No value comes first.
        return a.number < b.number;
    }
    static bool passes(const ModelRow& row, const Question& question)
    {
        if (!question.search.empty() && foldedHas(row.fuelType, question.search) == false)
            return false;
        if (question.filter == "few")
            return row.quantity && *row.quantity < 1500;
        if (question.filter == "none")
            return !row.quantity;
        if (question.filter == "not")
            return row.fuelType != "CNG";
        return true;
    }
    static bool foldedHas(std::string text, const std::string& part)
    {
        std::transform(text.begin(), text.end(), text.begin(), [](char c) {
            return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        });
        return text.find(part) != std::string::npos;
    }
};

MirrorQuery queryFor(const Question& question)
{
    MirrorQuery query{.entity = "fuelSupply", .search = question.search, .limit = 20};
    if (!question.sort.empty())
        query.sort = {question.sort};
    if (question.filter == "few")
        query.filter = aFilter("quantity", "lt", "1500");
    else if (question.filter == "none")
        query.filter = aFilter("quantity", "isNull", true);
    else if (question.filter == "not")
        query.filter = aFilter("fuelType", "ne", "CNG");
    return query;
}

Question aQuestion()
{
    return {
        *rc::gen::element<std::string>("", "fuelType", "-fuelType", "quantity", "-quantity", "-id"),
        *rc::gen::element<std::string>("", "", "few", "none", "not"),
        *rc::gen::element<std::string>("", "", "", "an", "e", "zzz")};
}

/// The mirror's rows, the person's changes over them, and both together.
class World {
public:
    World()
        : rows(allRows())
    {
        for (const SupplyRow& row : allRows())
            mirrored_[row.number] = {row.number, row.fuelType, quantityOf(row.number)};
        for (const char* field : {"fuelType", "quantity"})
            RowsFixture::check(rows.mirror.writer->ensureIndex("fuelSupply", field));
        rows.windows->indexBuilt("fuelSupply");
    }

    void pull()
    {
        rows.pull([this](PullFrames& frames) {
            const int count = *rc::gen::inRange(1, 40);
            for (int i = 0; i < count; ++i) {
                const auto number = *rc::gen::inRange<std::uint64_t>(1, 1200);
                if (*rc::gen::inRange(0, 5) == 0) {
                    frames.gone(ourScope, GoneOp::remove, number, ++rv_);
                    mirrored_.erase(number);
                    continue;
                }
                const SupplyRow row{
                    .number = number,
                    .rv = ++rv_,
                    .report = idOf(900),
                    .fuelType = *rc::gen::elementOf(fuels)};
                frames.supply(ourScope, row);
                mirrored_[number] = {number, row.fuelType, quantityOf(number)};
            }
        });
    }
    void edit()
    {
        const auto number = *rc::gen::inRange<std::uint64_t>(1, 1200);
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
            edits_.emplace_back(rows.mutate(aRemove(number)), aRemove(number));
            break;
        case 1: {
            const auto op = aCreate(
                *rc::gen::inRange<std::uint64_t>(2000, 2100),
                {{"fuelType", *rc::gen::elementOf(fuels)}, {"position", "p"}}
            );
            edits_.emplace_back(rows.mutate(op), op);
            break;
        }
        case 2: {
            const auto op = anUpdate(number, "quantity", nullptr);
            edits_.emplace_back(rows.mutate(op), op);
            break;
        }
        default: {
            const auto op = anUpdate(number, "fuelType", *rc::gen::elementOf(fuels));
            edits_.emplace_back(rows.mutate(op), op);
        }
        }
    }
    void retire()
    {
        if (edits_.empty())
            return;
        const auto at = *rc::gen::inRange<std::size_t>(0, edits_.size());
        const std::array<Mid, 1> gone{edits_[at].first};
        RowsFixture::check(rows.windows->pendingGone(gone));
        edits_.erase(edits_.begin() + static_cast<std::ptrdiff_t>(at));
    }
    void ask()
    {
        const Question question = aQuestion();
        const auto expected = model().answer(question);
        MirrorQuery query = queryFor(question);
        query.offset = *rc::gen::inRange<std::int64_t>(
            0, std::max<std::int64_t>(1, static_cast<std::int64_t>(expected.size()))
        );
        const auto window = rows.window(query);
        RC_ASSERT(window.total == static_cast<std::int64_t>(expected.size()));
        std::vector<std::string> wanted;
        for (auto i = static_cast<std::size_t>(window.offset);
             i < expected.size() && wanted.size() < 20;
             ++i)
            wanted.push_back(idOf(expected[i]).toString());
        std::vector<std::string> got;
        for (const auto& row : RowsFixture::rowsOf(window))
            got.emplace_back(row.at("id").as_string());
        RC_ASSERT(got == wanted);
    }
    void idle() { static_cast<void>(rows.windows->prepareScrolling(1)); }

    RowsFixture rows;

private:
    static std::int64_t quantityOf(std::uint64_t number)
    {
        return 1000 + static_cast<std::int64_t>(number) * 37 % 900000;
    }
    /// Enough that windows at the end are found by anchors.
    static std::vector<SupplyRow> allRows()
    {
        std::vector<SupplyRow> all;
        for (std::uint64_t number = 1; number < 1200; ++number)
            all.push_back(supplyNumber(number));
        return all;
    }

    [[nodiscard]] Model model() const
    {
        Model model{mirrored_};
        std::map<std::uint64_t, std::vector<const PushOp*>> byRow;
        std::map<Uuid, std::uint64_t> numbers;
        for (std::uint64_t i = 1; i < 2100; ++i)
            numbers[idOf(i)] = i;
        std::set<std::uint64_t> gone;
        for (const auto& [mid, op] : edits_) {
            const auto number = numbers.at(op.id);
            if (op.kind == PushOpKind::remove) {
                gone.insert(number);
                continue;
            }
            if (op.kind == PushOpKind::create && !model.rows.contains(number))
                model.rows[number] = {number, {}, std::nullopt};
            const auto row = model.rows.find(number);
            if (row == model.rows.end())
                continue;
            if (const auto* fuel = op.set.if_contains("fuelType"))
                row->second.fuelType = fuel->as_string();
            if (op.set.contains("quantity"))
                row->second.quantity.reset();
        }
        for (const auto number : gone)
            model.rows.erase(number);
        return model;
    }

    std::map<std::uint64_t, ModelRow> mirrored_;
    std::vector<std::pair<Mid, PushOp>> edits_;
    std::int64_t rv_ = 5000;
};

} // namespace

class RowWindowsModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windows_say_what_the_model_says()
    {
        qputenv("RC_PARAMS", "max_success=25");
        const bool holds = rc::check("windows agree with the model", [] {
            World world;
            for (int i = 0; i < 60; ++i) {
                switch (*rc::gen::inRange(0, 8)) {
                case 0:
                    world.pull();
                    break;
                case 1:
                    world.edit();
                    break;
                case 2:
                    world.retire();
                    break;
                case 3:
                    world.idle();
                    break;
                default:
                    world.ask();
                }
            }
        });
        QVERIFY(holds);
    }
};

QTEST_GUILESS_MAIN(RowWindowsModelTest)
#include "row_windows_model_test.moc"
