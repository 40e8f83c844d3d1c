# What setup fetched: the encrypted SQLite that we compile ourselves, icons, and the typeface.
set(TIDEMARK_THIRD_PARTY ${PROJECT_SOURCE_DIR}/build/third_party)
set(TIDEMARK_LUCIDE_DIR ${TIDEMARK_THIRD_PARTY}/lucide-static/icons)
set(TIDEMARK_INTER_DIR /usr/share/fonts/opentype/inter CACHE PATH "Folder of the Inter typeface")

set(sqlite3mc_dir ${TIDEMARK_THIRD_PARTY}/better-sqlite3-multiple-ciphers/deps/sqlite3)
if(NOT EXISTS ${sqlite3mc_dir}/sqlite3.c)
    message(FATAL_ERROR "The pinned sources are missing. Run packaging/setup/setup first.")
endif()
# The cipher of 2.4.0 takes a read that failed for one that succeeded: a log that cannot be read
# would count as empty, and what was in memory before as what is on the disk. Our copy gives the
# failure on, as it does for short reads.
file(READ ${sqlite3mc_dir}/sqlite3.c sqlite3mc_text)
string(REGEX MATCHALL "rc == SQLITE_IOERR_SHORT_READ\\)" sqlite3mc_places "${sqlite3mc_text}")
list(LENGTH sqlite3mc_places sqlite3mc_count)
if(NOT sqlite3mc_count EQUAL 2)
    message(FATAL_ERROR "SQLite3 Multiple Ciphers has changed: see whether it gives failed reads on.")
endif()
string(REPLACE "rc == SQLITE_IOERR_SHORT_READ)" "rc != SQLITE_OK)" sqlite3mc_text
    "${sqlite3mc_text}")
file(WRITE ${PROJECT_BINARY_DIR}/third_party/sqlite3.c.new "${sqlite3mc_text}")
file(COPY_FILE ${PROJECT_BINARY_DIR}/third_party/sqlite3.c.new
    ${PROJECT_BINARY_DIR}/third_party/sqlite3.c ONLY_IF_DIFFERENT)
add_library(tidemark_sqlite3mc STATIC ${PROJECT_BINARY_DIR}/third_party/sqlite3.c)
add_library(tidemark::sqlite3mc ALIAS tidemark_sqlite3mc)
target_include_directories(tidemark_sqlite3mc SYSTEM PUBLIC ${sqlite3mc_dir})
target_compile_definitions(tidemark_sqlite3mc PRIVATE
    CODEC_TYPE=CODEC_TYPE_AEGIS
    SQLITE_DEFAULT_FOREIGN_KEYS=1
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_DQS=0
    SQLITE_ENABLE_DBSTAT_VTAB
    SQLITE_ENABLE_FTS5
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_MAX_EXPR_DEPTH=200
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_TEMP_STORE=2
    SQLITE_THREADSAFE=2
    SQLITE_USE_URI=0)
# The build of a dependency is not ours to warn about.
target_compile_options(tidemark_sqlite3mc PRIVATE -w -O2)
target_link_libraries(tidemark_sqlite3mc PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)
