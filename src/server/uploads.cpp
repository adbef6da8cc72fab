// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/uploads.h"

#include "api/plain_text.h"
#include "base/atomic_file.h"
#include "server/identifiers.h"
#include "server/media_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <system_error>
#include <utility>

namespace takt::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxUrls = 20;

/// A file that is gone with this object, unless it is kept.
class Unfinished {
public:
    explicit Unfinished(fs::path file) : file_(std::move(file)) {}
    ~Unfinished() {
        std::error_code ignored;
        if (!file_.empty()) fs::remove(file_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    void keep() { file_.clear(); }

private:
    fs::path file_;
};

void make_private_folder(const fs::path& folder) {
    make_folder(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

void require_type(const std::string& client_name) {
    if (media_type_of(client_name)) return;
    throw Error(ErrorCode::UnsupportedFormat,
                fmt::format("{}: this type of file is not taken; use mp4 mov avi webm mkv, jpg png gif webp, mp3 wav "
                            "m4a aac",
                            safe_name(client_name)));
}

void require_size(const std::string& client_name, std::int64_t size_bytes, std::int64_t max_bytes) {
    if (size_bytes == 0) {
        throw Error(ErrorCode::Corrupt, fmt::format("{}: is empty; send it again", safe_name(client_name)));
    }
    if (size_bytes <= max_bytes) return;
    throw Error(ErrorCode::TooLarge, fmt::format("{}: {} bytes exceed the limit of {}; trim or compress it",
                                                 safe_name(client_name), size_bytes, max_bytes));
}

/// "clip.mp4", "clip-2.mp4", …
std::string free_name(const fs::path& folder, const std::string& wanted) {
    const fs::path name(wanted);
    std::string candidate = wanted;
    for (int number = 2; fs::exists(folder / candidate); ++number) {
        candidate = fmt::format("{}-{}{}", name.stem().string(), number, name.extension().string());
    }
    return candidate;
}

}  // namespace

Uploads::Uploads(const ServiceOptions& options, Backend& backend) : options_(options), backend_(backend) {
    std::error_code ignored;
    fs::remove_all(incoming(), ignored);
    make_private_folder(options_.root / "uploads");
    make_private_folder(incoming());
}

fs::path Uploads::incoming() const {
    return options_.root / "uploads" / ".incoming";
}

std::vector<api::MediaFile> Uploads::take(const Session& session, const std::vector<UploadedFile>& files,
                                          const std::string& site) {
    std::vector<UploadedFile> wanted;
    std::ranges::copy_if(files, std::back_inserter(wanted), [](const auto& file) { return file.field == "files"; });
    if (wanted.empty()) throw Error(ErrorCode::Usage, "upload: holds no file; send each as a part named 'files'");
    for (const UploadedFile& file : wanted) require_type(file.file_name);
    for (const UploadedFile& file : wanted) require_size(file.file_name, file.size_bytes, options_.max_file_bytes);
    std::vector<api::MediaFile> taken;
    for (const UploadedFile& file : wanted) taken.push_back(take_one(session, file.file, file.file_name, site));
    return taken;
}

std::vector<api::MediaFile> Uploads::fetch(const Session& session, const std::vector<std::string>& urls,
                                           const std::string& site) {
    if (urls.empty()) throw Error(ErrorCode::Usage, "upload: names no URL; send each in 'urls'");
    if (urls.size() > kMaxUrls) throw Error(ErrorCode::Usage, "upload: too many URLs; send 20 at most");
    std::vector<UrlParts> parts;
    for (const std::string& url : urls) {
        const auto part = url_parts(url);
        if (!part) throw Error(ErrorCode::UnsupportedFormat, "upload: no http or https URL; send the file itself");
        const auto allowed = [&](const std::string& host) { return api::lower_case(host) == part->host; };
        if (!options_.fetch_url || std::ranges::none_of(options_.url_hosts, allowed)) {
            throw Error(ErrorCode::UnsupportedFormat,
                        fmt::format("{}: this server fetches nothing from there; send the file itself, or start the "
                                    "server with --allow-url-host {}",
                                    api::message_text(part->host), api::message_text(part->host)));
        }
        require_type(part->file_name);
        parts.push_back(*part);
    }
    std::vector<api::MediaFile> taken;
    for (std::size_t i = 0; i < urls.size(); ++i) {
        const fs::path file = incoming() / random_hex(8);
        const Unfinished unfinished(file);
        const Unfinished part(part_path(file));  // a name of chance: nobody resumes it
        options_.fetch_url(urls[i], file, options_.max_file_bytes);
        require_size(parts[i].file_name, static_cast<std::int64_t>(fs::file_size(file)), options_.max_file_bytes);
        taken.push_back(take_one(session, file, parts[i].file_name, site));
    }
    return taken;
}

api::MediaFile Uploads::take_one(const Session& session, const fs::path& file, const std::string& client_name,
                                 const std::string& site) {
    const std::lock_guard lock(turn_of_session_[std::hash<std::string>{}(session.id) % turn_of_session_.size()]);
    const fs::path folder = options_.root / "uploads" / session.id;
    make_private_folder(folder);
    const fs::path place = folder / free_name(folder, safe_name(client_name));
    Unfinished unfinished(place);
    move_file(file, place);
    fs::permissions(place, fs::perms::owner_read | fs::perms::owner_write);
    NoProgress progress;
    const Asset asset = backend_.upload(session.behind, place, progress, {});
    if (fs::path(asset.address).filename() == place.filename()) unfinished.keep();
    api::MediaFile described = media_file(asset, session.id, site);
    described.filename = safe_name(client_name);
    return described;
}

std::optional<fs::path> Uploads::stored(const std::string& session, const std::string& name) const {
    const fs::path file = options_.root / "uploads" / session / name;
    std::error_code ignored;
    const bool is_ours = fs::is_regular_file(fs::symlink_status(file, ignored));
    return is_ours ? std::optional(file) : std::nullopt;
}

}  // namespace takt::server
