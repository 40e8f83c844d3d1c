// The parts of the program and all their routes, behind a server on a port of the loopback.
#pragma once

#include "app/platform/routes.hpp"
#include "platform/blobs/blob_store.hpp"
#include "platform/live/hub.hpp"
#include "platform/mail/mail_transport.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/run_gate.hpp"
#include "platform/runs/run_relay.hpp"
#include "platform/telemetry/health.hpp"
#include "platform/vault/sealer.hpp"
#include "tests/platform/postgres_fixture.hpp"

namespace tidemark::platform {

/// The program's parts and routes, without its command line.
class MatrixWorld {
public:
    explicit MatrixWorld(const PostgresFixture& postgres)
        : database(io.get_executor(), settingsFor(postgres))
        , sessions(database, key)
        , sequencer(database)
        , entities(database, reference, {})
        , hub("node")
        , artefacts(postgres.folder() / "artefacts")
        , blobFiles(postgres.folder() / "blobs")
        , blobs(database, sealer, blobFiles)
        , relay(database, hub, "node")
        , runs({database, sequencer, hub, sealer, artefacts, "node"}, relay)
        , reports(database, reference, sequencer)
        , gate(database, sessions)
        , access(database, sessions, key, {})
        , signIn(
              database,
              sessions,
              access,
              key,
              std::make_shared<FolderTransport>(postgres.folder() / "mail"),
              {}
          )
        , keys(KeyGround{database, sessions, access, router, signIn.mails()}, key)
        , oidc(
              {database, sessions, signIn.factors(), signIn.challenges(), access.turns(), key},
              {},
              {}
          )
    {
        const RoutedParts parts{
            health,
            metrics,
            database,
            reference,
            sequencer,
            signIn,
            oidc,
            access,
            keys,
            runs,
            reports,
            blobs,
            escrowSealer,
            LiveServices{hub, gate},
            entities};
        addAllRoutes(router, parts, {});
        ServerSettings settings;
        settings.port = 0;
        server.emplace(io, router, keys.authenticator(), metrics, settings);
        port = server->start().value();
    }
    ~MatrixWorld()
    {
        finish(io, server->stop(std::chrono::seconds(1)));
        server.reset();
        sequencer.stop();
        database.close();
        io.restart();
        io.run_for(std::chrono::milliseconds(50));
    }

    const Secret key{std::string(32, 'k')};
    asio::io_context io{1};
    Health health;
    Metrics metrics;
    Database database;
    Sessions sessions;
    ReferenceCache reference;
    Sequencer sequencer;
    EntityResource entities;
    Hub hub;
    Sealer sealer{key};
    Sealer escrowSealer{key, "tidemark escrow key 1"};
    ArtefactStore artefacts;
    FolderBlobStore blobFiles;
    BlobBook blobs;
    RunRelay relay;
    RunActions runs;
    ReportActions reports;
    RunGate gate;
    AccessParts access;
    SignInParts signIn;
    Router router;
    KeyParts keys;
    OidcParts oidc;
    std::optional<Server> server;
    std::uint16_t port = 0;

private:
    static DatabaseSettings settingsFor(const PostgresFixture& postgres)
    {
        DatabaseSettings settings;
        settings.connection = postgres.appConnection();
        return settings;
    }
};

} // namespace tidemark::platform
