// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prep_report.h"

#include "base/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

PreparedItem hostile_item() {
    PreparedItem item{.input = "/x/<script>alert(\"1\")'\n\x1b[2J\xff.mp4"};
    item.action = "transcode";
    item.because = {"tags say </ul><script>"};
    item.before = MediaFacts{.container = "mp4", .codec = "<b>", .display = {640, 360}, .size_bytes = 1'234'567};
    return item;
}

Preparation with(std::vector<PreparedItem> items) {
    Preparation preparation;
    preparation.project.root = "/x";
    preparation.project.inputs = std::move(items);
    return preparation;
}

TEST(PrepReport, LetsNoNameOrTagBecomeMarkup) {
    const std::string html = prep_report(with({hostile_item()}), {});
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("<b>")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&quot;1&quot;)"));
    EXPECT_THAT(html, Not(HasSubstr("\x1b")));
    EXPECT_THAT(html, Not(HasSubstr("\xff")));
}

TEST(PrepReport, HoldsItsPicturesAndAsksForNothingElse) {
    const std::string html = prep_report(with({hostile_item()}), {{.before = "M", .after = {"Ma", "Man"}}});
    EXPECT_THAT(html, HasSubstr("src=\"data:image/jpeg;base64,TQ==\""));
    EXPECT_THAT(html, HasSubstr("base64,TWE=\""));
    EXPECT_THAT(html, HasSubstr("base64,TWFu\""));
    EXPECT_THAT(html, Not(HasSubstr("http:")));
    EXPECT_THAT(html, Not(HasSubstr("https:")));
}

TEST(PrepReport, SaysWhyAFileWasRefusedAndWhatToDo) {
    PreparedItem item{.input = "/x/song.xyz"};
    item.verdict = {Outcome::Rejected, {{"unsupported_format", "not a media file", "use mp4"}}};
    EXPECT_THAT(prep_report(with({item}), {}), HasSubstr("<li>not a media file; use mp4</li>"));
}

TEST(PrepReport, ShowsBeforeAndAfterSideBySide) {
    PreparedItem item = hostile_item();
    item.after = MediaFacts{.container = "mp4", .codec = "h264", .size_bytes = 999};
    EXPECT_THAT(prep_report(with({item}), {}), HasSubstr("<tr><th>size</th><td>1.2 MB</td><td>999 B</td></tr>"));
}

TEST(PlainText, KeepsWhatPeopleWrite) {
    EXPECT_EQ(plain_text("Zoë – 休日 🎬.mov"), "Zoë – 休日 🎬.mov");
}

TEST(PlainText, ReplacesControlsAndWhatIsNoUtf8) {
    EXPECT_EQ(plain_text("a\nb\x1b[31m\x7f", "?"), "a?b?[31m?");
    EXPECT_EQ(plain_text("\xff\xc0\xaf", "?"), "???");
    EXPECT_EQ(plain_text("\xe2\x82", "?"), "??") << "cut off inside a character";
    EXPECT_EQ(plain_text("\xed\xa0\x80", "?"), "???") << "a surrogate";
    EXPECT_EQ(plain_text("\xe2\x80\xae"
                         "gpj.exe",
                         "?"),
              "?gpj.exe")
        << "right-to-left override";
    EXPECT_EQ(plain_text("\xc2\x9b"
                         "2J",
                         "?"),
              "?2J")
        << "C1 control";
}

TEST(PlainText, CountsTerminalColumns) {
    EXPECT_EQ(columns("abc"), 3);
    EXPECT_EQ(columns("休日🎬"), 6);
    EXPECT_EQ(columns("e\xcc\x81"), 1);
}

}  // namespace
}  // namespace takt::flow
