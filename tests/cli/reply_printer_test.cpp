// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reply_printer.h"

#include "base/atomic_file.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <memory>

namespace takt::cli {
namespace {

/// What a printer fed with these pieces has printed when the turn ends.
std::string printed(const std::vector<std::string>& pieces) {
    const test::TempDir folder;
    const std::filesystem::path file = folder / "out";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.c_str(), "w"), std::fclose);
    ReplyPrinter printer(out.get(), true);
    for (const std::string& piece : pieces) printer.show(TextDelta{piece});
    printer.show(TurnEnded{});
    return read_file(file);
}

TEST(ReplyPrinter, PrintsTheSameTextHoweverItIsCut) {
    const std::string text = "Music added at 35.5% volume. The title stays!\nAll done";
    const std::string whole = printed({text});
    EXPECT_EQ(whole, text + "\n");
    for (std::size_t at = 1; at < text.size(); ++at) {
        EXPECT_EQ(printed({text.substr(0, at), text.substr(at)}), whole) << "cut at " << at;
    }
}

TEST(ReplyPrinter, LeavesOutStepsForAGraphicalInterface) {
    const std::string shown = printed({"Your title is ready. Click the Ex", "port button to save."});
    EXPECT_EQ(shown.find("Click"), std::string::npos);
    EXPECT_NE(shown.find("Your title is ready."), std::string::npos);
}

TEST(ReplyPrinter, ShowsNothingOnceMuted) {
    const test::TempDir folder;
    const std::filesystem::path file = folder / "out";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.c_str(), "w"), std::fclose);
    ReplyPrinter printer(out.get(), true);
    printer.mute();
    printer.show(TextDelta{"secret\n"});
    printer.show(TurnEnded{});
    std::fflush(out.get());
    EXPECT_EQ(read_file(file), "");
}

TEST(WholeSentences, EndAtAMarkBeforeASpaceOrALineFeed) {
    EXPECT_EQ(whole_sentences("One. Two"), 4U);
    EXPECT_EQ(whole_sentences("3.5 of them"), 0U);
    EXPECT_EQ(whole_sentences("好了。下一步"), 9U);
    EXPECT_EQ(whole_sentences("a\nb"), 2U);
}

}  // namespace
}  // namespace takt::cli
