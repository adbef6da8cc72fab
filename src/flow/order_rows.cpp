// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/order_rows.h"

#include "base/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::flow {
namespace {

// Part of every key: raise it when the same order would look or sound different.
constexpr std::string_view kRenderVersion = "render-3";
// Part of every message's key: raise it only when what was understood before is to be said again, and paid.
constexpr std::string_view kMessageVersion = "message-1";

std::string nth(const std::string& key, int n) {
    return n == 1 ? key : fmt::format("{}.{}", key, n);
}

bool was_answered(const std::string& message_key, const jobs::Journal& journal) {
    const auto message = journal.message_of(message_key);
    return message && message->state == jobs::MessageRow::State::Answered;
}

/// "Again" means afresh what was done; what is only begun is gone on with.
bool has_something_done(const jobs::OrderRow& row, const jobs::Journal& journal) {
    return row.finished || was_answered(message_key(row), journal);
}

/// How many rows there are of this key; the last is nth(key, count).
int count_of(const std::string& key, const jobs::Journal& journal) {
    int count = 0;
    while (journal.order(nth(key, count + 1))) ++count;
    return count;
}

/// The last message for the same request, or with `afresh` one after it that nobody has said yet.
std::string message_for(const Order& order, const std::string& row_key, const Project& project, const Place& place,
                        bool afresh) {
    if (!place.lives_on()) return row_key;  // words cost nothing in this process: each order has its own session
    const std::string key =
        fingerprint(fmt::format("{}|{}|{}", kMessageVersion, place.name, request_to_json(order, project.root)));
    int said = 0;
    while (place.journal.message_of(nth(key, said + 1))) ++said;
    if (said == 0) return key;
    const bool done = order.again && was_answered(nth(key, said), place.journal);
    return nth(key, afresh || done ? said + 1 : said);
}

/// Only a draft is wanted: that is no order to be finished later.
jobs::OrderRow added(const Order& order, const std::string& key, const Project& project, const Place& place,
                     bool afresh) {
    const std::string message = message_for(order, key, project, place, afresh);
    const jobs::OrderRow row{.key = key,
                             .backend = place.name,
                             .json = row_document(order, project.root, message),
                             .finished = order.until_draft};
    place.journal.put_order(row);
    return row;
}

}  // namespace

std::string order_key(const Order& order, const Project& project, const Place& place, const std::string& subject) {
    return fingerprint(
        fmt::format("{}|{}|{}|{}", kRenderVersion, place.name, order_to_json(order, project.root), subject));
}

jobs::OrderRow order_row(const Order& order, const std::string& key, const Project& project, const Place& place) {
    jobs::Journal& journal = place.journal;
    if (!order.resumed.empty()) {
        if (const auto row = journal.order(order.resumed)) return *row;
        throw Error(ErrorCode::NotFound,
                    fmt::format("order {}: not in this project; run the command again that gave it", order.resumed));
    }
    const int count = count_of(key, journal);
    if (count == 0) return added(order, key, project, place, false);
    jobs::OrderRow last = journal.order(nth(key, count)).value();
    if (!order.again || !has_something_done(last, journal)) return last;
    if (!order.until_draft) {
        last.finished = true;  // its place is taken: `takt resume` finishes the new one
        journal.put_order(last);
    }
    return added(order, nth(key, count + 1), project, place, true);
}

std::optional<jobs::OrderRow> known_row(const Order& order, const std::string& key, const jobs::Journal& journal) {
    return journal.order(order.resumed.empty() ? nth(key, std::max(count_of(key, journal), 1)) : order.resumed);
}

std::string shared_key(const std::string& row_key) {
    return row_key.substr(0, row_key.find('.'));
}

std::vector<std::string> places_with_open_orders(const jobs::Journal& journal) {
    std::vector<std::string> names;
    for (const jobs::OrderRow& row : journal.open_orders()) {
        if (std::find(names.begin(), names.end(), row.backend) == names.end()) names.push_back(row.backend);
    }
    return names;
}

std::vector<Order> open_orders(const Project& project, const Place& place) {
    std::vector<Order> orders;
    for (const jobs::OrderRow& row : place.journal.open_orders(place.name)) {
        orders.push_back(order_from_json(row.json, project.root));
        orders.back().resumed = row.key;
    }
    return orders;
}

}  // namespace takt::flow
