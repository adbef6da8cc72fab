// SPDX-License-Identifier: GPL-3.0-or-later
// The agent skills that we ship: each can be used as --skill, and declares what it needs and touches.
#include "base/atomic_file.h"
#include "cloud/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace takt::cloud {
namespace {

using testing::HasSubstr;
using testing::Not;

class Skill : public testing::TestWithParam<const char*> {
protected:
    const std::filesystem::path file_ =
        std::filesystem::path(TAKT_SOURCE_DIR) / "samples/skills" / GetParam() / "SKILL.md";
    const std::string text_ = read_file(file_);
};

TEST_P(Skill, IsNamedAsItsFolder) {
    const Attribution found = attribution_of(text_, file_, {});
    EXPECT_EQ(found.source, GetParam());
    EXPECT_EQ(found.version, "1.0.0");
    EXPECT_EQ(found.platform, "unknown");
}

TEST_P(Skill, DeclaresEveryVariableHostAndPath) {
    const std::string front = text_.substr(0, text_.find("\n---\n"));
    for (const char* declared :
         {"description:", "bins: [takt]", "NEMO_TOKEN:", "NEMO_CLIENT_ID:", "NEMO_API_URL:", "NEMO_WEB_URL:",
          "SKILL_SOURCE:", "TAKT_SERVE_TOKEN:", "XDG_CONFIG_HOME:", "XDG_STATE_HOME:",
          "mega-api-prod.nemovideo.ai (only with --backend cloud)", "nemovideo.com (only with --backend cloud",
          "nemovideo/client_id", "takt/tokens/", "./takt-project/", "default_backend: local"}) {
        EXPECT_THAT(front, HasSubstr(declared));
    }
}

TEST_P(Skill, TeachesTheCommandsWithLocalAsTheDefault) {
    for (const char* taught : {"takt prep", "takt render", "takt chat", "takt status", "takt export", "takt upload",
                               "takt resume", "takt credits", "--json", "--dry-run", "--fallback local"}) {
        EXPECT_THAT(text_, HasSubstr(taught));
    }
    EXPECT_THAT(text_, HasSubstr(std::string("--skill ") + GetParam()));
    EXPECT_THAT(text_, HasSubstr("Without `--backend cloud`: nothing"));
    EXPECT_THAT(text_, Not(HasSubstr("curl"))) << "the service is spoken to by takt alone";
}

INSTANTIATE_TEST_SUITE_P(Shipped, Skill,
                         testing::Values("iphone-add-music-to-video", "ai-add-music-to", "music-video-clip"),
                         [](const testing::TestParamInfo<const char*>& skill) {
                             std::string name(skill.param);
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace takt::cloud
