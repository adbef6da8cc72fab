// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/sessions.h"

#include "base/fingerprint.h"
#include "base/stop.h"
#include "flow/order_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace takt::flow {
namespace {

/// What the journal says of a session that somebody else keeps: for which order it was opened.
std::string session_document(const std::string& order_key) {
    return fmt::format(R"({{"order":"{}"}})", order_key);
}

SessionId opened(const Place& place, const EditSettings& settings, const std::string& order_key) {
    const SessionId session = place.backend.open_session(settings);
    // A backend in this process has put its own document there.
    if (!place.journal.session(session.value)) {
        place.journal.put_session({session.value, place.name, session_document(order_key)});
    }
    return session;
}

/// Sessions in this process are in the journal, so they exist; a service may forget its own.
bool exists(const Place& place, const std::string& session) {
    if (!place.lives_on()) return true;
    try {
        (void)place.backend.state({session});
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) throw;
        return false;
    }
}

/// The order's message, when it may have been understood.
std::optional<jobs::MessageRow> understood_message(const jobs::OrderRow& row, const Place& place) {
    auto message = place.journal.message_of(message_key(row));
    if (message && message->state == jobs::MessageRow::State::Failed) message.reset();
    return message;
}

std::optional<std::string> known_session(const jobs::OrderRow& row, const Place& place) {
    if (row.session) return row.session;
    if (const auto message = understood_message(row, place); message && place.keeps_session) return message->session;
    const auto latest = place.journal.latest_session(place.name);
    if (!latest) return std::nullopt;
    // Opened for this order by a run that died before it could note so.
    const bool ours = latest->json == session_document(row.key);
    return place.keeps_session || ours ? std::optional(latest->id) : std::nullopt;
}

/// Nobody who asks to resume wants to pay a second time: what the lost session held is made anew only when it is
/// ordered anew.
void throw_if_lost_with_it(const jobs::OrderRow& row, const Order& order, const Place& place) {
    if (order.resumed.empty()) return;
    if (!order.prompt.empty() && !understood_message(row, place)) return;
    throw Error(ErrorCode::NotFound, fmt::format("{}: its session is gone; give the command again with -y",
                                                 order.prompt.empty() ? "export" : order.prompt));
}

/// The names of prepared files end in the fingerprint of their content: "clip-0a1b2c3d.mp4".
bool named_by_content(const std::filesystem::path& file) {
    constexpr std::size_t kDigits = 8;
    const std::string stem = file.stem().string();
    if (stem.size() <= kDigits || stem[stem.size() - kDigits - 1] != '-') return false;
    return std::all_of(stem.end() - kDigits, stem.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// The file that is in the session although no row says so: a run died after sending it.
const Asset* found(const std::vector<Asset>& assets, const std::filesystem::path& file, const std::string& hash) {
    const auto asset = std::find_if(assets.begin(), assets.end(), [&](const Asset& known) {
        return known.hash == hash || (named_by_content(file) && known.name == file.filename().string());
    });
    return asset == assets.end() ? nullptr : &*asset;
}

}  // namespace

SessionId session_for(jobs::OrderRow& row, const Order& order, const Place& place) {
    const std::optional<std::string> known = known_session(row, place);
    const bool exists_still = known && exists(place, *known);
    if (known && !exists_still) throw_if_lost_with_it(row, order, place);
    const SessionId session = exists_still ? SessionId{*known} : opened(place, order.settings, row.key);
    if (row.session != session.value) {
        row.session = session.value;
        place.journal.put_order(row);
    }
    return session;
}

Conversation conversation(const Place& place, const SessionId& session) {
    return {.backend = place.backend,
            .journal = place.journal,
            .clock = place.clock,
            .session = session,
            .lives_on = place.lives_on()};
}

std::optional<SessionId> current_session(const Project&, const Place& place, bool open) {
    const auto latest = place.journal.latest_session(place.name);
    if (latest && (!open || exists(place, latest->id))) return SessionId{latest->id};
    if (!open) return std::nullopt;
    return opened(place, {}, "");
}

std::vector<Asset> bring(const std::vector<std::filesystem::path>& files, const SessionId& session, const Place& place,
                         Progress& progress, const std::stop_token& stop) {
    std::vector<jobs::UploadRow> rows = place.journal.uploads(session.value);
    const std::vector<Asset> there = files.empty() ? std::vector<Asset>{} : place.backend.state(session).assets;
    std::vector<Asset> brought;
    for (const auto& file : files) {
        throw_if_stopped(stop);
        const std::string name = file.filename().string();
        const std::string hash = fingerprint_file(file);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& known) { return known.hash == hash; });
        if (row != rows.end()) {
            const auto asset = std::find_if(there.begin(), there.end(),
                                            [&](const Asset& known) { return known.address == row->address; });
            brought.push_back(asset != there.end() ? *asset : Asset{.name = row->name, .address = row->address});
            continue;
        }
        const Asset* asset = found(there, file, hash);
        brought.push_back(asset ? *asset : place.backend.upload(session, file, progress, stop));
        rows.push_back({session.value, hash, name, brought.back().address});
        place.journal.put_upload(rows.back());
    }
    return brought;
}

}  // namespace takt::flow
