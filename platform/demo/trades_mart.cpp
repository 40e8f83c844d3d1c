#include "platform/demo/trades_mart.hpp"

#include <libpq-fe.h>

#include <memory>

namespace tidemark::platform {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

/// ISO 17442: letters count from 10, then the check digits make the number ≡ 1 modulo 97.
constexpr const char* leiSql = R"sql(
CREATE FUNCTION mart.lei(base text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT base || lpad((98 - mod((string_agg(CASE WHEN c BETWEEN '0' AND '9' THEN c
        ELSE (ascii(c) - 55)::text END, '' ORDER BY n) || '00')::numeric, 97))::text, 2, '0')
    FROM regexp_split_to_table(base, '') WITH ORDINALITY AS letters(c, n)
$$;
)sql";

constexpr const char* tablesSql = R"sql(
CREATE TABLE mart.party (
    id int PRIMARY KEY, lei text NOT NULL, name text NOT NULL, country text NOT NULL,
    sector text NOT NULL);
CREATE TABLE mart.trade (
    id int PRIMARY KEY, uti text NOT NULL, reporting_lei text NOT NULL, counterparty_lei text,
    asset_class text NOT NULL, product text NOT NULL, direction text NOT NULL,
    notional numeric(20, 2), currency text, price numeric(18, 6), trade_date date NOT NULL,
    executed_at timestamptz NOT NULL, venue text NOT NULL, cleared text NOT NULL, ccp_lei text,
    maturity_date date NOT NULL);
CREATE INDEX trade_uti ON mart.trade (uti);
)sql";

/// Two parties of the register are wrong: one LEI has swapped digits, one lacks a character.
constexpr const char* partiesSql = R"sql(
INSERT INTO mart.party
SELECT n, mart.lei('5493' || '00' || upper(substr(md5('party ' || n), 1, 12))),
    (ARRAY['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Hazel', 'Juniper', 'Larch',
        'Maple', 'Oak', 'Pine', 'Rowan', 'Spruce', 'Willow', 'Yew'])[1 + n % 16] || ' '
    || (ARRAY['Capital', 'Asset Management', 'Bank', 'Insurance', 'Pension Fund', 'Securities',
        'Trading', 'Energy'])[1 + n / 16 % 8] || ' '
    || (ARRAY['AG', 'plc', 'SA', 'NV', 'GmbH'])[1 + n % 5] || ' ' || n,
    (ARRAY['DE', 'FR', 'NL', 'IE', 'LU', 'GB', 'SE', 'ES'])[1 + n % 8],
    (ARRAY['Bank', 'Fund', 'Insurer', 'Corporate'])[1 + n % 4]
FROM generate_series(1, %lld) n;
UPDATE mart.party SET lei = overlay(lei PLACING substr(lei, 20, 1) || substr(lei, 19, 1) FROM 19)
WHERE id = 337;
UPDATE mart.party SET lei = left(lei, 19) WHERE id = 354;
)sql";

/// Of 120,000 trades 42 name a counterparty without a valid LEI, 14 a currency that there is not,
/// 10 a negative notional, and 28 have no price.
constexpr const char* tradesSql = R"sql(
INSERT INTO mart.trade
SELECT n, own.lei || 'T' || lpad(n::text, 10, '0'), own.lei, other.lei,
    (ARRAY['INTR', 'CRDT', 'EQUI', 'COMM', 'CURR'])[1 + n % 5],
    (ARRAY['SRCCSP', 'SCUCCC', 'SEBPXC', 'STGXXC', 'SFXXXP'])[1 + n % 5],
    CASE WHEN hashint4(n) % 2 = 0 THEN 'BUYR' ELSE 'SLLR' END,
    round((10000 + abs(hashint8(n)) % 25000000)::numeric + (n % 100) / 100.0, 2),
    (ARRAY['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'JPY'])[1 + abs(hashint4(n * 7)) % 6],
    round((abs(hashint8(n * 31)) % 1000000) / 10000.0, 6),
    DATE '2026-03-31', TIMESTAMPTZ '2026-03-31 06:00:00Z' + (n % 43200) * interval '1 second',
    (ARRAY['XEUR', 'XLON', 'XPAR', 'XAMS', 'XOFF', 'XXXX'])[1 + n % 6],
    CASE WHEN n % 3 = 0 THEN 'Y' ELSE 'N' END, CASE WHEN n % 3 = 0 THEN ccp.lei END,
    DATE '2026-03-31' + 30 + n % 3650
FROM generate_series(1, %lld) n
JOIN mart.party own ON own.id = 1 + n % 12
JOIN mart.party other ON other.id = 20 + n % (SELECT count(*) / 2 FROM mart.party)::int
CROSS JOIN (SELECT lei FROM mart.party WHERE id = 15) ccp;
UPDATE mart.trade SET counterparty_lei = CASE id % 3 WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN left(counterparty_lei, 18) ELSE overlay(counterparty_lei PLACING '00' FROM 19) END
WHERE id % 2903 = 11;
UPDATE mart.trade SET currency = 'EURO' WHERE id % 9001 = 77;
UPDATE mart.trade SET notional = -notional WHERE id % 13007 = 5;
UPDATE mart.trade SET price = NULL WHERE id % 4409 = 3;
)sql";

constexpr const char* rightsSql = R"sql(
REVOKE ALL ON DATABASE trades_mart FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE trades_mart TO trades_reader;
GRANT USAGE ON SCHEMA mart TO trades_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA mart TO trades_reader;
)sql";

Fault failed(PGconn* connection)
{
    return {
        FaultCode::internal,
        "trades_mart",
        std::string("The demonstration's source could not be made: ") + PQerrorMessage(connection),
        "Look at the log of PostgreSQL."};
}

Result<Connection> connect(const std::string& info)
{
    Connection connection(PQconnectdb(info.c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return failed(connection.get());
    return connection;
}

/// The first value of the last result, or empty.
Result<std::string> run(PGconn* connection, const std::string& sql)
{
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(connection, sql.c_str()), &PQclear
    );
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return failed(connection);
    return std::string(PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "");
}

/// `sql` with `number` in the place of `%lld`.
std::string with(std::string sql, std::int64_t number)
{
    constexpr std::string_view place = "%lld";
    return sql.replace(sql.find(place), place.size(), std::to_string(number));
}

Result<void> makeReader(PGconn* connection, const Secret& password)
{
    const auto isThere = run(connection, "SELECT 1 FROM pg_roles WHERE rolname = 'trades_reader'");
    if (!isThere)
        return isThere.error();
    const std::unique_ptr<char, decltype(&PQfreemem)> quoted(
        PQescapeLiteral(connection, password.reveal().data(), password.reveal().size()), &PQfreemem
    );
    const std::string verb = isThere->empty() ? "CREATE" : "ALTER";
    const auto made =
        run(connection,
            verb +
                " ROLE trades_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT"
                " CONNECTION LIMIT 8 PASSWORD " +
                quoted.get());
    if (!made)
        return made.error();
    return {};
}

} // namespace

Result<void> makeTradesMart(
    const std::string& adminConnection, const Secret& readerPassword, TradesMartSize size
)
{
    auto admin = connect(adminConnection);
    if (!admin)
        return admin.error();
    if (auto made = makeReader(admin->get(), readerPassword); !made)
        return made;
    const auto isThere =
        run(admin->get(), "SELECT 1 FROM pg_database WHERE datname = 'trades_mart'");
    if (!isThere)
        return isThere.error();
    if (isThere->empty()) {
        if (auto made = run(admin->get(), "CREATE DATABASE trades_mart"); !made)
            return made.error();
    }
    auto mart = connect(adminConnection + " dbname=trades_mart");
    if (!mart)
        return mart.error();
    const auto isFilled = run(mart->get(), "SELECT to_regclass('mart.trade') IS NOT NULL");
    if (!isFilled)
        return isFilled.error();
    if (*isFilled == "t")
        return {};
    // In one transaction: a program that ends in the middle leaves nothing half made.
    const std::string all = std::string("BEGIN; CREATE SCHEMA mart;") + leiSql + tablesSql +
                            with(partiesSql, size.parties) + with(tradesSql, size.trades) +
                            rightsSql + "COMMIT; ANALYZE";
    if (auto made = run(mart->get(), all); !made)
        return made.error();
    return {};
}

} // namespace tidemark::platform
