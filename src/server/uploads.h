// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way into a session: checked, moved to uploads/<session>/ under a name of their own (0600), and given
// to the backend. What is refused leaves nothing behind; the same content twice is one asset and one file.
#pragma once

#include "takt/backend.h"

#include "api/documents.h"
#include "server/http.h"
#include "server/service.h"
#include "server/sessions.h"

#include <array>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace takt::server {

/// Any thread may call. Throws UnsupportedFormat, TooLarge, Usage, and what the backend throws.
class Uploads {
public:
    /// Empties the folder of bodies that an earlier run did not finish.
    Uploads(const ServiceOptions& options, Backend& backend);

    /// Where bodies are streamed to; nobody else reads there.
    [[nodiscard]] std::filesystem::path incoming() const;

    /// All of them, in order, or an error before the first one is taken when one is of a wrong type or size.
    [[nodiscard]] std::vector<api::MediaFile> take(const Session& session, const std::vector<UploadedFile>& files,
                                                   const std::string& site);
    [[nodiscard]] std::vector<api::MediaFile> fetch(const Session& session, const std::vector<std::string>& urls,
                                                    const std::string& site);

    /// The file behind an address in an answer; absent when there is none.
    [[nodiscard]] std::optional<std::filesystem::path> stored(const std::string& session,
                                                              const std::string& name) const;

private:
    api::MediaFile take_one(const Session& session, const std::filesystem::path& file, const std::string& client_name,
                            const std::string& site);

    const ServiceOptions& options_;
    Backend& backend_;
    // One upload of a session at a time: names must not collide, and the backend sees them one after the other.
    std::array<std::mutex, 16> turn_of_session_;
};

}  // namespace takt::server
