// SPDX-License-Identifier: GPL-3.0-or-later
// The files of one multipart request, streamed to disk as they come: names of ours, mode 0600, written in large blocks.
// Whatever of them still stands in the folder when this ends is removed.
#pragma once

#include "server/http.h"
#include "server/multipart.h"
#include "server/refusal.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::server {

class ReceivedFiles final : public PartSink {
public:
    ReceivedFiles(std::filesystem::path folder, std::int64_t max_file_bytes);
    ~ReceivedFiles() override;
    ReceivedFiles(const ReceivedFiles&) = delete;
    ReceivedFiles& operator=(const ReceivedFiles&) = delete;

    /// A part without a file name is an ordinary field, which no route of ours reads: its bytes are dropped.
    void part_begin(const PartHead& head) override;
    void part_bytes(std::string_view bytes) override;
    void part_end() override;

    /// Why the request must end here, once it must: a file over its limit, or a disk that takes no more.
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }
    [[nodiscard]] const std::vector<UploadedFile>& files() const { return files_; }

private:
    void flush();
    void close();
    void refuse(Refusal refusal);

    std::filesystem::path folder_;
    std::int64_t max_file_bytes_;
    std::vector<UploadedFile> files_;
    int descriptor_ = -1;  ///< of the last file, while its part goes on
    std::string block_;
    std::optional<Refusal> refusal_;
};

}  // namespace takt::server
