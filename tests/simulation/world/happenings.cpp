// What the plan brings: people, and what goes wrong.
#include "models/entities/entities.hpp"
#include "tests/simulation/agent/agent_stores.hpp"
#include "tests/simulation/server/organizations.hpp"
#include "tests/simulation/world/world.hpp"

namespace tidemark::sim {
namespace {

constexpr const char* vaultName = "vault.db";
constexpr const char* mirrorName = "mirror.db";
constexpr std::size_t backupsMost = 4;

} // namespace

Uuid World::newId()
{
    Uuid id;
    id.bytes[0] = 0x01;
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    const std::uint64_t number = ++lastRow_;
    // New ids do not come in the order of pages.
    id.bytes[1] = static_cast<std::uint8_t>(number * 97);
    id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
    id.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

RowId World::anyRow(Dice& dice, bool isNewToo)
{
    const RowMap& rows = platform_.state().rows;
    if (rows.empty() || (isNewToo && dice.chance(25))) {
        const auto& info = dice.chance(30) ? tenantEntity() : organizationEntity();
        return {info.code, newId()};
    }
    auto row = rows.begin();
    std::advance(row, static_cast<std::ptrdiff_t>(dice.below(rows.size())));
    return row->first;
}

boost::json::object World::someFields(const EntityInfo& info, Scope scope, Dice& dice)
{
    boost::json::object fields;
    const std::string value = std::to_string(dice.below(6));
    if (info.code == tenantEntity().code) {
        fields["code"] = "BCLCF " + std::to_string(lastRow_);
        fields["company"] = "company " + value;
        return fields;
    }
    fields["organizationId"] = organizationOf(scope);
    fields["nickname"] = "name " + value;
    fields["supplementalNote"] = "note " + std::to_string(dice.below(6));
    return fields;
}

void World::writeAtPlatform(Dice& dice, bool isMove)
{
    auto open = std::make_shared<OpenTransaction>(platform_.begin());
    const int count = static_cast<int>(dice.between(1, 3));
    for (int i = 0; i < count; ++i) {
        const RowId key = anyRow(dice, !isMove);
        const EntityInfo& info = *findEntityByCode(key.entity);
        const auto found = platform_.state().rows.find(key);
        const bool isThere = found != platform_.state().rows.end();
        Scope scope = isThere ? found->second->scope : tenantScope;
        if (info.scope != tidemark::Scope::tenant && (!isThere || isMove))
            scope = dice.of(allScopes());
        if (isThere && !isMove && dice.chance(15)) {
            platform_.remove(*open, key);
            continue;
        }
        boost::json::object fields =
            isThere ? found->second->fields : someFields(info, scope, dice);
        const boost::json::object news = someFields(info, scope, dice);
        const bool isOlder = climate_.age == PlatformAge::older;
        const char* field = info.code == tenantEntity().code ? "company"
                            : isOlder || dice.chance(50)     ? "nickname"
                                                             : "supplementalNote";
        fields[field] = news.at(field);
        if (isOlder)
            fields.erase("supplementalNote");
        if (info.scope != tidemark::Scope::tenant)
            fields["organizationId"] = organizationOf(scope);
        platform_.write(*open, key, scope, std::move(fields));
    }
    open_.push_back(open);
}

void World::finishWriting(std::shared_ptr<OpenTransaction> open, bool commits)
{
    if (open->number == 0)
        return;
    if (commits)
        platform_.commit(*open);
    else
        platform_.rollBack(*open);
    std::erase(open_, open);
    changed();
}

void World::edit(Device& device, Dice& dice)
{
    sync::NewMutation mutation;
    mutation.name = "e" + std::to_string(++lastEdit_);
    mutation.mergeMode = dice.chance(50) ? MergeMode::atomic : MergeMode::cleanFields;
    const int count = dice.chance(80) ? 1 : 2;
    for (int i = 0; i < count; ++i) {
        const RowId key = anyRow(dice, true);
        const EntityInfo& info = *findEntityByCode(key.entity);
        const auto seen = device.agent->view(info.name, key.id);
        PushOp op{.kind = PushOpKind::update, .entity = info.name, .id = key.id};
        const boost::json::object values = someFields(info, dice.of(allScopes()), dice);
        if (!seen) {
            if (platform_.state().rows.contains(key))
                continue; // The person does not see it.
            op.kind = PushOpKind::create;
            op.set = values;
            mutation.ops.push_back(std::move(op));
            continue;
        }
        if (const auto* rv = seen->if_contains("rv"); rv != nullptr && rv->is_string())
            op.baseRv = std::atoll(rv->get_string().c_str());
        if (dice.chance(12)) {
            op.kind = PushOpKind::remove;
            mutation.ops.push_back(std::move(op));
            continue;
        }
        for (const char* field : {"company", "nickname", "supplementalNote"}) {
            const auto* value = values.if_contains(field);
            const auto* before = seen->if_contains(field);
            if (value == nullptr || before == nullptr || dice.chance(40))
                continue;
            op.set[field] = *value;
            op.base[field] = *before;
        }
        if (!op.set.empty())
            mutation.ops.push_back(std::move(op));
    }
    if (!mutation.ops.empty())
        device.agent->mutate(std::move(mutation));
}

void World::stop(Device& device, bool cutsPower, Dice& dice)
{
    Agent& agent = *device.agent;
    agent.kill();
    agent.disk().heal();
    if (cutsPower) {
        agent.disk().cutPower(dice);
        auditor_.mirrorFellBack(agent.number());
    }
    startLater(agent.number(), dice.between(10, 8'000));
}

void World::happen(const PlannedEvent& event)
{
    Dice dice(event.roll);
    ++happened_;
    Device& device = devices_[dice.below(devices_.size())];
    if (trace_)
        say("*** " + std::string(nameOf(event.what)) + " (agent " +
            std::to_string(device.agent->number()) + ")");
    happenToDevice(event.what, device, dice);
    happenToStores(event.what, device, dice);
    happenToPlatform(event.what, dice);
}

void World::happenToDevice(Happening what, Device& device, Dice& dice)
{
    Agent& agent = *device.agent;
    const bool isUp = agent.isRunning() && !agent.isBroken();
    if (what == Happening::edit && isUp)
        edit(device, dice);
    else if (what == Happening::giveUp && isUp)
        agent.discard(dice.next());
    else if (what == Happening::tryAgain && isUp)
        agent.retry(dice.next());
    else if (what == Happening::turnScope && isUp)
        agent.turnScope(dice.next());
    else if (what == Happening::nudge)
        agent.retryNow();
    else if (what == Happening::kill)
        stop(device, false, dice);
    else if (what == Happening::cutPower)
        stop(device, true, dice);
    else if (what == Happening::breakWrite)
        agent.disk().failAfter(static_cast<int>(dice.between(0, 40)));
    else if (what == Happening::turnClock) {
        agent.turnClock((dice.chance(50) ? 1 : -1) * sync::day);
        auditor_.clockTurned(agent.number());
    } else if (what == Happening::damageAnswer) {
        device.damagesNext = true;
        auditor_.damaged(agent.number());
    } else if (what == Happening::unplug) {
        device.isPlugged = false;
        loseSocket(agent.number());
        after(dice.between(100, 30'000), [&device] { device.isPlugged = true; });
    } else if (what == Happening::oneWay) {
        (dice.chance(50) ? device.isDeaf : device.isMute) = true;
        loseSocket(agent.number());
        after(dice.between(100, 30'000), [&device] { device.isDeaf = device.isMute = false; });
    } else if (what == Happening::fillDisk) {
        agent.disk().setFull(true);
        after(dice.between(100, 20'000), [&agent] { agent.disk().setFull(false); });
    } else if (what == Happening::replay && isUp) {
        replay(device, dice);
    } else if (what == Happening::signOut) {
        device.hasToken = false;
        after(dice.between(1'000, 20'000), [&device] {
            device.hasToken = true;
            device.agent->setSignedIn(true);
        });
    }
}

void World::replay(Device& device, Dice& dice)
{
    Agent& agent = *device.agent;
    if (dice.chance(50)) {
        if (!device.pulls.empty())
            agent.replayPull(device.pulls[dice.below(device.pulls.size())]);
        return;
    }
    if (dice.chance(60))
        return agent.storeAgain(dice.next());
    if (device.pages.empty())
        return;
    // Perhaps of a snapshot before this one, which no agent would take.
    auditor_.damaged(agent.number());
    agent.replayPage(device.pages[dice.below(device.pages.size())]);
}

/// Memory or a tool has changed what the mirror believes of a scope.
void World::spoilSums(Device& device, Dice& dice)
{
    Agent& agent = *device.agent;
    stop(device, false, dice);
    auto mirror = openOn(agent.disk(), mirrorName, false);
    if (!mirror)
        return;
    const auto scope = mirror->integer("SELECT coalesce(min(id),0) FROM (SELECT id FROM scope "
                                       "WHERE standing='live' ORDER BY n DESC LIMIT 2)");
    if (!scope || *scope == 0)
        return;
    const std::string sql = "UPDATE scope SET s=s+1 WHERE id=" + std::to_string(*scope);
    if (mirror->execute(sql))
        auditor_.spoiled(agent.number(), *scope);
}

/// Both devices believe to be the same one from here on.
void World::copyProfile(Device& device, Dice& dice)
{
    Agent& agent = *device.agent;
    for (Device& other : devices_) {
        Agent& source = *other.agent;
        if (&other == &device || source.user() != agent.user() || !source.isRunning())
            continue;
        stop(device, false, dice);
        agent.disk().restore(vaultName, source.disk().copyOf(vaultName));
        agent.disk().restore(mirrorName, source.disk().copyOf(mirrorName));
        auditor_.copied(source.number(), agent.number());
        return;
    }
}

void World::happenToStores(Happening what, Device& device, Dice& dice)
{
    Agent& agent = *device.agent;
    RamDisk& disk = agent.disk();
    if (what == Happening::backUpVault && agent.isRunning()) {
        device.vaultCopy = disk.copyOf(vaultName);
        device.vaultEdits = auditor_.editsOf(agent.number());
    } else if (what == Happening::restoreVault && device.vaultCopy) {
        stop(device, false, dice);
        disk.restore(vaultName, *device.vaultCopy);
        auditor_.vaultFellBack(agent.number(), device.vaultEdits);
    } else if (what == Happening::backUpMirror && agent.isRunning()) {
        device.mirrorCopy = disk.copyOf(mirrorName);
    } else if (what == Happening::restoreMirror && device.mirrorCopy) {
        stop(device, false, dice);
        disk.restore(mirrorName, *device.mirrorCopy);
        auditor_.mirrorFellBack(agent.number());
    } else if (what == Happening::loseMirror) {
        stop(device, false, dice);
        disk.remove(mirrorName);
        disk.remove(std::string(mirrorName) + "-wal");
        auditor_.mirrorFellBack(agent.number());
    } else if (what == Happening::spoilSums) {
        spoilSums(device, dice);
    } else if (what == Happening::copyProfile) {
        copyProfile(device, dice);
    }
}

void World::happenToPlatform(Happening what, Dice& dice)
{
    const auto user = static_cast<UserNumber>(dice.between(1, climate_.users));
    if (what == Happening::write || what == Happening::move) {
        writeAtPlatform(dice, what == Happening::move);
        const auto open = open_.back();
        const bool commits = !dice.chance(climate_.abortPercent);
        after(dice.chance(70) ? 0 : dice.between(0, 3'000), [this, open, commits] {
            finishWriting(open, commits);
        });
    } else if (what == Happening::grant) {
        platform_.grant(user, dice.of(allScopes()));
        changed();
    } else if (what == Happening::revoke) {
        const Scope scope = dice.of(allScopes());
        if (scope != tenantScope)
            platform_.revoke(user, scope);
        changed();
    } else if (what == Happening::reshuffle) {
        Millis at = 0;
        for (auto i = dice.between(3, 8); i > 0; --i) {
            at += dice.between(0, 700);
            const std::vector<Happening> choices{
                Happening::grant, Happening::revoke, Happening::move, Happening::move};
            const Happening next = dice.of(choices);
            after(at, [this, next, roll = dice.next()] {
                Dice own(roll);
                happenToPlatform(next, own);
            });
        }
    } else if (what == Happening::busyPlatform) {
        isBusy_ = true;
        after(dice.between(500, 10'000), [this] { isBusy_ = false; });
    } else if (what == Happening::outdate) {
        isOutdated_ = true;
        after(dice.between(500, 20'000), [this] {
            if (!std::exchange(isOutdated_, false))
                return;
            for (Device& device : devices_) {
                Dice none(1);
                stop(device, false, none);
            }
        });
    } else if (what == Happening::backUpPlatform) {
        backups_.push_back(platform_.state());
        if (backups_.size() > backupsMost)
            backups_.erase(backups_.begin());
    } else if (what == Happening::raiseFloor) {
        platform_.raiseFloor(platform_.state().headCut() - static_cast<int>(dice.below(4)));
    } else if (
        what == Happening::restartPlatform ||
        (what == Happening::restorePlatform && !backups_.empty())
    ) {
        turnPlatformBack(what == Happening::restorePlatform, dice);
    }
}

void World::turnPlatformBack(bool isRestored, Dice& dice)
{
    ++platformLife_;
    for (const auto& open : open_) {
        if (open->number != 0)
            platform_.rollBack(*open);
    }
    open_.clear();
    if (isRestored) {
        const std::size_t from = dice.below(backups_.size());
        PlatformState older = backups_[from];
        backups_.resize(from + 1);
        platform_.comeBack(std::move(older));
        auditor_.platformFellBack();
    }
    for (Device& device : devices_) {
        device.pages.clear();
        loseSocket(device.agent->number());
    }
    changed();
}

} // namespace tidemark::sim
