// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/language.h"

#include <gtest/gtest.h>

namespace takt::cli {
namespace {

TEST(LanguageOf, ObeysTheOptionFirst) {
    EXPECT_EQ(language_of("ja", "add music to my video", "de_DE.UTF-8"), "ja");
}

TEST(LanguageOf, IsThatOfTheRequestWhereItsLettersTell) {
    EXPECT_EQ(language_of("", "给这个视频加背景音乐", "en_US.UTF-8"), "zh-CN");
    EXPECT_EQ(language_of("", "この動画に音楽を付けて", "en_US.UTF-8"), "ja");
    EXPECT_EQ(language_of("", "음악을 추가해 줘", "en_US.UTF-8"), "ko");
    EXPECT_EQ(language_of("", "добавь музыку", "en_US.UTF-8"), "ru");
}

TEST(LanguageOf, IsThatOfTheRequestWhereItsWordsTell) {
    EXPECT_EQ(language_of("", "Add music to my clip", "zh_CN.UTF-8"), "en");
}

TEST(LanguageOf, IsElseTheLocales) {
    EXPECT_EQ(language_of("", "pon música", "es_ES.UTF-8"), "es-ES");
    EXPECT_EQ(language_of("", "", "zh_CN.UTF-8@pinyin"), "zh-CN");
    EXPECT_EQ(language_of("", "", "C"), "en");
    EXPECT_EQ(language_of("", "", ""), "en");
}

TEST(LanguageOf, SurvivesBytesThatAreNoText) {
    EXPECT_EQ(language_of("", "\xF0\x9F", ""), "en");
    EXPECT_EQ(language_of("", "\xFF\xFE\x80", ""), "en");
}

}  // namespace
}  // namespace takt::cli
