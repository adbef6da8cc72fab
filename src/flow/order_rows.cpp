// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/order_rows.h"

#include "base/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::flow {
namespace {

// Part of every key: raise it when the same order would look or sound different.
constexpr std::string_view kRenderVersion = "render-2";

std::string nth(const std::string& key, int n) {
    return n == 1 ? key : fmt::format("{}.{}", key, n);
}

/// "Again" means afresh what was done; what is only begun is gone on with.
bool has_something_done(const jobs::OrderRow& row, const jobs::Journal& journal) {
    if (row.finished) return true;
    const auto message = journal.message_of(row.key);
    return message && message->state == jobs::MessageRow::State::Answered;
}

jobs::OrderRow added(const Order& order, const std::string& key, const Project& project, const Place& place) {
    const jobs::OrderRow row{.key = key, .backend = place.name, .json = order_to_json(order, project.root)};
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
    std::optional<jobs::OrderRow> last;
    int count = 0;
    while (auto row = journal.order(nth(key, count + 1))) {
        last = std::move(row);
        ++count;
    }
    if (!last) return added(order, key, project, place);
    if (!order.again || !has_something_done(*last, journal)) return *last;
    last->finished = true;  // its place is taken: `takt resume` finishes the new one
    journal.put_order(*last);
    return added(order, nth(key, count + 1), project, place);
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
