#include "platform/userimport/user_import.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/row_writer.hpp"

#include <algorithm>
#include <map>

namespace tidemark::platform {
namespace {

using Done = asio::awaitable<Result<void>>;

constexpr std::size_t atOnce = 200;

constexpr std::string_view organizationsSql =
    "SELECT lower(code), lower(name), id FROM app.organization ORDER BY name, id";
constexpr std::string_view rolesSql = "SELECT name, id FROM app.role";
constexpr std::string_view takenSql =
    "SELECT login FROM app.user WHERE login = ANY(string_to_array($1, ' '))";
constexpr std::string_view passwordSql =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3)";

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

/// One import within its transaction.
class Import {
public:
    Import(Transaction& transaction, const std::vector<ImportedUser>& users)
        : transaction_(transaction)
        , users_(users)
        , writer_(transaction, WriteContext::platform(Trail::full))
    {
    }

    /// Finds what the lines name, and what is wrong with them.
    Done look();
    Done write();

    [[nodiscard]] const std::vector<LineFault>& faults() const { return faults_; }

private:
    Done findNames();
    Done findTaken();
    Done writeSome(std::size_t from, std::size_t to);
    void judge(const ImportedUser& user);
    [[nodiscard]] boost::json::object rowOf(const ImportedUser& user) const;

    Transaction& transaction_;
    const std::vector<ImportedUser>& users_;
    RowWriter writer_;
    std::map<std::string, std::string> organizations_ = {};
    std::map<std::string, std::string> roles_ = {};
    std::vector<LineFault> faults_ = {};
};

Done Import::findNames()
{
    auto organizations = co_await transaction_.run(organizationsSql);
    if (!organizations)
        co_return organizations.error();
    for (const int column : {0, 1}) { // A code before a name that is the same.
        for (int row = 0; row < organizations->rowCount(); ++row)
            organizations_.emplace(organizations->text(row, column), organizations->text(row, 2));
    }
    auto roles = co_await transaction_.run(rolesSql);
    if (!roles)
        co_return roles.error();
    for (int row = 0; row < roles->rowCount(); ++row)
        roles_.emplace(roles->text(row, 0), roles->text(row, 1));
    co_return Result<void>{};
}

Done Import::findTaken()
{
    std::map<std::string_view, int> lineOf;
    std::string logins;
    for (const ImportedUser& user : users_) {
        lineOf.emplace(user.login, user.line);
        logins += (logins.empty() ? "" : " ") + user.login;
    }
    Params params = {std::move(logins)};
    auto taken = co_await transaction_.run(takenSql, std::move(params));
    if (!taken)
        co_return taken.error();
    for (int row = 0; row < taken->rowCount(); ++row)
        faults_.push_back({lineOf[taken->text(row, 0)], "There is a user with this login already."}
        );
    co_return Result<void>{};
}

void Import::judge(const ImportedUser& user)
{
    const std::string organization = lowered(user.organization);
    if (!organization.empty() && organizations_.count(organization) == 0)
        faults_.push_back({user.line, "There is no organization " + user.organization + "."});
    for (const std::string& role : user.roles) {
        if (roles_.count(role) == 0)
            faults_.push_back({user.line, "There is no role " + role + "."});
    }
}

Done Import::look()
{
    auto named = co_await findNames();
    if (!named)
        co_return named;
    for (const ImportedUser& user : users_)
        judge(user);
    auto taken = co_await findTaken();
    const auto byLine = [](const LineFault& a, const LineFault& b) { return a.line < b.line; };
    std::stable_sort(faults_.begin(), faults_.end(), byLine);
    co_return taken;
}

boost::json::object Import::rowOf(const ImportedUser& user) const
{
    boost::json::object row;
    row["login"] = user.login;
    row["displayName"] = user.displayName;
    row["title"] = user.title;
    row["organizationId"] = nullptr;
    if (!user.organization.empty())
        row["organizationId"] = organizations_.at(lowered(user.organization));
    row["isActive"] = user.isActive;
    row["mustChangePassword"] = user.mustChangePassword;
    return row;
}

Done Import::writeSome(std::size_t from, std::size_t to)
{
    std::vector<boost::json::object> rows;
    for (std::size_t at = from; at < to; ++at)
        rows.push_back(rowOf(users_[at]));
    auto made = co_await writer_.createAll(*findEntity("user"), std::move(rows));
    if (!made)
        co_return made.error();
    const std::string tenant = std::to_string(transaction_.tenancy().tenant);
    std::vector<boost::json::object> held;
    std::vector<Statement> passwords;
    for (std::size_t at = from; at < to; ++at) {
        const ImportedUser& user = users_[at];
        const std::string id = (*made)[at - from].id.toString();
        for (const std::string& role : user.roles)
            held.push_back({{"userId", id}, {"roleId", roles_.at(role)}});
        if (!user.hash.empty())
            passwords.push_back({std::string(passwordSql), {tenant, id, user.hash}});
    }
    if (!held.empty()) {
        auto given = co_await writer_.createAll(*findEntity("userRole"), std::move(held));
        if (!given)
            co_return given.error();
    }
    auto stored = co_await transaction_.runAll(std::move(passwords));
    co_return stored ? Result<void>{} : Result<void>(stored.error());
}

Done Import::write()
{
    for (std::size_t from = 0; from < users_.size(); from += atOnce) {
        auto written = co_await writeSome(from, std::min(from + atOnce, users_.size()));
        if (!written)
            co_return written;
    }
    co_return co_await writer_.finish();
}

} // namespace

asio::awaitable<Result<std::vector<LineFault>>> importUsers(
    Database& database, std::string tenant, const std::vector<ImportedUser>& users, bool isTrial
)
{
    const Params slug = {tenant};
    auto found = co_await database.read(Tenancy{}, "SELECT app.tenant_number($1)", slug);
    if (!found)
        co_return found.error();
    Tenancy tenancy;
    tenancy.tenant = static_cast<int>(found->integer(0, 0));
    if (tenancy.tenant == 0)
        co_return Fault{
            FaultCode::notFound,
            "no_such_tenant",
            "There is no organization " + tenant + " on this platform.",
            "Give its short name, as people type it to sign in."};
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<std::vector<LineFault>>> {
        Import import(transaction, users);
        auto looked = co_await import.look();
        if (!looked)
            co_return looked.error();
        if (!import.faults().empty() || isTrial)
            co_return import.faults();
        auto written = co_await import.write();
        if (!written)
            co_return written.error();
        co_return std::vector<LineFault>();
    };
    co_return co_await database.transact(tenancy, work);
}

} // namespace tidemark::platform
