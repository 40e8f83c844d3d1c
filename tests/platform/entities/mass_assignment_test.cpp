// Nothing is written that is not a client's to write: every body of every entity, with every field
// that the platform sets, and with members that are no field at all.
#include "tests/platform/access/matrix_rows.hpp"
#include "tests/platform/entities/sample_rows.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// A value of the field's kind, so that only its being there can be refused.
boost::json::value valueFor(const FieldInfo& field)
{
    switch (field.kind) {
    case FieldKind::integer:
        return 7;
    case FieldKind::boolean:
        return true;
    case FieldKind::decimal:
        return "7";
    case FieldKind::date:
        return "2024-01-01";
    case FieldKind::timestamp:
        return "2024-01-01T00:00:00Z";
    case FieldKind::uuid:
        return boost::json::string(Uuid::make().toString());
    case FieldKind::enumeration:
        return boost::json::string(field.choices.back());
    case FieldKind::json:
        return boost::json::array();
    case FieldKind::text:
        break;
    }
    return "seven";
}

/// Columns and members that are of every row, and of none.
constexpr std::array<const char*, 9> noFields = {
    "rv",
    "createdAt",
    "updatedAt",
    "tenantId",
    "tenant_id",
    "scopeId",
    "scope_id",
    "__proto__",
    "isAdministrator"};

} // namespace

class MassAssignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        rows_.emplace(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
    }
    void cleanupTestCase()
    {
        served_.reset();
        postgres_.reset();
    }

    void nothingOfThePlatformIsWritten_data()
    {
        QTest::addColumn<QString>("entity");
        for (const EntityInfo& info : allEntities()) {
            if (info.sync != SyncPolicy::serverOnly)
                QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
        }
    }

    void nothingOfThePlatformIsWritten()
    {
        QFETCH(QString, entity);
        const EntityInfo& info = *findEntity(entity.toStdString());
        const std::string id = rows_->id(RowOwner::own, info.table);
        const std::string before = content(info);
        if (!info.writable) {
            QCOMPARE(create(info, {}).status, 405);
            QCOMPARE(patch(info, id, {}).status, 405);
            return;
        }
        int tried = 0;
        for (const char* name : noFields) {
            ensureRefused(info, id, name, "seven", true);
            ++tried;
        }
        for (const FieldInfo& field : info.fields) {
            if (!field.platformSet && !field.fixed)
                continue;
            ensureRefused(info, id, field.name, valueFor(field), field.platformSet);
            ++tried;
        }
        QVERIFY(tried >= int(noFields.size()));
        QCOMPARE(content(info), before);
    }

    void theIdOfARowStays()
    {
        const EntityInfo& info = *findEntity("endUse");
        const std::string id = rows_->id(RowOwner::own, "end_use");
        const std::string other = Uuid::make().toString();
        QVERIFY(patch(info, id, {{"id", other}}).status >= 400);
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.end_use WHERE id = '" + other + "'"),
            std::string("0")
        );
    }

private:
    void ensureRefused(
        const EntityInfo& info,
        const std::string& id,
        const std::string& name,
        const boost::json::value& value,
        bool isNeverGiven
    )
    {
        const Answered changed = patch(info, id, {{name, value}});
        QVERIFY2(isAbout(changed, name), (name + ": " + changed.text).c_str());
        if (!isNeverGiven || info.name == "tenant")
            return;
        boost::json::object row = sampleOf(info, 1);
        row[name] = value;
        const Answered made = create(info, row);
        QVERIFY2(isAbout(made, name), (name + ": " + made.text).c_str());
    }

    /// Refused for this member.
    static bool isAbout(const Answered& answer, const std::string& name)
    {
        return (answer.status == 400 || answer.status == 422) &&
               answer.text.find('"' + name + '"') != std::string::npos;
    }

    Answered create(const EntityInfo& info, const boost::json::object& row)
    {
        return served_->call(ada(), Method::post, info.plural, body(row));
    }
    Answered patch(const EntityInfo& info, const std::string& id, const boost::json::object& change)
    {
        const std::string path = info.plural + '/' + id;
        const ServedPlatform::Headers headers = {
            {"If-Match", served_->call(ada(), Method::get, path).member("rv")}};
        return served_->call(ada(), Method::patch, path, body(change), headers);
    }

    /// All rows of all tenants, as one text.
    std::string content(const EntityInfo& info) const
    {
        return postgres_->asAdmin(
            "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM app.\"" + info.table +
            "\" t"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::optional<MatrixRows> rows_;
    std::unique_ptr<ServedPlatform> served_;
};

QTEST_GUILESS_MAIN(MassAssignmentTest)
#include "mass_assignment_test.moc"
