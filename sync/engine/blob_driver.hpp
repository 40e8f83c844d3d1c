// Files of attachments: sent, fetched, kept and let go.
#pragma once

#include "sync/blobs/blob_folder.hpp"
#include "sync/blobs/blob_policy.hpp"
#include "sync/engine/stores.hpp"
#include "sync/protocol/backoff.hpp"
#include "sync/session/session.hpp"

#include <QObject>
#include <QTimer>

namespace tidemark::sync {

/// Where a file stands, for the windows.
struct BlobProgress {
    BlobKey key = {};
    std::string state = {}; ///< `waiting uploading failed queued fetching here gone`.
    bool isHere = false;    ///< Whole on this device, whatever became of sending it.
    std::int64_t done = 0;
    std::int64_t size = 0;
    std::optional<Fault> fault = {};
    std::optional<Timestamp> nextTryAt = {};
};

/// What `ofReport` tells.
struct BlobOverview {
    std::vector<BlobProgress> items = {}; ///< Files that are not named are on the platform only.
    bool isPinned = false;
    std::int64_t usedBytes = 0;   ///< Of all files on this device.
    std::int64_t pinnedBytes = 0; ///< Of them, of reports that are kept: these never go.
    std::int64_t budgetBytes = 0;
};

/// How much of a report's files is here.
struct ReportFiles {
    std::int64_t total = 0;
    std::int64_t here = 0;
    std::int64_t failed = 0;  ///< Not fetched until a person tries again.
    std::int64_t damaged = 0; ///< Found not to be what their names say; fetched again.
    std::int64_t bytesMissing = 0;

    friend bool operator==(const ReportFiles&, const ReportFiles&) = default;
};

/// An attachment as the windows see it, own changes on top.
struct AttachmentRow {
    Uuid id = {};
    BlobKey key = {};
    std::string name = {};
    std::string mime = {};
    std::string remoteId = {};
    std::int64_t size = 0;
};

/// Sends what is here alone, two files at a time, and fetches what a person asked for or wants
/// kept, four at a time beside it. Every step is in the vault before the next: a process that is
/// killed goes on where it was. Neither holds up rows.
class BlobDriver final : public QObject {
    Q_OBJECT

public:
    /// `copies` is the folder of plain copies that a person opened. It is emptied here and at the
    /// end, so that nothing plain outlives this process, or the next one's start.
    BlobDriver(
        Session& session, Stores& stores, QString copies, Random random, QObject* parent = nullptr
    );
    ~BlobDriver() override;

    /// The stores are open: clears up what a crash left.
    [[nodiscard]] QCoro::Task<void> open();
    /// The platform answers.
    void start();
    void stop();
    /// Leaves what is under way behind and begins to transfer from what the vault says.
    void beginAnew();
    /// How often something happened, and whether something is to; for the watchdog.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    [[nodiscard]] bool isBusy() const { return uploads_ + fetches_ > 0; }
    /// Rows have changed: there may be more to do, or less.
    void look();
    /// The platform says that it lacks the content of this mutation.
    QCoro::Task<void> sendAgain(Mid mid);

    /// Takes a copy of a file that is going to be attached to the report.
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<LocalBlob>>>
    take(Uuid report, QString file, QByteArray bytes, std::string name);
    [[nodiscard]] QCoro::Task<Result<AttachmentRow>> row(Uuid attachment);
    /// The figures are of all files, also for a report that has none.
    [[nodiscard]] QCoro::Task<Result<BlobOverview>> ofReport(Uuid report);
    /// Whether the files of the report are here; `isThorough` reads their content through too.
    [[nodiscard]] QCoro::Task<Result<ReportFiles>> examine(Uuid report, bool isThorough);
    /// Fetches a file, or tries at once what failed.
    [[nodiscard]] QCoro::Task<Result<void>> fetch(Uuid attachment);
    /// Stops fetching it.
    [[nodiscard]] QCoro::Task<Result<void>> cancel(Uuid attachment);
    /// Fault `unavailable`/`not_on_device` when it has to be fetched first.
    [[nodiscard]] QCoro::Task<Result<QString>> openCopy(Uuid attachment);
    [[nodiscard]] QCoro::Task<Result<void>> saveAs(Uuid attachment, QString path);
    /// Writes those of these contents that are whole on this device into `folder`, each under the
    /// name given for its hash; returns where they are. Fault as of `saveAs`.
    [[nodiscard]] QCoro::Task<Result<std::map<std::string, std::string>>>
    saveContents(std::map<std::string, std::string> names, QString folder);
    [[nodiscard]] QCoro::Task<Result<void>> pin(Uuid report, bool isPinned);
    [[nodiscard]] QCoro::Task<Result<void>> setBudget(std::int64_t bytes);

Q_SIGNALS:
    void progressed(const tidemark::sync::BlobProgress& progress);
    /// A file is on the platform: mutations may go that waited for it.
    void uploaded();

private:
    static constexpr int tidyAfterMs = 5'000;
    using Blob = std::shared_ptr<LocalBlob>;

    /// Begins as many transfers as there may be at once.
    void transfer();
    QCoro::Task<void> uploadAll();
    QCoro::Task<Result<void>> upload(Blob blob, std::int64_t scope);
    QCoro::Task<Result<std::int64_t>> sendPart(Blob blob, std::string id, std::int64_t offset);
    QCoro::Task<void> fetchAll();
    QCoro::Task<Result<void>> download(Blob blob);
    QCoro::Task<Result<void>> fetchPart(Blob blob);
    QCoro::Task<void> failed(Blob blob, Fault fault);
    QCoro::Task<Result<void>> save(Blob blob);
    QCoro::Task<Result<Blob>> onDevice(AttachmentRow row);
    /// What to say of a file that could not be read here; it is fetched again where that helps.
    QCoro::Task<Fault> damaged(Blob blob, Fault fault);
    QCoro::Task<void> fetchPinned();
    QCoro::Task<void> tidy();
    QCoro::Task<void> wakeLater();
    [[nodiscard]] BlobProgress progressOf(const LocalBlob& blob) const;
    void tell(const LocalBlob& blob);
    void release(unsigned run, const BlobKey& key);
    /// Nobody stopped this fetch, nor began another one in its place.
    [[nodiscard]] bool isFetching(const Blob& blob) const;

    Session& session_;
    Stores& stores_;
    Random random_;
    BlobFolder folder_;
    QString copies_;
    Worker files_{QStringLiteral("files")};
    PartSize upPart_ = {};
    PartSize downPart_ = {};
    QTimer timer_;
    QTimer tidyTimer_;
    std::set<BlobKey> sending_ = {};
    std::map<BlobKey, Blob> fetching_ = {};
    int uploads_ = 0; ///< Loops that take one file after the other.
    int fetches_ = 0;
    bool isOn_ = false;
    bool isTidying_ = false;
    int taking_ = 0; ///< Files that are being written and that the vault does not know yet.
    std::uint64_t steps_ = 0;
    unsigned run_ = 0; ///< Loops of an earlier one count no more.
    unsigned generation_ = 0;
};

/// The notice `blobs` and an item of `blobs.status`.
[[nodiscard]] boost::json::object toJson(const BlobProgress& progress);

} // namespace tidemark::sync
