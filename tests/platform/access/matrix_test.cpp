// Every route of the program by every role, for rows of one's own, of another organization, of
// another tenant and of nobody: allowed is what `matrix.txt` says, and a foreign row is as if it
// were not there.
#include "tests/platform/access/matrix_walk.hpp"

#include <QTest>

#include <boost/asio/co_spawn.hpp>

using namespace tidemark;
using namespace tidemark::platform;

class MatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        walk_ = std::make_unique<MatrixWalk>();
        for (const RoleTemplate& role : roleTemplates())
            walk_->addHolder(role);
        walk_->addHolder(Holder{"Nobody", {}, true});
        walk_->addHolder(Holder{"Everything of an organization", {"*:*@organization"}, true});
        walk_->addHolder(Holder{"Everything of one's own", {"*:*@own"}, true});
        walk_->addHoldersOfOnly();
    }

    void cleanupTestCase() { walk_.reset(); }

    /// A route that is in no line would be asked for nothing.
    void theTableHasEveryRouteAndNoOther()
    {
        std::set<std::string> routes;
        QStringList wrong;
        for (const auto& route : walk_->world->router.routes()) {
            routes.insert(lineOf(*route));
            if (!walk_->ruleOf(*route))
                wrong << QStringLiteral("not in the table: ") + lineOf(*route).c_str();
        }
        for (const auto& [line, rule] : walk_->table) {
            if (!routes.contains(line))
                wrong << QStringLiteral("no route: ") + line.c_str();
            for (const std::string& permission : rule.permissions) {
                const std::size_t colon = permission.find(':');
                if (!isKnownPermission(permission.substr(0, colon), permission.substr(colon + 1)))
                    wrong << QStringLiteral("no permission: ") + permission.c_str();
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// Routes that nobody thought of here would be called with ids of nothing, and prove nothing.
    void everyRouteHasRowsToBeCalledFor()
    {
        for (const auto& route : walk_->world->router.routes()) {
            for (const RowOwner owner : allOwners)
                QVERIFY2(!walk_->rows->put(route->pattern, owner).empty(), route->pattern.c_str());
        }
    }

    /// The rows are real: whoever they belong to reads them.
    void everyForeignRowIsThereForItsOwner()
    {
        int read = 0;
        for (const RowOwner owner : allOwners) {
            Holder one{"Reader " + groundOf(owner).organization, {"*:*"}, true};
            const OwnerGround ground = groundOf(owner);
            const std::string token =
                walk_->tokenOf(one, std::stoi(ground.tenant), ground.organization);
            auto walk = [&]() -> asio::awaitable<std::optional<int>> {
                HttpClient client(walk_->world->io.get_executor(), walk_->world->port);
                for (const auto& route : walk_->world->router.routes()) {
                    if (!isReading(*route))
                        continue;
                    const auto answer = co_await client.ask(
                        "GET " + walk_->rows->put(route->pattern, owner),
                        "Authorization: Bearer " + token + "\r\n"
                    );
                    if (answer.status == 200)
                        ++read;
                    else
                        walk_->deviations.push_back(route->pattern + ": " + answer.body);
                }
                co_return 0;
            };
            QVERIFY(finish(walk_->world->io, walk()).has_value());
        }
        QVERIFY2(walk_->deviations.empty(), firstDeviation());
        QVERIFY(read > 60);
    }

    void theWholeMatrixIsAsTheTableSays()
    {
        // Members first: the government may end rows of every organization.
        for (const bool areMembers : {true, false})
            QVERIFY(askTogether(areMembers));
        qInfo(
            "%zu roles, %zu routes, %d calls, %d allowed",
            walk_->holders.size(),
            walk_->world->router.routes().size(),
            walk_->calls,
            walk_->allowed
        );
        for (std::size_t i = 0; i < std::min<std::size_t>(walk_->deviations.size(), 20); ++i)
            qWarning("%s", walk_->deviations[i].c_str());
        QVERIFY(walk_->deviations.empty());
        QVERIFY(walk_->holders.size() > 30 && walk_->calls > 10000 && walk_->allowed > 2000);
    }

    /// Channels of the live connection are no routes.
    void aForeignRunIsAsAbsentOnTheLiveChannelToo()
    {
        const auto reason = [this](const std::string& run) {
            const std::string channel = "run:" + run;
            MatrixWorld& world = *walk_->world;
            const auto state = finish(world.io, world.gate.stateOf(*ada(), channel));
            return state ? std::string("there") : state.error().reason + state.error().cause;
        };
        QCOMPARE(reason(walk_->rows->id(RowOwner::own, "report_run")), std::string("there"));
        const std::string foreign = walk_->rows->id(RowOwner::otherTenant, "report_run");
        QCOMPARE(reason(foreign), reason(Uuid::make().toString()));
    }

    void withoutATokenOnlyOpenRoutesAnswer()
    {
        auto walk = [&]() -> asio::awaitable<std::optional<int>> {
            HttpClient client(walk_->world->io.get_executor(), walk_->world->port);
            for (const auto& route : walk_->world->router.routes()) {
                const MatrixRule* rule = walk_->ruleOf(*route);
                if (!rule || !rule->isOpen)
                    co_await walk_->askWithoutToken(client, *route);
            }
            co_return 0;
        };
        QVERIFY(finish(walk_->world->io, walk()).has_value());
        QVERIFY2(walk_->deviations.empty(), firstDeviation());
    }

private:
    [[nodiscard]] const char* firstDeviation() const
    {
        return walk_->deviations.empty() ? "" : walk_->deviations.front().c_str();
    }

    /// All roles of one kind at the same time; false when they do not come to an end.
    bool askTogether(bool areMembers)
    {
        int running = 0;
        for (const Holder& holder : walk_->holders) {
            if (holder.isMember != areMembers)
                continue;
            ++running;
            const auto end = [this, &holder, &running](const std::exception_ptr& thrown) {
                --running;
                if (thrown)
                    walk_->deviations.push_back(holder.name + ": the connection ended");
            };
            asio::co_spawn(walk_->world->io, walk_->askAll(holder), end);
        }
        walk_->world->io.restart();
        const auto latest = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (running > 0 && std::chrono::steady_clock::now() < latest)
            walk_->world->io.run_one_for(std::chrono::seconds(1));
        return running == 0;
    }

    /// Reads one row; not the content of a file, which is nowhere here.
    static bool isReading(const Route& route)
    {
        const std::string& pattern = route.pattern;
        return route.method == Method::get && pattern.find('{') != std::string::npos &&
               route.access.kind != Access::Kind::anyone && !pattern.ends_with("/artefact") &&
               !pattern.ends_with("blobs/{id}");
    }

    std::unique_ptr<MatrixWalk> walk_;
};

QTEST_GUILESS_MAIN(MatrixTest)
#include "matrix_test.moc"
