// The catalogue of permissions, the roles that come with Tidemark, and how far permissions reach.
#include "models/access/granted_permission.hpp"
#include "models/access/permission_catalogue.hpp"
#include "models/access/separation.hpp"
#include "models/entities/entities.hpp"

#include <QTest>

using namespace tidemark;

class PermissionCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCatalogueIsSound()
    {
        QVERIFY(roleTemplates().size() >= 31);
        for (const RoleTemplate& role : roleTemplates()) {
            for (const std::string_view permission : role.permissions) {
                const auto read = readPermission(permission);
                QVERIFY2(read.has_value(), std::string(permission).c_str());
                QCOMPARE(read->toString(), std::string(permission));
            }
        }
        for (const EntityInfo& info : allEntities()) {
            for (const char* action : {"read", "update"})
                QVERIFY2(
                    isKnownPermission(
                        info.permission,
                        action == std::string("update") && !info.writable ? "read" : action
                    ),
                    info.name.c_str()
                );
        }
        for (const char* bad :
             {"",
              "report",
              ":read",
              "report:",
              "Report:read",
              "report:read ",
              "report:fly",
              "nothing:read",
              "report:read@own",
              "*:read@department",
              "report:update@",
              "report:update@all",
              "report:update@own@own",
              "report;read:x",
              "a:b:c"})
            QVERIFY2(!readPermission(bad), bad);
        for (const char* good :
             {"*:*",
              "report:*",
              "*:read",
              "report:update@own",
              "report:read@organization",
              "report:*@own"})
            QVERIFY2(readPermission(good).has_value(), good);
    }

    void eachReachHoldsThoseBeforeIt()
    {
        const Uuid me = Uuid::make();
        const Uuid other = Uuid::make();
        int reached = 0;
        for (const bool isGovernment : {false, true}) {
            for (const char* department : {"", "Fuels"}) {
                const ReachActor actor{me, department, 1001, isGovernment};
                for (const std::int64_t scope : {1, 1001, 1002}) {
                    for (const auto& creator :
                         {std::optional<Uuid>(), std::optional(me), std::optional(other)}) {
                        const ReachedRow row{scope, creator, creator == other ? "Fuels" : ""};
                        const bool own = reaches(RowReach::own, actor, row);
                        const bool peers = reaches(RowReach::department, actor, row);
                        const bool all = reaches(RowReach::tenant, actor, row);
                        QVERIFY(!own || peers);
                        QVERIFY(!peers || all);
                        QVERIFY(!reaches(RowReach::organization, actor, row) || all);
                        QCOMPARE(all, isGovernment || scope != 1002);
                        QCOMPARE(own, all && creator == me);
                        reached += peers && !own ? 1 : 0;
                    }
                }
            }
        }
        QCOMPARE(reached, 5); // Another's of the department: 2 scopes of a member, 3 of government.
    }

    void separatedStepsAreKnownPermissions()
    {
        for (const Separation& one : separations()) {
            QVERIFY(isKnownPermission(one.resource, one.later));
            QVERIFY(isKnownPermission(one.resource, one.earlier));
        }
        QCOMPARE(actionsOfOthers("report", "assess").size(), std::size_t(3));
        QVERIFY(actionsOfOthers("report", "submit").empty());
    }
};

QTEST_GUILESS_MAIN(PermissionCatalogueTest)
#include "permission_catalogue_test.moc"
