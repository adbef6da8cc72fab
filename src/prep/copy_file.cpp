// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/copy_file.h"

#include "takt/error.h"

#include "base/fingerprint.h"
#include "base/stop.h"
#include "prep/part_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <vector>

namespace takt::prep {
namespace {

/// Answers the fingerprint of what was read.
std::string copy_bytes(const std::filesystem::path& from, const std::filesystem::path& to, Progress& progress,
                       const std::stop_token& stop) {
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    if (!in) throw_errno(errno, from.string());
    if (!out) throw_errno(errno, to.string());
    Fingerprinter read;
    std::vector<char> block(1U << 20U);
    std::int64_t done = 0;
    while (in) {
        throw_if_stopped(stop);
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        read.add({block.data(), static_cast<std::size_t>(in.gcount())});
        if (!out.write(block.data(), in.gcount())) throw_errno(errno, to.string());
        progress.advance(done += in.gcount());
    }
    out.close();
    if (!out) throw_errno(errno, to.string());
    return read.hex();
}

}  // namespace

void copy_file(const std::filesystem::path& from, const std::filesystem::path& to, Progress& progress,
               const std::stop_token& stop) {
    PartFile file(to);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(from));
    progress.begin(fmt::format("copy {}", from.filename().string()), size, "bytes");
    const std::string read = copy_bytes(from, file.part(), progress, stop);
    if (fingerprint_file(file.part()) != read) {
        throw Error(ErrorCode::VerificationFailed,
                    fmt::format("{}: the copy differs from the original; check the disk", to.string()));
    }
    file.publish();
    progress.end();
}

}  // namespace takt::prep
