// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite as C++: an owned connection, an owned statement, errors as takt::Error. Only the journal uses it.
// A living statement has the connection for itself: any thread may prepare one, and waits until those of others are
// gone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace takt::jobs {

struct SqliteDelete {
    void operator()(sqlite3* connection) const noexcept;
    void operator()(sqlite3_stmt* statement) const noexcept;
};
using ConnectionPtr = std::unique_ptr<sqlite3, SqliteDelete>;
using StatementPtr = std::unique_ptr<sqlite3_stmt, SqliteDelete>;

/// One compiled SQL statement. Bind in the order of its question marks, then step through its rows.
class Statement {
public:
    using Lock = std::unique_lock<std::recursive_mutex>;
    Statement(Lock connection, StatementPtr statement, std::string subject);

    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    /// True when a row stands ready, false after the last. A statement that only writes has done so when this returns.
    bool step();
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;

private:
    Lock connection_;  // first, so that it is given back after the statement has ended
    StatementPtr statement_;
    std::string subject_;
    int bound_ = 0;
};

class Database {
public:
    /// Opens `file`, creating it empty and readable by its owner only (0600). Throws Corrupt when its pages do not hold
    /// together, Permission, DiskFull.
    explicit Database(const std::filesystem::path& file);

    [[nodiscard]] Statement prepare(std::string_view sql) const;
    /// Runs every statement in `sql`; rows are ignored.
    void execute(const std::string& sql);

private:
    friend class Transaction;
    void require_whole(const std::filesystem::path& file) const;

    std::string subject_;
    mutable std::recursive_mutex mutex_;
    ConnectionPtr connection_;
};

/// What is written while it lives is written as one; undone unless commit() is called. Other threads wait.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& database_;
    Statement::Lock connection_;
    bool open_ = true;
};

}  // namespace takt::jobs
