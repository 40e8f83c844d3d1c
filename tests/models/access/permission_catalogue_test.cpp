// The catalogue of permissions, the roles that come with Tidemark, and how far permissions reach.
#include "models/access/granted_permission.hpp"
#include "models/access/permission_catalogue.hpp"
#include "models/access/separation.hpp"
#include "models/entities/entities.hpp"

#include <QTest>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

using namespace tidemark;

namespace {

boost::json::value openRegPermissions()
{
    std::ifstream file(TIDEMARK_SOURCE_DIR "/tests/data/openreg/permissions.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return boost::json::parse(text);
}

/// A regulator's report is a `regreport` here; `report` is that of fuel suppliers.
std::string asHere(std::string permission)
{
    return permission.starts_with("report:") ? "reg" + permission : permission;
}

} // namespace

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

    void theCatalogueHoldsAllOfOpenReg()
    {
        const boost::json::value file = openRegPermissions();
        const auto& permissions = file.at("permissions").as_array();
        QCOMPARE(permissions.size(), std::size_t(73));
        for (const auto& one : permissions) {
            const std::string permission(one.as_string());
            QVERIFY2(readPermission(permission).has_value(), permission.c_str());
            QVERIFY2(readPermission(asHere(permission)).has_value(), permission.c_str());
        }
    }

    void theTemplatesHoldAllOfOpenRegs()
    {
        const std::map<std::string, std::string> names = {
            {"admin", "Administrator"},
            {"report_manager", "Report manager"},
            {"report_viewer", "Report viewer"},
            {"connector_admin", "Connector administrator"},
            {"exception_handler", "Exception handler"},
            {"auditor", "Auditor"},
            {"api_integrator", "API integrator"}};
        const boost::json::value file = openRegPermissions();
        const auto& templates = file.at("role_templates").as_object();
        QCOMPARE(templates.size(), names.size());
        for (const auto& [key, permissions] : templates) {
            const auto role =
                std::find_if(roleTemplates().begin(), roleTemplates().end(), [&](const auto& one) {
                    return one.system == "regulatory" && one.name == names.at(std::string(key));
                });
            QVERIFY2(role != roleTemplates().end(), std::string(key).c_str());
            for (const auto& one : permissions.as_array()) {
                const std::string permission = asHere(std::string(one.as_string()));
                const auto& held = role->permissions;
                QVERIFY2(
                    std::find(held.begin(), held.end(), permission) != held.end(),
                    (std::string(key) + " " + permission).c_str()
                );
            }
        }
    }

    void whatTheRecoveryPagesNeedCanBeGranted()
    {
        for (const char* permission : {"sync:read", "escrow:read", "escrow:close"})
            QVERIFY2(readPermission(permission).has_value(), permission);
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
            // Handing in is no permission: whoever lost access did it.
            QVERIFY(isKnownPermission(one.resource, one.earlier) || one.earlier == "hand_in");
        }
        QCOMPARE(actionsOfOthers("report", "assess").size(), std::size_t(3));
        QVERIFY(actionsOfOthers("report", "submit").empty());
    }
};

QTEST_GUILESS_MAIN(PermissionCatalogueTest)
#include "permission_catalogue_test.moc"
