// Who may call which route: `matrix.txt`, written apart from the program's own table.
#pragma once

#include "platform/http/router.hpp"

#include <QFile>
#include <QString>
#include <QStringList>

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Somebody with one role.
struct Holder {
    std::string name = {};
    std::vector<std::string> permissions = {};
    bool isMember = false; ///< Of an organization; else of the government.
    std::string token = {};
};

/// Whom a route is for.
struct MatrixRule {
    bool isOpen = false;                       ///< Needs no token.
    bool isForSomeRows = false;                ///< A permission for some rows is enough.
    std::vector<std::string> permissions = {}; ///< All of them; none: whoever is signed in.
    std::string body = "{}";                   ///< What it is called with.

    /// Written apart from the platform's own rule, on purpose: a plain comparison of texts.
    [[nodiscard]] bool allows(const Holder& holder) const
    {
        for (const std::string& permission : permissions) {
            if (!isHeld(holder, permission))
                return false;
        }
        return true;
    }

private:
    [[nodiscard]] bool isHeld(const Holder& holder, const std::string& wanted) const
    {
        const std::string resource = wanted.substr(0, wanted.find(':'));
        const std::string action = wanted.substr(wanted.find(':') + 1);
        const std::set<std::string> giving = {
            "*:*", resource + ":*", "*:" + action, resource + ":" + action};
        for (const std::string& held : holder.permissions) {
            const std::size_t at = std::min(held.find('@'), held.size());
            if (!giving.contains(held.substr(0, at)))
                continue;
            const std::string reach = at == held.size() ? "@tenant" : held.substr(at);
            if (isForSomeRows || reach == "@tenant" ||
                (reach == "@organization" && holder.isMember))
                return true;
        }
        return false;
    }
};

/// `GET /api/v1/me`
inline std::string lineOf(const Route& route)
{
    return std::string(nameOf(route.method)) + ' ' + route.pattern;
}

using MatrixTable = std::map<std::string, MatrixRule>;

inline MatrixTable readMatrix()
{
    QFile file(QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/platform/access/matrix.txt"));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("matrix.txt cannot be read");
    MatrixTable table;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const qsizetype body = line.indexOf(QStringLiteral(" {\""));
        const QStringList words = line.left(body).simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.size() < 3 || words.first().startsWith(u'#'))
            continue;
        MatrixRule rule;
        if (body >= 0)
            rule.body = line.mid(body + 1).toStdString();
        const std::string route = (words[0] + u' ' + words[1]).toStdString();
        for (const QString& word : words.mid(2)) {
            if (word == u"anyone")
                rule.isOpen = true;
            else if (word == u"some")
                rule.isForSomeRows = true;
            else if (word != u"signed-in")
                rule.permissions.push_back(word.toStdString());
        }
        table.emplace(route, std::move(rule));
    }
    return table;
}

} // namespace tidemark::platform
