// For tests that hold two platforms against each other: SQL as the owner, and answers in short.
#pragma once

#include "tests/platform/feed/sync_client.hpp"

#include <QByteArray>

namespace tidemark::platform {

/// A blocking connection of the owner of all rows, in tenant 1.
class AdminSession {
public:
    explicit AdminSession(const PostgresFixture& postgres)
        : connection_(
              PQconnectdb((postgres.adminConnection() + " options='-c app.tenant=1'").c_str()),
              &PQfinish
          )
    {
    }

    std::vector<std::vector<std::string>> run(const std::string& sql)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(connection_.get(), sql.c_str()), &PQclear
        );
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            qFatal("%s: %s", sql.c_str(), PQerrorMessage(connection_.get()));
        std::vector<std::vector<std::string>> rows;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            auto& values = rows.emplace_back();
            for (int column = 0; column < PQnfields(result.get()); ++column)
                values.emplace_back(PQgetvalue(result.get(), row, column));
        }
        return rows;
    }

private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

/// What a pull says of reports and scopes, as lines in an order of their own.
inline std::multiset<std::string> gist(const std::vector<boost::json::object>& frames)
{
    std::multiset<std::string> lines;
    for (const boost::json::object& frame : frames) {
        const std::string kind = textOf(frame.at("f"));
        const auto* entity = frame.if_contains("entity");
        const bool isReport = entity != nullptr && textOf(*entity) == "complianceReport";
        if (kind == "grant" || kind == "revoke")
            lines.insert(kind + " " + textOf(frame.at("scope")));
        else if (kind == "result")
            lines.insert("result " + textOf(frame.at("mid")) + " " + textOf(frame.at("status")));
        else if (kind == "rows" && isReport) {
            for (const auto& row : frame.at("rows").as_array())
                lines.insert("row " + textOf(frame.at("scope")) + " " + textOf(row.at(0)));
        } else if (kind == "gone" && isReport) {
            for (const auto& key : frame.at("keys").as_array())
                lines.insert("gone " + textOf(frame.at("op")) + " " + textOf(key.at(0)));
        }
    }
    return lines;
}

inline std::vector<boost::json::object> framesOf(const std::string& text)
{
    return Answered{.text = text}.frames();
}

inline QByteArray printed(const std::multiset<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + "; ";
    return QByteArray::fromStdString(text);
}

} // namespace tidemark::platform
