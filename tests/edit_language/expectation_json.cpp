// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "edit_language/expectation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <utility>
#include <variant>

namespace takt::expectation {
namespace {

using nlohmann::json;
/// Field, as the notation names it, to value; "op" is the operation's name.
using Fields = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find(separator, begin)) != std::string::npos;
         begin = end + separator.size()) {
        parts.push_back(text.substr(begin, end - begin));
    }
    parts.push_back(text.substr(begin));
    return parts;
}

/// The names of JSON carry units, those of the structs do not.
std::string field_name(const std::string& op, std::string name) {
    const auto ends = [&](const std::string& ending) { return name.ends_with(ending); };
    if (name == "ms" || ends(".ms")) return name.substr(0, name.size() - 2) + "at";
    if (ends("_ms")) return name.substr(0, name.size() - 3);
    if (ends("target.numbers")) return "target.clips";
    if (name == "loudness_lufs") return "lufs";
    if (op == "set_aspect" && (name == "width" || name == "height")) return "ratio." + name;
    return name;
}

std::string value_of(const json& value) {
    if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

void flatten(const std::string& op, const json& value, const std::string& name, Fields& into) {
    const bool objects = value.is_array() && !value.empty() && value.front().is_object();
    if (value.is_object() || objects) {
        for (const auto& [key, part] : value.items()) flatten(op, part, name.empty() ? key : name + "." + key, into);
    } else if (value.is_array()) {
        std::string list;
        for (const json& part : value) {
            list += (list.empty() ? "" : ",") + (part.is_string() ? '"' + value_of(part) + '"' : value_of(part));
        }
        if (!list.empty()) into[field_name(op, name)] = list;
    } else {
        into[field_name(op, name)] = value_of(value);
    }
}

Fields fields_of(const EditOp& op) {
    const json object = json::parse(ops_to_json({op})).at(0);
    Fields fields;
    flatten(object.at("op"), object, "", fields);
    std::erase_if(fields, [](const auto& field) { return field.first.ends_with("from_end") && field.second == "0"; });
    return fields;
}

template <std::size_t... I>
std::map<std::string, Fields> all_defaults(std::index_sequence<I...>) {
    std::map<std::string, Fields> all;
    const auto add = [&](const EditOp& op) {
        const Fields fields = fields_of(op);
        all[fields.at("op")] = fields;
    };
    (add(EditOp(std::in_place_index<I>)), ...);
    return all;
}

/// The expected fields of one operation; those that are not written have their defaults.
std::optional<Fields> expected_fields(const std::string& written) {
    static const auto kDefaults = all_defaults(std::make_index_sequence<std::variant_size_v<EditOp>>());
    std::vector<std::string> parts;  // words, but no division inside quotes
    bool quoted = false;
    parts.emplace_back();
    for (const char c : written) {
        if (c == '"') quoted = !quoted;
        if (c == ' ' && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    const auto found = kDefaults.find(parts.front());
    if (found == kDefaults.end()) return std::nullopt;
    Fields fields = found->second;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto equals = parts[i].find('=');
        if (equals == std::string::npos) return std::nullopt;
        const std::string name = parts[i].substr(0, equals);
        const std::string value = parts[i].substr(equals + 1);
        if (name.ends_with("from_end") && value == "0") {
            fields.erase(name);
        } else {
            fields[name] = value;
        }
    }
    return fields;
}

std::optional<double> number(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return !text.empty() && *end == '\0' ? std::optional(value) : std::nullopt;
}

bool value_matches(const std::string& expected, const std::string& got) {
    if (expected == "?") return true;
    if (expected == got || expected == '"' + got + '"') return true;
    const auto value = number(got);
    if (!value) return false;
    if (expected == "+") return *value > 0;
    if (expected == "-") return *value < 0;
    if (expected == ">1") return *value > 1;
    if (expected == "<1") return *value < 1;
    const auto meant = number(expected);
    return meant && std::abs(*meant - *value) <= std::abs(*meant) * 0.01;
}

bool op_matches(const std::string& written, const EditOp& op) {
    const auto expected = expected_fields(written);
    if (!expected) return false;
    const Fields got = fields_of(op);
    for (const auto& [name, value] : *expected) {
        const auto found = got.find(name);
        const std::vector<std::string> any = split(value, "|");
        const bool right = found == got.end() ? value == "?" : std::ranges::any_of(any, [&](const std::string& one) {
            return value_matches(one, found->second);
        });
        if (!right) return false;
    }
    return std::ranges::all_of(got, [&](const auto& field) { return expected->contains(field.first); });
}

bool reading_matches(const std::string& reading, const Answer& answer) {
    if (reading == "unclear") return !answer.refused.empty() && answer.cannot == 0;
    std::vector<std::string> ops = split(reading, " ; ");
    const auto cannot = static_cast<std::size_t>(std::erase(ops, "cannot"));
    if (answer.cannot != cannot || answer.ops.size() != ops.size()) return false;
    if (!answer.refused.empty() && cannot == 0) return false;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (!op_matches(ops[i], answer.ops[i])) return false;
    }
    return true;
}

}  // namespace

std::vector<std::vector<std::string>> lines_of(const std::string& file_name) {
    std::ifstream file(std::string(TAKT_SOURCE_DIR) + "/tests/edit_language/" + file_name);
    std::vector<std::vector<std::string>> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && !line.starts_with("#")) lines.push_back(split(line, "\t"));
    }
    return lines;
}

Answer answer_to(const std::string& request, const std::vector<EditOp>& before) {
    Answer answer;
    try {
        const Reading reading = understand(request, before);
        for (const Reading::Read& read : reading.read) answer.ops.push_back(read.op);
        answer.cannot = reading.cannot.size();
    } catch (const Error& error) {
        answer.refused = error.code() == ErrorCode::EditUnclear ? error.what() : "another error: see its code";
        answer.cannot = answer.refused.find("cannot be made here") != std::string::npos ? 1 : 0;
    }
    return answer;
}

bool matches(const std::string& expected, const Answer& answer) {
    return std::ranges::any_of(split(expected, " || "),
                               [&](const std::string& reading) { return reading_matches(reading, answer); });
}

std::string described(const Answer& answer) {
    if (!answer.refused.empty()) return "refused: " + answer.refused;
    std::string said;
    for (const EditOp& op : answer.ops) said += (said.empty() ? "" : " ; ") + words(op);
    return said + (answer.cannot > 0 ? " ; cannot" : "");
}

}  // namespace takt::expectation
