// SPDX-License-Identifier: GPL-3.0-or-later
// The floors of the house: which module may include which, and which third-party headers each may see. The table below
// is the one place where that is decided; this test reads every #include of the tree against it. A new edge is a change
// here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Names = std::set<std::string, std::less<>>;

constexpr int kMaxLines = 300;
constexpr std::string_view kLicense = "// SPDX-License-Identifier: GPL-3.0-or-later";

struct Module {
    int floor;
    Names uses;  ///< besides itself and takt/…
};
const std::map<std::string, Module, std::less<>> kModules = {
    {"cli",
     {4,
      {"server", "flow", "cloud", "local", "prep", "beats", "edit", "render", "verify", "jobs", "api", "av", "net",
       "timeline", "base"}}},
    {"server", {4, {"jobs", "api", "base"}}},
    {"flow", {3, {"prep", "beats", "edit", "render", "verify", "jobs", "api", "av", "net", "timeline", "base"}}},
    {"cloud", {3, {"api", "net", "base"}}},
    {"local", {3, {"prep", "beats", "edit", "render", "verify", "jobs", "api", "av", "net", "timeline", "base"}}},
    {"prep", {2, {"av", "base"}}},
    {"beats", {2, {"av", "timeline", "base"}}},
    {"edit", {2, {"timeline", "base"}}},
    {"render", {2, {"av", "timeline", "base"}}},
    {"verify", {2, {"av", "base"}}},
    {"jobs", {2, {"base"}}},
    {"api", {2, {"timeline", "base"}}},
    {"av", {1, {"base"}}},
    {"net", {1, {"base"}}},
    {"timeline", {1, {"base"}}},
    {"base", {0, {}}},
};

struct ThirdParty {
    std::string_view prefix;
    Names modules;  ///< "*": all of them
};
const std::vector<ThirdParty> kThirdParty = {
    {"libav", {"av"}},
    {"libsw", {"av"}},
    {"immintrin.h", {"av"}},
    {"emmintrin.h", {"av"}},
    {"ebur128.h", {"av"}},
    {"webp/", {"av"}},
    {"libheif/", {"av"}},
    {"lcms2.h", {"av"}},
    {"turbojpeg.h", {"av"}},
    {"libexif/", {"prep"}},
    {"aubio/", {"beats"}},
    {"ass/", {"render"}},
    {"curl/", {"net"}},
    {"sqlite3.h", {"jobs"}},
    {"boost/", {"server"}},
    {"yaml-cpp/", {"cloud"}},
    {"readline/", {"cli"}},
    {"CLI/", {"cli"}},
    {"spdlog/", {"base"}},
    {"xxhash.h", {"base"}},
    {"fmt/", {"*"}},
    {"nlohmann/", {"api", "jobs"}},
    {"pugixml.hpp", {"timeline"}},
};

const Names kPosix = {"dirent.h", "dlfcn.h",  "fcntl.h",   "poll.h", "pthread.h",
                      "signal.h", "stdlib.h", "termios.h", "time.h", "unistd.h"};

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool is_standard(std::string_view header) {
    return header.find_first_of("./") == std::string_view::npos;
}

/// The second part of "src/<module>/…"; absent outside src.
std::optional<std::string> module_of(std::string_view file) {
    if (!file.starts_with("src/")) return std::nullopt;
    file.remove_prefix(4);
    return std::string(file.substr(0, file.find('/')));
}

/// Why a module may not include <header>; absent when it may.
std::optional<std::string> bracket_rule(const std::string& module, std::string_view file, std::string_view header) {
    if (is_standard(header) || header.starts_with("sys/") || kPosix.contains(header)) return std::nullopt;
    const auto found =
        std::ranges::find_if(kThirdParty, [&](const ThirdParty& third) { return header.starts_with(third.prefix); });
    if (found == kThirdParty.end()) return "no module may include it: it is not in the table";
    if (found->modules.contains("*") || found->modules.contains(module)) return std::nullopt;
    if (header.starts_with("nlohmann/")) {
        const bool named = file.ends_with("_json.cpp") || file.ends_with("_json.h");
        return named ? std::nullopt : std::optional<std::string>("JSON stays in files named *_json, api and jobs");
    }
    return "only " + *found->modules.begin() + " may include it";
}

/// Why a module may not include "header"; absent when it may.
std::optional<std::string> quote_rule(const std::string& module, std::string_view header) {
    if (header.find('/') == std::string_view::npos)
        return "name it from the module on: \"" + module + "/" + std::string(header) + "\"";
    const std::string target(header.substr(0, header.find('/')));
    if (target == "takt" || target == module) return std::nullopt;
    const auto row = kModules.find(module);
    if (row == kModules.end()) return "module '" + module + "' is not in the table";
    if (row->second.uses.contains(target)) return std::nullopt;
    return module + " may not use " + target;
}

std::optional<std::string> rule_broken(std::string_view file, bool bracket, std::string_view header) {
    if (file.starts_with("include/takt/")) {
        const bool allowed = bracket ? is_standard(header) : header.starts_with("takt/");
        return allowed ? std::nullopt
                       : std::optional<std::string>("the public headers include takt/… and the standard library only");
    }
    if (const std::optional<std::string> module = module_of(file)) {
        return bracket ? bracket_rule(*module, file, header) : quote_rule(*module, header);
    }
    if (bracket && starts_with_any(header, {"libav", "libsw"}) && !file.starts_with("tests/av/"))
        return "libav is reached through av only";
    return std::nullopt;
}

/// Everything wrong with one file, each as "file:line: …". `file` is relative to the source tree.
std::vector<std::string> complaints(const std::string& file, const std::string& text) {
    static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
    std::vector<std::string> found;
    std::istringstream lines(text);
    std::string line;
    int number = 0;
    while (std::getline(lines, line)) {
        ++number;
        const std::string at = file + ":" + std::to_string(number) + ": ";
        if (number == 1 && line != kLicense) found.push_back(at + "the first line must be: " + std::string(kLicense));
        std::smatch match;
        if (!std::regex_match(line, match, include)) continue;
        if (const auto rule = rule_broken(file, match[1] == "<", match[2].str()))
            found.push_back(at + match[2].str() + ": " + *rule);
    }
    if (number > kMaxLines && !file.ends_with(".inc")) {
        found.push_back(file + ": " + std::to_string(number) + " lines; split it, " + std::to_string(kMaxLines) +
                        " is the limit");
    }
    return found;
}

std::vector<std::string> source_files(const std::filesystem::path& root) {
    std::vector<std::string> files;
    for (const char* top : {"include", "src", "samples", "tests"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".h" || extension == ".cpp" || extension == ".inc") {
                files.push_back(entry.path().lexically_relative(root).generic_string());
            }
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> includes(const std::string& file, const std::string& line) {
    return complaints(file, std::string(kLicense) + "\n" + line + "\n");
}

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Layers, HoldForTheWholeTree) {
    const std::filesystem::path root = TAKT_SOURCE_DIR;
    const std::vector<std::string> files = source_files(root);
    ASSERT_THAT(files, testing::Contains("src/base/error_table.h")) << "the tree was not read";
    for (const std::string& file : files) {
        std::ifstream stream(root / file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (const std::string& complaint : complaints(file, text)) ADD_FAILURE() << complaint;
    }
}

TEST(Layers, NameEveryModuleOfTheTree) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TAKT_SOURCE_DIR) / "src")) {
        if (!entry.is_directory()) continue;
        EXPECT_TRUE(kModules.contains(entry.path().filename().string())) << entry.path().filename();
    }
}

TEST(Layers, AreUsedDownwardsOnly) {
    for (const auto& [name, module] : kModules) {
        for (const std::string& used : module.uses) {
            const bool wiring =
                name == "cli" && used == "server";  // the one step sideways: the program starts the server
            EXPECT_TRUE(kModules.at(used).floor < module.floor || wiring) << name << " uses " << used;
        }
    }
}

TEST(LayerCheck, LetsAModuleUseWhatIsBelowIt) {
    EXPECT_THAT(includes("src/prep/probe.cpp", "#include \"av/input.h\""), IsEmpty());
    EXPECT_THAT(includes("src/prep/probe.cpp", "#include \"takt/preparation.h\""), IsEmpty());
    EXPECT_THAT(includes("src/prep/probe.cpp", "#include <fmt/format.h>"), IsEmpty());
    EXPECT_THAT(includes("src/prep/probe.cpp", "#include <sys/stat.h>"), IsEmpty());
}

TEST(LayerCheck, NamesFileLineAndRuleOfASidewaysInclude) {
    EXPECT_THAT(includes("src/prep/probe.cpp", "#include \"beats/tracker.h\""),
                ElementsAre("src/prep/probe.cpp:2: beats/tracker.h: prep may not use beats"));
}

TEST(LayerCheck, FindsAnUpwardsInclude) {
    EXPECT_THAT(includes("src/base/log.cpp", "  #  include \"cli/console.h\"  // why not"),
                ElementsAre(HasSubstr("base may not use cli")));
}

TEST(LayerCheck, KeepsLibavInAv) {
    EXPECT_THAT(includes("src/av/input.cpp", "#include <libavformat/avformat.h>"), IsEmpty());
    EXPECT_THAT(includes("src/render/mix.cpp", "#include <libavformat/avformat.h>"),
                ElementsAre(HasSubstr("only av may")));
    EXPECT_THAT(includes("tests/render/mix_test.cpp", "#include <libswscale/swscale.h>"),
                ElementsAre(HasSubstr("through av only")));
}

TEST(LayerCheck, KeepsJsonInFilesNamedAfterIt) {
    EXPECT_THAT(includes("src/timeline/draft_json.cpp", "#include <nlohmann/json.hpp>"), IsEmpty());
    EXPECT_THAT(includes("src/jobs/journal.cpp", "#include <nlohmann/json.hpp>"), IsEmpty());
    EXPECT_THAT(includes("src/timeline/draft.cpp", "#include <nlohmann/json.hpp>"),
                ElementsAre(HasSubstr("JSON stays in")));
}

TEST(LayerCheck, KnowsNoLibraryOutsideTheTable) {
    EXPECT_THAT(includes("src/av/input.cpp", "#include <opencv2/core.hpp>"),
                ElementsAre(HasSubstr("not in the table")));
}

TEST(LayerCheck, WantsIncludesNamedWithTheirModule) {
    EXPECT_THAT(includes("src/av/input.cpp", "#include \"input.h\""), ElementsAre(HasSubstr("\"av/input.h\"")));
}

TEST(LayerCheck, KeepsPublicHeadersToTheStandardLibrary) {
    EXPECT_THAT(includes("include/takt/time.h", "#include <chrono>"), IsEmpty());
    EXPECT_THAT(includes("include/takt/time.h", "#include <fmt/format.h>"), ElementsAre(HasSubstr("public headers")));
    EXPECT_THAT(includes("include/takt/time.h", "#include \"base/log.h\""), ElementsAre(HasSubstr("public headers")));
}

TEST(LayerCheck, WantsTheLicenseFirst) {
    EXPECT_THAT(complaints("src/base/log.cpp", "#include <string>\n"),
                ElementsAre(HasSubstr("src/base/log.cpp:1: the first line")));
}

TEST(LayerCheck, StopsAtThreeHundredLines) {
    std::string text(kLicense);
    for (int line = 0; line < kMaxLines; ++line) text += '\n';
    EXPECT_THAT(complaints("src/base/log.cpp", text), IsEmpty());
    EXPECT_THAT(complaints("src/base/log.cpp", text + "\n"), ElementsAre(HasSubstr("301 lines")));
}

}  // namespace
