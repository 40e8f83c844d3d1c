// The agent's methods, as docs/protocol.md section 4 lists them.
#pragma once

#include "sync/engine/blob_methods.hpp"
#include "sync/engine/care_methods.hpp"
#include "sync/engine/conflict_methods.hpp"
#include "sync/engine/device_methods.hpp"
#include "sync/engine/edit_methods.hpp"
#include "sync/engine/list_care.hpp"
#include "sync/engine/log_methods.hpp"
#include "sync/engine/notice_board.hpp"
#include "sync/engine/oidc_methods.hpp"
#include "sync/engine/quarantine_methods.hpp"
#include "sync/engine/sign_in_methods.hpp"
#include "sync/engine/typing_methods.hpp"
#include "sync/engine/work_methods.hpp"

#include <QObject>

namespace tidemark::sync {

/// Answers local calls from the engine. Holds no state of its own.
class AgentMethods final : public QObject {
    Q_OBJECT

public:
    explicit AgentMethods(Engine& engine, QObject* parent = nullptr);

    /// Adds every method but `live.*`, which need the board.
    void addTo(MethodTable& table);
    void addLiveTo(MethodTable& table, NoticeBoard& board);

    /// What each need asks of the engine.
    [[nodiscard]] static Result<void> check(Engine& engine, Needs needs);

Q_SIGNALS:
    void quitWanted();

private:
    using Answer = QCoro::Task<Result<AnswerText>>;
    using Method = Answer (AgentMethods::*)(Call);

    void add(MethodTable& table, std::string name, Needs needs, Method method);

    Answer statusGet(Call call);
    Answer sessionAbout(Call call);
    Answer sessionSignIn(Call call);
    Answer sessionSignOut(Call call);
    Answer sessionUser(Call call);
    Answer vaultUnlock(Call call);
    Answer vaultCreate(Call call);
    Answer rowsWindow(Call call);
    Answer rowsGet(Call call);
    Answer rowsSum(Call call);
    Answer syncNow(Call call);
    Answer platformCall(Call call);
    Answer platformDownload(Call call);
    Answer agentQuit(Call call);

    Engine& engine_;
    OidcMethods oidc_;
    BlobMethods blobs_;
    ConflictMethods conflicts_;
    ListCare lists_;
    WorkMethods work_;
    QuarantineMethods quarantine_;
    CareMethods care_;
    LogMethods log_;
    DeviceMethods device_;
    SignInMethods signIn_;
    TypingMethods typing_;
    EditMethods edits_;
};

} // namespace tidemark::sync
