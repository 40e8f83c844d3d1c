// A vault that does what an agent does with it, on a disk that fails, and what must be left of it.
#pragma once

#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

#include <set>

namespace tidemark::test {

/// One vault, and the edits that it acknowledged.
class VaultAtWork {
public:
    VaultFixture box = {};
    std::set<std::string> acknowledged = {};

    /// As far as the disk lets it; the first fault, if there was one.
    std::optional<Fault> work()
    {
        sync::Vault& vault = *box.vault;
        std::optional<Fault> failed;
        const auto see = [&failed](const auto& outcome) {
            if (!outcome && !failed)
                failed = outcome.error();
            return outcome.has_value();
        };
        for (int i = 0; i < 2; ++i) {
            const std::string value = std::to_string(++serial_);
            (see(vault.enqueue(anEdit(1, value))) ? acknowledged : refused_).insert(value);
        }
        const auto due = vault.nextPush({.mutations = 1, .bytes = 1U << 20U}, Timestamp::now());
        if (!see(due) || due->empty())
            return failed;
        const std::vector<sync::Mid> mids{due->front().mid};
        if (!see(vault.markSent(mids)))
            return failed;
        const std::vector<PushResult> results{aResult(mids.front(), PushStatus::applied)};
        if (see(vault.noteResults(results)))
            see(vault.sweep(noFacts(), 1));
        see(vault.setSetting("place", std::to_string(serial_)));
        return failed;
    }

    /// Each acknowledged edit is in the outbox or in the archive, once; numbers are dense. A disk
    /// that takes nothing more may keep in its log what was refused while it failed.
    void verify(bool mayComeBack = false)
    {
        sync::CheckPlace place;
        QVERIFY_OK(box.vault->check(place, std::chrono::seconds(3)));
        QVERIFY(place.isDone());
        QVERIFY_OK(box.vault->historyChanged("again", 0)); // Brings the archive into the outbox.
        const auto pending = box.vault->pending();
        QVERIFY_OK(pending);
        std::set<std::string> found;
        sync::Mid last = 0;
        for (const sync::PendingMutation& mutation : *pending) {
            QCOMPARE(mutation.mid, last + 1);
            last = mutation.mid;
            const auto value = mutation.mutation.ops.front().set.at("quantity").as_string();
            QVERIFY2(found.insert(std::string(value)).second, "an edit is there twice");
        }
        for (const std::string& value : acknowledged)
            QVERIFY2(found.contains(value), ("an acknowledged edit is lost: " + value).c_str());
        for (const std::string& value : refused_)
            QVERIFY2(
                mayComeBack || !found.contains(value),
                ("a refused edit came back: " + value).c_str()
            );
    }

private:
    std::set<std::string> refused_ = {};
    long serial_ = 0;
};

} // namespace tidemark::test
