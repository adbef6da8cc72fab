// SPDX-License-Identifier: GPL-3.0-or-later
// A server in a process of its own, so that its memory is its own: /json answers at once, /events never says anything,
// /file is a file, /upload takes files. Used by the bench of the server.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>

namespace takt::bench {

class ServedProcess {
public:
    /// Serves `file`; uploads go to `folder`. No thread of ours may run yet.
    ServedProcess(const std::filesystem::path& folder, const std::filesystem::path& file);
    ~ServedProcess();
    ServedProcess(const ServedProcess&) = delete;
    ServedProcess& operator=(const ServedProcess&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// VmRSS, VmHWM: of this process, as the kernel counts.
    [[nodiscard]] double memory_mb(const std::string& key) const;
    [[nodiscard]] std::ptrdiff_t descriptors() const;

private:
    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace takt::bench
