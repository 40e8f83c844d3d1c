// Breaks the program's own table of routes, one route and one way at a time, and sees that the
// matrix notices: a permission that is forgotten, another's or too easily had, a row that is looked
// for in another tenant or organization.
//
// TIDEMARK_MATRIX_BREAKS so many of all breaks, from TIDEMARK_MATRIX_FIRST (1) on; else a sample.
#include "tests/platform/access/matrix_walk.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

enum class Way { opened, anybody, swapped, widened, foreignTenant, foreignOrganization };
constexpr std::array allWays = {
    Way::opened,
    Way::anybody,
    Way::swapped,
    Way::widened,
    Way::foreignTenant,
    Way::foreignOrganization};
constexpr std::array wayNames = {
    "needs no token",
    "needs no permission",
    "needs another permission",
    "takes a permission for some rows",
    "looks into another tenant",
    "looks into every organization"};

struct Break {
    Route* route = nullptr;
    Way way = Way::opened;

    [[nodiscard]] std::string name() const
    {
        return lineOf(*route) + ' ' + wayNames[static_cast<std::size_t>(way)];
    }
};

bool isPossible(const MatrixRule& rule, const Route& route, Way way)
{
    const std::string& pattern = route.pattern;
    // The file that is there takes no more parts, whosever it is.
    const bool isFull = route.method == Method::patch && pattern.ends_with("/blobs/{id}");
    const bool hasRow = pattern.find('{') != std::string::npos && !isOfNobody(pattern) && !isFull;
    switch (way) {
    case Way::opened:
        return true;
    case Way::anybody:
    case Way::swapped:
        return !rule.permissions.empty();
    case Way::widened:
        return !rule.permissions.empty() && !rule.isForSomeRows;
    case Way::foreignTenant:
        return hasRow;
    case Way::foreignOrganization:
        return hasRow && isOfOrganization(pattern);
    }
    return false;
}

/// As if the handler had not asked whose the row is: it is the owner who acts.
Handler actingAs(Handler whole, RowOwner owner, const MatrixRows& rows)
{
    const Tenancy tenancy{std::stoi(groundOf(owner).tenant), idOf(rows.id(owner, "user"))};
    return [whole = std::move(whole), tenancy](Request& request) {
        Actor forged = *request.actor;
        forged.tenancy = tenancy;
        forged.userId = tenancy.userId;
        forged.organizationId.reset();
        forged.ownScope = 1;
        request.actor = std::make_shared<const Actor>(std::move(forged));
        return whole(request);
    };
}

asio::awaitable<Response> nothing(Request&)
{
    co_return noContent();
}

/// Breaks a route for as long as it lives.
class Broken {
public:
    Broken(const Break& how, const MatrixRows& rows)
        : route_(*how.route)
        , access_(route_.access)
        , handler_(route_.handler)
    {
        switch (how.way) {
        case Way::opened:
            route_.access = Access::anyone();
            route_.handler = nothing; // The real one would find nobody where somebody must be.
            break;
        case Way::anybody:
            route_.access = Access::signedIn();
            break;
        case Way::swapped:
            route_.access.permission =
                access_.permission == "ai:execute" ? "ai:read" : "ai:execute";
            break;
        case Way::widened:
            route_.access.kind = Access::Kind::somePermission;
            break;
        case Way::foreignTenant:
            route_.handler = actingAs(handler_, RowOwner::otherTenant, rows);
            break;
        case Way::foreignOrganization:
            route_.handler = actingAs(handler_, RowOwner::otherOrganization, rows);
            break;
        }
    }
    ~Broken()
    {
        route_.access = access_;
        route_.handler = handler_;
    }
    Broken(const Broken&) = delete;
    Broken& operator=(const Broken&) = delete;

private:
    Route& route_;
    Access access_;
    Handler handler_;
};

} // namespace

class MatrixBreaksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        walk_ = std::make_unique<MatrixWalk>();
        walk_->addHolder(Holder{"Nobody", {}, true});
        walk_->addHolder(Holder{"Everything of one's own", {"*:*@own"}, true});
        // Before who may end rows of other organizations, too.
        walk_->addHolder(Holder{"Everything of an organization", {"*:*@organization"}, true});
        walk_->addHolder(Holder{"Everything", {"*:*"}});
        walk_->addHoldersOfOnly();
    }

    void cleanupTestCase() { walk_.reset(); }

    void everyBreakIsNoticed()
    {
        const std::vector<Break> breaks = chosen();
        QVERIFY(!breaks.empty());
        QStringList unnoticed;
        for (const Break& one : breaks) {
            QVERIFY2(isAsTheTableSays(*one.route), firstDeviation());
            walk_->rows.emplace(walk_->postgres); // Some are gone by now.
            const Broken broken(one, *walk_->rows);
            if (isAsTheTableSays(*one.route))
                unnoticed << QString::fromStdString(one.name());
            walk_->deviations.clear();
        }
        qInfo("%zu breaks", breaks.size());
        QVERIFY2(unnoticed.isEmpty(), qPrintable(unnoticed.join(u'\n')));
    }

private:
    [[nodiscard]] const char* firstDeviation() const
    {
        return walk_->deviations.empty() ? "" : walk_->deviations.front().c_str();
    }

    /// All breaks, the ways of one route after those of another.
    [[nodiscard]] std::vector<Break> possible() const
    {
        std::vector<Break> all;
        for (const auto& route : walk_->world->router.routes()) {
            const MatrixRule* rule = walk_->ruleOf(*route);
            for (const Way way : allWays) {
                if (rule && !rule->isOpen && isPossible(*rule, *route, way))
                    all.push_back({route.get(), way});
            }
        }
        return all;
    }

    [[nodiscard]] std::vector<Break> chosen() const
    {
        constexpr std::size_t sampled = 20;
        const std::vector<Break> all = possible();
        std::vector<Break> some;
        const int count = qEnvironmentVariableIntValue("TIDEMARK_MATRIX_BREAKS");
        if (count <= 0) {
            for (std::size_t i = 0; i < sampled; ++i)
                some.push_back(all[i * all.size() / sampled]);
            return some;
        }
        const int first = std::max(1, qEnvironmentVariableIntValue("TIDEMARK_MATRIX_FIRST"));
        for (int i = 0; i < count; ++i)
            some.push_back(all[static_cast<std::size_t>(first - 1 + i) % all.size()]);
        return some;
    }

    bool isAsTheTableSays(const Route& route)
    {
        const MatrixRule& rule = *walk_->ruleOf(route);
        auto asking = [&]() -> asio::awaitable<std::optional<int>> {
            HttpClient client(walk_->world->io.get_executor(), walk_->world->port);
            co_await walk_->askWithoutToken(client, route);
            for (const Holder& holder : walk_->holders) {
                if (walk_->deviations.empty() && MatrixWalk::concerns(holder, rule))
                    co_await walk_->ask(client, holder, route);
            }
            co_return 0;
        };
        return finish(walk_->world->io, asking()).has_value() && walk_->deviations.empty();
    }

    std::unique_ptr<MatrixWalk> walk_;
};

QTEST_GUILESS_MAIN(MatrixBreaksTest)
#include "matrix_breaks_test.moc"
