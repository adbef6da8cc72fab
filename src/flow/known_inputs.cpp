// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/known_inputs.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "jobs/journal.h"

#include <cerrno>
#include <sys/stat.h>
#include <time.h>

namespace takt::flow {
namespace {

constexpr const char* kKind = "prepare";
constexpr const char* kInputsKey = "inputs";
constexpr std::size_t kMostInputs = 4096;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;
// File systems may count time in steps of up to two seconds (FAT): what was written this recently may be written
// again without a trace.
constexpr std::int64_t kSettledNs = 2 * kNsPerSecond;

std::int64_t ns(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * kNsPerSecond + time.tv_nsec;
}

FileStamp stamp_of(const std::filesystem::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) throw_errno(errno, file.string());
    return {.device = found.st_dev,
            .inode = found.st_ino,
            .size_bytes = found.st_size,
            .modified_ns = ns(found.st_mtim),
            .changed_ns = ns(found.st_ctim)};
}

bool is_settled(const FileStamp& stamp) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return stamp.modified_ns + kSettledNs < ns(now);
}

}  // namespace

KnownInputs::KnownInputs(jobs::Journal& journal)
    : journal_(journal), inputs_(known_inputs_from_json(journal.record_of(kKind, kInputsKey).value_or("{}"))) {}

std::string KnownInputs::content_of(const std::filesystem::path& file) {
    const std::string name = std::filesystem::absolute(file).lexically_normal().string();
    const FileStamp stamp = stamp_of(file);
    {
        const std::lock_guard lock(mutex_);
        seen_.insert(name);
        const auto known = inputs_.find(name);
        if (known != inputs_.end() && known->second.stamp == stamp) return known->second.content;
    }
    std::string content = fingerprint_file(file);
    if (is_settled(stamp) && stamp_of(file) == stamp) {
        const std::lock_guard lock(mutex_);
        inputs_[name] = {stamp, content};
        changed_ = true;
    }
    return content;
}

void KnownInputs::save() {
    const std::lock_guard lock(mutex_);
    if (!changed_) return;
    if (inputs_.size() > kMostInputs) {
        std::erase_if(inputs_, [&](const auto& entry) { return seen_.count(entry.first) == 0; });
    }
    journal_.put_record(kKind, kInputsKey, known_inputs_to_json(inputs_));
    changed_ = false;
}

std::optional<PreparedItem> KnownInputs::rejected(const std::string& key, const std::filesystem::path& root) const {
    const auto text = journal_.record_of(kKind, key);
    if (!text) return std::nullopt;
    return item_from_json(*text, root);
}

void KnownInputs::put_rejected(const std::string& key, const PreparedItem& item, const std::filesystem::path& root) {
    journal_.put_record(kKind, key, item_to_json(item, root));
}

}  // namespace takt::flow
