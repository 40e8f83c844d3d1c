// A mirror in a temporary folder, and the frames to feed it.
#pragma once

#include "sync/mirror/mirror_file.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "tests/sync/mirror/wire_rows.hpp"

#include <QTemporaryDir>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <map>

namespace tidemark::test {

inline Secret aKey(char fill = 'k')
{
    return Secret(std::string(32, fill));
}

inline sync::ScopeGrant aScope(std::int64_t id, ScopeKind kind = ScopeKind::organization)
{
    return {.scope = id, .kind = kind, .name = "scope " + std::to_string(id), .leaseSeconds = 3600};
}

/// A writer (and readers on demand) over one file.
class MirrorFixture {
public:
    MirrorFixture() { open(); }

    void open()
    {
        writer.reset();
        auto opened = sync::openMirror(file(), aKey());
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        writer.emplace(std::move(opened->writer));
        replaced = opened->replaced;
        afterCrash = opened->afterCrash;
    }
    [[nodiscard]] sync::MirrorReader reader() const
    {
        auto opened = sync::openMirrorReader(file(), aKey());
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        return *std::move(opened);
    }
    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(folder.path().toStdString()) / "mirror.db";
    }

    QTemporaryDir folder;
    std::optional<sync::MirrorWriter> writer;
    std::optional<Fault> replaced;
    bool afterCrash = false;
};

/// One pull answer, frame by frame; digests are added up from what the test says is there.
class PullFrames {
public:
    PullFrames(std::int64_t from, std::int64_t to)
        : head_{.history = "h", .epoch = 1, .from = from, .to = to, .salt = "s"}
        , end_{.to = to, .salt = "s"}
    {
    }
    PullFrames& with(const Frame& frame)
    {
        appendFrame(body_, frame);
        return *this;
    }
    PullFrames& supply(std::int64_t scope, const SupplyRow& row)
    {
        RowsFrameWriter rows(body_, "fuelSupply", scope, supplyColumns());
        writeSupply(rows, row);
        rows.finish();
        return *this;
    }
    PullFrames& gone(std::int64_t scope, GoneOp op, std::uint64_t number, std::int64_t rv)
    {
        return with(GoneFrame{"fuelSupply", scope, op, {{idOf(number), rv}}});
    }
    PullFrames& digest(std::int64_t scope, const std::map<std::uint64_t, std::int64_t>& rows)
    {
        DigestSum sum;
        for (const auto& [number, rv] : rows)
            sum.add(idOf(number), rv);
        end_.digest.push_back({scope, sum.count, sum.sum});
        return *this;
    }
    PullFrames& inHistory(std::string history)
    {
        head_.history = std::move(history);
        return *this;
    }
    PullFrames& withoutEnd()
    {
        hasEnd_ = false;
        return *this;
    }
    [[nodiscard]] std::string text() const
    {
        std::string out;
        appendFrame(out, head_);
        out += body_;
        if (hasEnd_)
            appendFrame(out, end_);
        return out;
    }

private:
    HeadFrame head_;
    EndFrame end_;
    std::string body_;
    bool hasEnd_ = true;
};

/// A page with the given rows.
inline std::string
pageOf(std::int64_t scope, const std::vector<SupplyRow>& rows, std::optional<std::int64_t> readyCut)
{
    std::string out;
    RowsFrameWriter writer(out, "fuelSupply", scope, supplyColumns());
    for (const SupplyRow& row : rows)
        writeSupply(writer, row);
    writer.finish();
    PageFrame page{.scope = scope, .entity = "fuelSupply", .readyCut = readyCut};
    if (!readyCut && !rows.empty())
        page.next = idOf(rows.back().number);
    appendFrame(out, page);
    return out;
}

} // namespace tidemark::test

/// Fails the test with the fault's words.
#define QVERIFY_OK(result)                                                                         \
    do {                                                                                           \
        const auto& outcome = (result);                                                            \
        QVERIFY2(outcome.has_value(), outcome.has_value() ? "" : outcome.error().cause.c_str());   \
    } while (false)
