// Files join the engine: they follow link, rows and answers, and let waiting changes go.
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/engine.hpp"

#include <QRandomGenerator>

namespace tidemark::sync {

void Engine::wireBlobs()
{
    auto random = options_.random;
    if (!random)
        random = [] { return QRandomGenerator::global()->generateDouble(); };
    const QString copies = options_.home.run + QStringLiteral("/open");
    blobs_ = new BlobDriver(profile_.session(), stores_, copies, std::move(random), this);
    connect(&pull_, &PullDriver::sessionOpened, blobs_, &BlobDriver::start);
    connect(&link_, &LinkDriver::reachableChanged, blobs_, [this](bool isReachable) {
        if (!isReachable)
            blobs_->stop();
    });
    connect(this, &Engine::changed, blobs_, [this](const ChangedRows& rows) {
        if (rows.contains("attachment") || rows.contains("complianceReport"))
            blobs_->look();
    });
    connect(blobs_, &BlobDriver::uploaded, this, [this] {
        outboxMoved();
        push_.queued();
    });
    connect(this, &Engine::finished, blobs_, [this](const PushResult& result) {
        if (result.code == "blob_missing")
            blobs_->sendAgain(result.mid);
    });
}

} // namespace tidemark::sync
