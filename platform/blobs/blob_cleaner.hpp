// Uploads that were given up and content that no attachment names any more go, once an hour.
#pragma once

#include "platform/blobs/blob_book.hpp"

namespace tidemark::platform {

/// Lives on the database's executor.
class BlobCleaner {
public:
    BlobCleaner(Database& database, BlobBook& blobs, BlobKeeping keeping = {});
    ~BlobCleaner(); ///< As `stop`.
    BlobCleaner(const BlobCleaner&) = delete;
    BlobCleaner& operator=(const BlobCleaner&) = delete;

    void start();
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
