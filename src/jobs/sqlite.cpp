// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/sqlite.h"

#include "takt/error.h"

#include "jobs/open_file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>
#include <limits>
#include <utility>

namespace takt::jobs {
namespace {

constexpr int kOtherReaderTimeoutMs = 5000;

[[noreturn]] void fail(const std::string& subject, int rc) {
    const char* what = sqlite3_errstr(rc);
    switch (rc & 0xff) {  // the low byte is the primary code, the rest only refines it
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
            throw Error(
                ErrorCode::Corrupt,
                fmt::format("{}: is damaged ({}); move it away and run again: steps without a record are redone",
                            subject, what));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(ErrorCode::Busy,
                        fmt::format("{}: another program holds it; close that program and run again", subject));
        case SQLITE_FULL:
        case SQLITE_IOERR:
            throw Error(ErrorCode::DiskFull,
                        fmt::format("{}: cannot be written ({}); free or check the disk and run again", subject, what));
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
            throw Error(
                ErrorCode::Permission,
                fmt::format("{}: cannot be opened for writing ({}); check the folder's permissions", subject, what));
        default: throw Error(ErrorCode::Internal, fmt::format("{}: {}; please report this", subject, what));
    }
}

void check(const std::string& subject, int rc) {
    if (rc != SQLITE_OK) fail(subject, rc);
}

}  // namespace

void SqliteDelete::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}
void SqliteDelete::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement::Statement(Lock connection, StatementPtr statement, std::string subject)
    : connection_(std::move(connection)), statement_(std::move(statement)), subject_(std::move(subject)) {}

Statement& Statement::bind(std::string_view text) {
    // An empty view may have no address, which SQLite would store as NULL.
    const char* bytes = text.empty() ? "" : text.data();
    check(subject_, sqlite3_bind_text64(statement_.get(), ++bound_, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    check(subject_, sqlite3_bind_int64(statement_.get(), ++bound_, number));
    return *this;
}

bool Statement::step() {
    const int rc = sqlite3_step(statement_.get());
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) return false;
    fail(subject_, rc);
}

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

Database::Database(const std::filesystem::path& file) : subject_(file.string()) {
    OpenFile::for_writing(file);  // SQLite alone would create it readable by everyone
    sqlite3* opened = nullptr;
    const int rc = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    connection_.reset(opened);
    check(subject_, rc);
    check(subject_, sqlite3_busy_timeout(opened, kOtherReaderTimeoutMs));
    // EXTRA is FULL plus a sync of the folder after the rollback journal is deleted: without it a power cut can bring
    // that journal back, and it would undo a row that was committed.
    execute("PRAGMA trusted_schema=OFF; PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;");
    require_whole(file);
}

Statement Database::prepare(std::string_view sql) const {
    assert(sql.size() < static_cast<std::size_t>(std::numeric_limits<int>::max()));
    Statement::Lock lock(mutex_);
    sqlite3_stmt* prepared = nullptr;
    check(subject_,
          sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr));
    return {std::move(lock), StatementPtr(prepared), subject_};
}

void Database::execute(const std::string& sql) {
    const Statement::Lock lock(mutex_);
    check(subject_, sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

void Database::require_whole(const std::filesystem::path& file) const {
    Statement pages = prepare("PRAGMA quick_check(1)");
    if (!pages.step() || pages.text(0) != "ok") fail(subject_, SQLITE_CORRUPT);
    // A last page cut short reads as if zeros followed, which can pass for valid text; only the size tells.
    Statement size = prepare("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    if (!size.step() || size.number(0) != static_cast<std::int64_t>(std::filesystem::file_size(file))) {
        fail(subject_, SQLITE_CORRUPT);
    }
}

Transaction::Transaction(Database& database) : database_(database), connection_(database.mutex_) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // A failed statement may have rolled back already; then there is nothing left to undo, and that is no failure.
    if (open_) sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace takt::jobs
