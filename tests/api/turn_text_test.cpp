// SPDX-License-Identifier: GPL-3.0-or-later
// Each word once: deltas and the message that repeats them, paragraphs, and the apology at the end.
#include "api/turn_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api {
namespace {

const std::string kApology = "I encountered a temporary issue. Please try again.";

TEST(TurnText, ShowsDeltasAndNotTheirRepetition) {
    EXPECT_EQ(story({delta("The "), delta("title "), delta("is in."), whole("The title is in.")}),
              "'The ' 'title ' 'is in.' -");
}

TEST(TurnText, ShowsWhatTheDeltasLacked) {
    EXPECT_EQ(story({delta("The title"), whole("The title is in.")}), "'The title' ' is in.'");
}

TEST(TurnText, SeparatesParagraphsWithALineFeed) {
    EXPECT_EQ(story({whole("One."), whole("Two."), whole("Three.\\n"), whole("Four.")}),
              "'One.' '\nTwo.' '\nThree.\n' 'Four.'");
}

TEST(TurnText, ShowsEqualParagraphsTwice) {
    EXPECT_EQ(story({whole("Again."), whole("Again.")}), "'Again.' '\nAgain.'");
}

TEST(TurnText, BeginsAGroupOfDeltasAfterAParagraphOnANewLine) {
    EXPECT_EQ(story({delta("One."), whole("One."), delta("Two"), delta("."), whole("Two.")}), "'One.' - '\nTwo' '.' -");
}

TEST(TurnText, KeepsDeltasOverToolEventsUntilTheirMessageComes) {
    EXPECT_EQ(story({delta("Adding "), delta("it."), call("1", "add"), response("1", "add"), whole("Adding it.")}),
              "'Adding ' 'it.' <add >add -");
}

TEST(TurnText, DoesNotRepeatAGroupWhenAnEarlierOneHadNoMessage) {
    EXPECT_EQ(story({delta("Adding it. "), call("1", "add"), delta("Done."), whole("Done.")}),
              "'Adding it. ' <add 'Done.' -");
}

TEST(TurnText, ComparesWithoutTheWhiteSpaceAround) {
    EXPECT_EQ(story({delta(" Done. "), whole("Done.")}), "' Done. ' -");
    EXPECT_EQ(story({delta("Done."), whole(" Done.\\n")}), "'Done.' -");
    EXPECT_EQ(story({delta("One. Done. "), whole(" Done.")}), "'One. Done. ' -");
}

TEST(TurnText, RepeatsRatherThanLosesAMessageThatIsNotItsDeltas) {
    EXPECT_EQ(story({delta("The tit"), whole("A title is in.")}), "'The tit' '\nA title is in.'");
}

TEST(TurnText, KeepsDeltasWhoseMessageNeverCame) {
    EXPECT_EQ(story({delta("Half "), delta("a sen")}), "'Half ' 'a sen'");
}

TEST(TurnText, FollowsEachAuthorOnItsOwn) {
    EXPECT_EQ(story({delta("Cut", "editor"), delta("Mix", "sound"), whole("Cut.", "editor"), whole("Mix.", "sound")}),
              "'Cut' '\nMix' '\n.' '\n.'");
    EXPECT_EQ(story({delta("Cut.", "editor"), whole("Cut.", "editor"), whole("Cut.", "sound")}), "'Cut.' - '\nCut.'");
}

TEST(TurnText, DoesNotTakeWhiteSpaceForAnAnswer) {
    TurnReader reader;
    EXPECT_EQ(told(turn(reader, {whole(" \\n ")})), "-");
    EXPECT_FALSE(reader.something_happened());
}

TEST(TurnText, DropsAnApologyAfterOtherText) {
    EXPECT_EQ(story({whole("The title is in."), whole(kApology)}), "'The title is in.' -");
}

TEST(TurnText, TakesAnApologyAloneForTheFailure) {
    TurnReader reader;
    EXPECT_EQ(told(turn(reader, {whole(kApology)})), "- fail: " + kApology);
    EXPECT_FALSE(reader.something_happened());
    EXPECT_EQ(story({whole("\\ni ENCOUNTERED a temporary issue, sorry")}),
              "- fail: i ENCOUNTERED a temporary issue, sorry");
}

TEST(TurnText, TakesAnApologyAfterASilentEditForAFailureThatLeftSomething) {
    TurnReader reader;
    EXPECT_EQ(told(turn(reader, {R"({"actions":{"stateDelta":{"draft":{"t":[]}}}})", whole(kApology)})),
              "draft - fail: " + kApology);
    EXPECT_TRUE(reader.something_happened());
}

TEST(TurnText, ShowsAnApologyThatIsNotTheLastWord) {
    EXPECT_EQ(story({whole(kApology), call("1", "cut"), whole("It worked now.")}),
              "- <cut '" + kApology + "' '\nIt worked now.'");
}

TEST(TurnText, HoldsBackAnApologyThatComesInDeltas) {
    EXPECT_EQ(story({delta("I "), delta("encountered a tempo"), delta("rary issue. "), delta("Sorry."),
                     whole("I encountered a temporary issue. Sorry.")}),
              "- - - - - fail: I encountered a temporary issue. Sorry.");
    EXPECT_EQ(story({whole("Done."), delta("I encountered a "), delta("temporary issue.")}), "'Done.' - -");
}

TEST(TurnText, GivesOutTextThatOnlyBeganLikeAnApology) {
    EXPECT_EQ(story({delta("I "), delta("encountered "), delta("two clips.")}), "- - 'I encountered ' 'two clips.'");
    EXPECT_EQ(story({delta("I"), whole("I")}), "- 'I'");
    EXPECT_EQ(story({delta("I ")}), "- 'I '");
    EXPECT_EQ(story({delta("I "), call("1", "cut")}), "- 'I ' <cut");
}

TEST(TurnText, SeesAnApologyInDeltasAfterAToolWithoutAMessageBetween) {
    EXPECT_EQ(story({delta("Cutting."), call("1", "cut"), delta(kApology)}), "'Cutting.' <cut -");
}

TEST(TurnText, ShowsWhatFollowsAnApologyAfterATool) {
    EXPECT_EQ(story({delta(kApology), call("1", "cut"), delta(" Done.")}), "- <cut '" + kApology + "' ' Done.'");
}

TEST(TurnText, LeavesTheSentenceInTheMiddleOfATextAlone) {
    EXPECT_EQ(story({whole("At first I encountered a temporary issue, now it is done.")}),
              "'At first I encountered a temporary issue, now it is done.'");
    EXPECT_EQ(story({delta("At first "), delta("I encountered a temporary issue.")}),
              "'At first ' 'I encountered a temporary issue.'");
}

TEST(TurnText, GivesOutAnApologyThatIsTooLongToBeOne) {
    const std::string essay = kApology + std::string(5000, 'x');
    EXPECT_EQ(story({whole(essay)}), "'" + essay + "'");
}

}  // namespace
}  // namespace takt::api
