// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/settings_json.h"
#include "flow/order_rows.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace takt::flow {
namespace {

using Json = nlohmann::ordered_json;

/// Either path may be relative to the working folder; what is compared and kept depends on neither.
std::string inside(const std::filesystem::path& path, const std::filesystem::path& root) {
    const auto whole = std::filesystem::absolute(path).lexically_normal();
    const auto relative = whole.lexically_relative(std::filesystem::absolute(root).lexically_normal());
    const bool outside = relative.empty() || *relative.begin() == "..";
    return (outside ? whole : relative).string();
}

std::filesystem::path outside(const std::string& text, const std::filesystem::path& root) {
    const std::filesystem::path path(text);
    return path.is_absolute() ? path : root / path;
}

Order order_of(const Json& json, const std::filesystem::path& root) {
    Order order{.prompt = json.at("prompt").get<std::string>(),
                .message = json.at("message").get<std::string>(),
                .settings = edit::settings_from_json(json.at("settings").dump()),
                .options = {.quality = static_cast<Quality>(json.at("quality").get<int>()),
                            .integrated_lufs = json.at("lufs").get<double>(),
                            .max_true_peak_dbtp = json.at("true_peak_dbtp").get<double>()}};
    if (const Json& output = json.at("output"); !output.is_null()) {
        order.output = outside(output.get<std::string>(), root);
    }
    for (const Json& file : json.at("files")) order.files.push_back(outside(file.get<std::string>(), root));
    return order;
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json document_of(const Order& order, const std::filesystem::path& root) {
    Json json{{"schema", "takt.order/1"},
              {"prompt", order.prompt},
              {"message", order.message},
              {"settings", Json::parse(edit::settings_to_json(order.settings))},
              {"quality", static_cast<int>(order.options.quality)},
              {"lufs", order.options.integrated_lufs},
              {"true_peak_dbtp", order.options.max_true_peak_dbtp}};
    json["output"] = order.output ? Json(inside(*order.output, root)) : Json();
    json["files"] = Json::array();
    for (const auto& file : order.files) json["files"].push_back(inside(file, root));
    return json;
}

}  // namespace

std::string order_to_json(const Order& order, const std::filesystem::path& root) {
    return dumped(document_of(order, root));
}

std::string request_to_json(const Order& order, const std::filesystem::path& root) {
    Json json = document_of(order, root);
    for (const char* of_the_file : {"output", "quality", "lufs", "true_peak_dbtp"}) json.erase(of_the_file);
    return dumped(json);
}

std::string row_document(const Order& order, const std::filesystem::path& root, const std::string& message_key) {
    Json json = document_of(order, root);
    json["message_key"] = message_key;
    return dumped(json);
}

std::string message_key(const jobs::OrderRow& row) {
    const Json json = Json::parse(row.json, nullptr, false);
    const bool named = json.is_object() && json.contains("message_key") && json["message_key"].is_string();
    return named ? json["message_key"].get<std::string>() : row.key;
}

Order order_from_json(const std::string& text, const std::filesystem::path& root) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return order_of(Json::parse(text), root);
    } catch (const Json::exception& why) {
        throw Error(
            ErrorCode::Corrupt,
            fmt::format("journal.db: an order is not readable ({}); run the command again that gave it", why.what()));
    }
}

}  // namespace takt::flow
