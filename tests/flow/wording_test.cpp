// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::flow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RouteOf, SendsWholeLinesToTheirAction) {
    for (const char* line :
         {"export", "Export!", "  EXPORT  ", "please export", "export the video", "Can you export it?", "download",
          "download the video please", "send me the video", "Send me the video!", "导出", "导出视频", "请导出",
          "帮我导出一下视频吧。", "下载", "export as mp4"}) {
        EXPECT_EQ(route_of(line), Route::Export) << line;
    }
    for (const char* line : {"credits", "积分", "balance", "余额", "how many credits do I have left?",
                             "what's my balance", "积分还剩多少？", "查看余额", "show credits"}) {
        EXPECT_EQ(route_of(line), Route::Credits) << line;
    }
    for (const char* line :
         {"status", "状态", "show tracks", "Show me the tracks.", "what's the status?", "查看状态"}) {
        EXPECT_EQ(route_of(line), Route::Status) << line;
    }
    for (const char* line :
         {"upload", "上传", "upload a file", "上传视频", "upload more clips", "upload IMG_0042.MOV"}) {
        EXPECT_EQ(route_of(line), Route::Upload) << line;
    }
}

TEST(RouteOf, LeavesEditsToTheEditor) {
    for (const char* line : {"",
                             "   ",
                             "!!!",
                             "video",
                             "please",
                             "export the first 10 seconds as gif",
                             "导出前10秒",
                             "don't export yet",
                             "不要导出",
                             "roll the credits at the end",
                             "add end credits",
                             "片尾加上鸣谢名单",
                             "balance the colours",
                             "make it faster",
                             "send me a longer version",
                             "show the dog more often",
                             "track the face",
                             "upload the mood a bit",
                             "make a video about the status quo",
                             "加背景音乐",
                             "export\nand then make it faster"}) {
        EXPECT_EQ(route_of(line), Route::Say) << line;
    }
}

TEST(RouteOf, IsNotTroubledByLongOrBrokenText) {
    EXPECT_EQ(route_of(std::string(1'000'000, 'x')), Route::Say);
    EXPECT_EQ(route_of("\xff\xfe\xe5\xaf"), Route::Say);
}

struct Reply {
    const char* from;
    const char* to;
    const char* action;
};

TEST(WithoutInterface, TurnsStepsIntoCommands) {
    for (const Reply& reply : {
             Reply{"Click the Export button to download your video.", "", "takt export"},
             Reply{"Your video is ready. You can now click **Export** in the top right corner.", "Your video is ready.",
                   "takt export"},
             Reply{"Export your video when you are happy with it!", "", "takt export"},
             Reply{"I added the song at 35%. Open the timeline to see it.", "I added the song at 35%.", "takt status"},
             Reply{"You can preview it in the timeline.", "", "takt status"},
             Reply{"Drag the clip to 0:05.", "", "takt chat"},
             Reply{"To see your credits, go to your account page.", "", "takt credits"},
             Reply{"Please check your billing page. The title is in.", "The title is in.", "takt credits"},
             Reply{"The cut is done, just click Export.", "The cut is done.", "takt export"},
             Reply{"视频已经剪好了。点击右上角的导出按钮即可下载。", "视频已经剪好了。", "takt export"},
             Reply{"背景音乐加好了，请点击导出。", "背景音乐加好了。", "takt export"},
             Reply{"打开时间线查看效果。", "", "takt status"},
             Reply{"把片段拖拽到开头。", "", "takt chat"},
             Reply{"请前往账户查看余额。", "", "takt credits"},
         }) {
        const PlainReply plain = without_interface(reply.from);
        EXPECT_EQ(plain.text, reply.to) << reply.from;
        EXPECT_THAT(plain.actions, ElementsAre(reply.action)) << reply.from;
    }
}

TEST(WithoutInterface, KeepsDescriptionsOfContent) {
    for (const char* text :
         {"The video opens with a sunrise and ends on the open sea.", "A mouse click sound marks each cut at 1.5 s.",
          "I dragged nothing: the clips stay in order.", "The cuts are placed to hit the beat.",
          "Open with the wide shot, then the dancers.", "The button on her coat is red.", "Export finished: 12.5 MB.",
          "Dancers tap and clap in the third clip.", "视频以打开的窗户开场。", "红色按钮的特写在第3秒。",
          "视频已导出。", "Timeline (2 tracks): 1. Video: a (0-10s) 2. BGM: b (0-10s, 35%)", "加了点击声音效。"}) {
        const PlainReply plain = without_interface(text);
        EXPECT_EQ(plain.text, text);
        EXPECT_THAT(plain.actions, IsEmpty()) << text;
    }
}

TEST(WithoutInterface, DropsTheLinesOfAListOfSteps) {
    const PlainReply plain = without_interface(
        "Done! Here is what I did:\n- cut 12 shots\n- added the song\n\nNext steps:\n1. Open the editor.\n2. Click "
        "**Export**.\n");
    EXPECT_EQ(plain.text, "Done! Here is what I did:\n- cut 12 shots\n- added the song\n\nNext steps:");
    EXPECT_THAT(plain.actions, ElementsAre("takt status", "takt export"));
}

TEST(WithoutInterface, GivesEmptyTextForEmptyText) {
    EXPECT_EQ(without_interface("").text, "");
    EXPECT_EQ(without_interface("\n \n").text, "");
    EXPECT_EQ(without_interface("\xe5").text, "\xe5");
}

}  // namespace
}  // namespace takt::flow
