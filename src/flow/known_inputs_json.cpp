// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/known_inputs.h"

#include <nlohmann/json.hpp>

namespace takt::flow {
namespace {

using Json = nlohmann::json;

/// Names may hold any bytes; JSON holds text. Two hex digits a byte.
std::string hex_of(const std::string& bytes) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

std::string bytes_of(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

}  // namespace

std::string known_inputs_to_json(const KnownInputMap& inputs) {
    Json json = Json::object();
    for (const auto& [name, known] : inputs) {
        const FileStamp& stamp = known.stamp;
        json[hex_of(name)] = {stamp.device,      stamp.inode,      stamp.size_bytes,
                              stamp.modified_ns, stamp.changed_ns, known.content};
    }
    return json.dump();
}

KnownInputMap known_inputs_from_json(const std::string& text) {
    KnownInputMap inputs;
    try {  // a parser's boundary: what an older or newer takt wrote is only read again
        const Json json = Json::parse(text);
        for (const auto& [name, row] : json.items()) {
            inputs[bytes_of(name)] = {{.device = row.at(0),
                                       .inode = row.at(1),
                                       .size_bytes = row.at(2),
                                       .modified_ns = row.at(3),
                                       .changed_ns = row.at(4)},
                                      row.at(5)};
        }
    } catch (const std::exception&) {
        inputs.clear();
    }
    return inputs;
}

}  // namespace takt::flow
