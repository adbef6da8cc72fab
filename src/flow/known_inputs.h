// SPDX-License-Identifier: GPL-3.0-or-later
// What earlier runs learned about input files, kept in the project's journal: the content behind a name, as long as
// the file system says it was not touched, and what was rejected, so that neither is read again. Any thread may call.
#pragma once

#include "flow/project.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace takt::jobs {
class Journal;
}

namespace takt::flow {

/// How the file system knows a version of a file.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size_bytes = 0;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;  ///< of the inode: it moves even when somebody sets `modified_ns` back
    bool operator==(const FileStamp&) const = default;
};

struct KnownInput {
    FileStamp stamp;
    std::string content;  ///< its fingerprint
};
using KnownInputMap = std::map<std::string, KnownInput>;

[[nodiscard]] std::string known_inputs_to_json(const KnownInputMap& inputs);
/// Empty when `text` is nothing we wrote: then files are read again.
[[nodiscard]] KnownInputMap known_inputs_from_json(const std::string& text);

class KnownInputs {
public:
    explicit KnownInputs(jobs::Journal& journal);

    /// The content's fingerprint; the file is read when it is not the one we know. Throws NotFound, Permission.
    [[nodiscard]] std::string content_of(const std::filesystem::path& file);
    /// Writes what was learned, in one record.
    void save();

    /// What was said about a rejected file, under a key that holds everything the answer depends on.
    [[nodiscard]] std::optional<PreparedItem> rejected(const std::string& key, const std::filesystem::path& root) const;
    void put_rejected(const std::string& key, const PreparedItem& item, const std::filesystem::path& root);

private:
    jobs::Journal& journal_;
    std::mutex mutex_;
    KnownInputMap inputs_;
    std::set<std::string> seen_;
    bool changed_ = false;
};

}  // namespace takt::flow
