// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/attribution.h"

#include "cloud/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using test::error_of;
using testing::HasSubstr;

Attribution read(const std::string& skill, const std::string& file = "/x/SKILL.md",
                 const std::optional<std::string>& source = {}) {
    return attribution_of(skill, file, source);
}

std::string refusal(const std::string& skill, const std::optional<std::string>& source = {}) {
    const Error error = error_of([&] { read(skill, "/x/SKILL.md", source); });
    EXPECT_EQ(error.code(), ErrorCode::Usage) << error.what();
    return error.what();
}

TEST(Attribution, ReadsNameAndVersionFromTheFrontMatter) {
    const Attribution found = read("---\nname: music-video-clip\nversion: 1.10\n---\n# Title\n");
    EXPECT_EQ(found.source, "music-video-clip");
    EXPECT_EQ(found.version, "1.10");
}

TEST(Attribution, ReadsAVersionInTheMetadata) {
    EXPECT_EQ(read("---\nname: a\nmetadata:\n  version: \"2.0\"\n---\n").version, "2.0");
}

TEST(Attribution, ReadsAByteOrderMarkAndWindowsLines) {
    EXPECT_EQ(read("\xEF\xBB\xBF---\r\nname: a\r\nversion: 1\r\n---\r\n").source, "a");
}

TEST(Attribution, TellsThePlatformByTheInstallPath) {
    const std::string skill = "---\nname: a\nversion: 1\n---\n";
    EXPECT_EQ(read(skill, "/home/u/.clawhub/skills/a/SKILL.md").platform, "clawhub");
    EXPECT_EQ(read(skill, "/home/u/.cursor/skills/a/SKILL.md").platform, "cursor");
    EXPECT_EQ(read(skill, "/home/u/.cursor/rules/skills/SKILL.md").platform, "unknown");
    EXPECT_EQ(read(skill, "/srv/skills/a/SKILL.md").platform, "unknown");
}

TEST(Attribution, LetsSkillSourceWin) {
    EXPECT_EQ(read("---\nname: a\nversion: 1\n---\n", "/home/u/.clawhub/a/SKILL.md", "shop").platform, "shop");
}

TEST(Attribution, RefusesWhatWouldBreakAHeader) {
    EXPECT_THAT(refusal("---\nname: \"a\\r\\nX-Evil: 1\"\nversion: 1\n---\n"), HasSubstr("name cannot be sent"));
    EXPECT_THAT(refusal("---\nname: a\nversion: \"\xC3\xA9\"\n---\n"), HasSubstr("version cannot be sent"));
    EXPECT_THAT(refusal("---\nname: a\nversion: 1\n---\n", "x\ny"), HasSubstr("SKILL_SOURCE"));
}

TEST(Attribution, NamesWhatIsMissing) {
    EXPECT_THAT(refusal("# no front matter\n"), HasSubstr("has no YAML front matter"));
    EXPECT_THAT(refusal("---\nname: a\n"), HasSubstr("has no YAML front matter"));
    EXPECT_THAT(refusal("---\nversion: 1\n---\n"), HasSubstr("name is missing"));
    EXPECT_THAT(refusal("---\nname: a\nversion: [1]\n---\n"), HasSubstr("version is missing"));
    EXPECT_THAT(refusal("---\n- a\n---\n"), HasSubstr("name is missing"));
}

TEST(Attribution, SurvivesHostileYaml) {
    EXPECT_THAT(refusal("---\nname: [\n---\n"), HasSubstr("is not YAML: line "));
    EXPECT_THAT(refusal("---\na: " + std::string(100'000, '[') + "\n---\n"), HasSubstr("is not YAML"));
    EXPECT_THAT(refusal("---\nname: a\n---\n" + std::string(300'000, 'x')), HasSubstr("larger than 256 KiB"));
    std::string bomb = "---\na0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
    }
    EXPECT_EQ(read(bomb + "name: a\nversion: 1\n---\n").source, "a");
}

TEST(Attribution, SpeaksForTaktWithoutASkill) {
    const Attribution own = own_attribution("0.9.0", "/home/u/.cursor/skills/takt/bin/takt", {});
    EXPECT_EQ(own.source, "takt");
    EXPECT_EQ(own.version, "0.9.0");
    EXPECT_EQ(own.platform, "cursor");
}

}  // namespace
}  // namespace takt::cloud
