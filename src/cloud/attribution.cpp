// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/attribution.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <yaml-cpp/yaml.h>

namespace takt::cloud {
namespace {

constexpr std::size_t kMaxSkillBytes = 256U << 10U;
constexpr std::size_t kMaxValueBytes = 128;

[[noreturn]] void refuse(const std::string& subject, std::string_view why, std::string_view next_step) {
    throw Error(ErrorCode::Usage, fmt::format("{}: {}; {}", subject, why, next_step));
}

/// The next line, without its end; `text` moves on behind it.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// What stands between the first line "---" and the next one.
std::string_view front_matter(std::string_view skill, const std::string& subject) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (skill.size() > kMaxSkillBytes) refuse(subject, "larger than 256 KiB", "is it really a SKILL.md?");
    if (skill.starts_with(kByteOrderMark)) skill.remove_prefix(kByteOrderMark.size());
    std::string_view rest = skill;
    if (take_line(rest) == "---") {
        const std::string_view block = rest;
        while (!rest.empty()) {
            const std::size_t at = block.size() - rest.size();
            if (take_line(rest) == "---") return block.substr(0, at);
        }
    }
    refuse(subject, "has no YAML front matter between two lines '---'", "begin it with name and version");
}

/// A scalar as it is written: a version 1.0 stays "1.0".
std::string scalar(const YAML::Node& map, const char* key) {
    if (!map.IsMap()) return {};
    const YAML::Node value = map[key];
    return value && value.IsScalar() ? value.Scalar() : std::string();
}

struct NameAndVersion {
    std::string name;
    std::string version;
};

NameAndVersion name_and_version(std::string_view yaml, const std::string& subject) {
    try {
        const YAML::Node document = YAML::Load(std::string(yaml));
        NameAndVersion found{scalar(document, "name"), scalar(document, "version")};
        if (found.version.empty() && document.IsMap() && document["metadata"]) {
            found.version = scalar(document["metadata"], "version");
        }
        return found;
    } catch (const YAML::Exception& error) {
        refuse(subject, fmt::format("its front matter is not YAML: line {}: {}", error.mark.line + 2, error.msg),
               "correct it");
    }
}

/// A value that is safe in a header line.
std::string clean(const std::string& value, const std::string& subject, std::string_view field) {
    if (value.empty()) refuse(subject, fmt::format("{} is missing", field), "write it as one word");
    const bool printable = std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
    if (!printable || value.front() == ' ' || value.back() == ' ' || value.size() > kMaxValueBytes) {
        refuse(subject, fmt::format("{} cannot be sent in a header", field),
               "use at most 128 plain ASCII characters on one line");
    }
    return value;
}

std::string platform_of(const std::filesystem::path& installed, const std::optional<std::string>& skill_source) {
    if (skill_source) return clean(*skill_source, "SKILL_SOURCE", "its value");
    std::string previous;
    for (const auto& part : installed) {
        if (part == ".clawhub") return "clawhub";
        if (part == "skills" && previous == ".cursor") return "cursor";
        previous = part.string();
    }
    return "unknown";
}

}  // namespace

Attribution attribution_of(const std::string& skill, const std::filesystem::path& file,
                           const std::optional<std::string>& skill_source) {
    const std::string subject = file.string();
    const NameAndVersion found = name_and_version(front_matter(skill, subject), subject);
    return {clean(found.name, subject, "name"), clean(found.version, subject, "version"),
            platform_of(file, skill_source)};
}

Attribution own_attribution(const std::string& version, const std::filesystem::path& program,
                            const std::optional<std::string>& skill_source) {
    return {"takt", clean(version, "takt", "version"), platform_of(program, skill_source)};
}

std::vector<net::Header> headers_of(const Attribution& attribution) {
    return {{"X-Skill-Source", attribution.source},
            {"X-Skill-Version", attribution.version},
            {"X-Skill-Platform", attribution.platform}};
}

}  // namespace takt::cloud
