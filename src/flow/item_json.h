// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of one prepared item, as it stands in project.json, in the journal and in takt.prep/1; flow's only.
#pragma once

#include "takt/error.h"

#include "flow/project.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <utility>

namespace takt::flow {

using Json = nlohmann::ordered_json;

inline constexpr std::array<std::pair<Outcome, const char*>, 3> kOutcomes{
    {{Outcome::Accepted, "accepted"}, {Outcome::Fixed, "fixed"}, {Outcome::Rejected, "rejected"}}};

template <typename Enum, std::size_t N>
const char* name_of(const std::array<std::pair<Enum, const char*>, N>& names, Enum value) {
    for (const auto& [known, name] : names) {
        if (known == value) return name;
    }
    return "";
}

/// Paths inside `root` become relative to it.
[[nodiscard]] Json to_json(const PreparedItem& item, const std::filesystem::path& root);
/// Throws what the parser throws, and Corrupt for an unknown word.
[[nodiscard]] PreparedItem item_from(const Json& json, const std::filesystem::path& root);

/// Names on disk may hold any bytes; in JSON a byte that is not UTF-8 becomes the replacement character.
[[nodiscard]] std::string text_of(const Json& json);

/// Runs `read` over parsed JSON; whatever does not fit is one Error that names the document.
template <typename Read>
auto parsed(const std::string& text, const std::string& document, Read read) {
    try {  // a parser's boundary: its exceptions end here, as ours
        return read(Json::parse(text));
    } catch (const std::exception& why) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not readable ({}); run `takt prep` again", document, why.what()));
    }
}

}  // namespace takt::flow
