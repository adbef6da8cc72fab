// SPDX-License-Identifier: GPL-3.0-or-later
// Orders as the journal keeps them: the document, its key, and which row an order goes on with.
#pragma once

#include "flow/deliver.h"
#include "jobs/journal.h"

#include <filesystem>
#include <optional>
#include <string>

namespace takt::flow {

/// Paths inside `root` are relative to it. What does not change the result (threads) is not in it.
[[nodiscard]] std::string order_to_json(const Order& order, const std::filesystem::path& root);
/// Throws Corrupt.
[[nodiscard]] Order order_from_json(const std::string& text, const std::filesystem::path& root);
/// The part of it that is said: where the file goes and how it is encoded is none of the editor's business.
[[nodiscard]] std::string request_to_json(const Order& order, const std::filesystem::path& root);
/// As a row keeps it: with the key of the order's message.
[[nodiscard]] std::string row_document(const Order& order, const std::filesystem::path& root,
                                       const std::string& message_key);

/// Under which key the order's message is journalled. Orders for the same request share it where words cost: what was
/// understood for one is not said for another. Rows without one have a message of their own.
[[nodiscard]] std::string message_key(const jobs::OrderRow& row);

/// The same for the same order at the same place. `subject` is what the order is about besides: an exported draft, or
/// how its songs' beats were corrected.
[[nodiscard]] std::string order_key(const Order& order, const Project& project, const Place& place,
                                    const std::string& subject);

/// The row to go on with: the one that is resumed; else the last of this key; else, and with `again` when there is
/// something to do again, a new one, which is journalled.
[[nodiscard]] jobs::OrderRow order_row(const Order& order, const std::string& key, const Project& project,
                                       const Place& place);

/// The row of this order as it stands, without adding one: the one that is resumed, else the last of `key`.
[[nodiscard]] std::optional<jobs::OrderRow> known_row(const Order& order, const std::string& key,
                                                      const jobs::Journal& journal);

/// The part of a row's key that all rows of the same order share: names are made of it.
[[nodiscard]] std::string shared_key(const std::string& row_key);

}  // namespace takt::flow
