// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads and the state: files read with tolerance, drafts not touched.
#include "api/documents.h"
#include "api/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kDraft =
    R"({"t":[{"tt":0,"sg":[{"s":0,"d":10000,"id":5529798706024415232,"k":0.10000000000000000001,"e":1e5}]}],"zz":{"b":1,"a":2},"a":1,"a":1})";

std::string state_with(const std::string& draft) {
    return R"({"code":0,"data":{"session_id":"s","task_id":"t","task_name":"n","state":{"draft":)" + draft + "}}}";
}

MediaFile clip() {
    return {.filename = "clip.mp4",
            .file_type = "video",
            .cdn_url = "https://cdn/clip.mp4",
            .duration_s = 30.5,
            .width = 1920,
            .height = 1080,
            .fps = 29.97,
            .hash = "abc"};
}

void expect_clip(const MediaFile& file) {
    EXPECT_EQ(file.filename, "clip.mp4");
    EXPECT_EQ(file.file_type, "video");
    EXPECT_EQ(file.cdn_url, "https://cdn/clip.mp4");
    EXPECT_EQ(file.duration_s, 30.5);
    EXPECT_EQ(file.width, 1920);
    EXPECT_EQ(file.height, 1080);
    EXPECT_EQ(file.fps, 29.97);
    EXPECT_EQ(file.hash, "abc");
}

TEST(UploadAnswer, SurvivesTheRoundTrip) {
    const MediaFile song{
        .filename = "song.mp3", .file_type = "audio", .cdn_url = "https://cdn/song.mp3", .duration_s = 3};
    const UploadAnswer answer =
        upload_answer_from_json(upload_answer_to_json({.files = {clip(), song}, .session_state_applied = false}));
    ASSERT_EQ(answer.files.size(), 2U);
    expect_clip(answer.files[0]);
    EXPECT_EQ(answer.files[1].filename, "song.mp3");
    EXPECT_EQ(answer.files[1].width, std::nullopt);
    EXPECT_EQ(answer.files[1].fps, std::nullopt);
    EXPECT_FALSE(answer.session_state_applied);
}

TEST(UploadAnswer, ReadsTheOtherNamesOfItsFields) {
    const UploadAnswer answer =
        upload_answer_from_json(R"({"data":{"uploaded_files":[{"url":"https://cdn/x/a%20b.JPEG?sig=1"}]}})");
    ASSERT_EQ(answer.files.size(), 1U);
    EXPECT_EQ(answer.files[0].cdn_url, "https://cdn/x/a%20b.JPEG?sig=1");
    EXPECT_EQ(answer.files[0].filename, "a%20b.JPEG");
    EXPECT_EQ(answer.files[0].file_type, "image");
    EXPECT_TRUE(answer.session_state_applied);
}

TEST(UploadAnswer, ShortensAMediaTypeToItsKind) {
    const UploadAnswer answer = upload_answer_from_json(R"({"files":[{"filename":"x","file_type":"Audio/mpeg"}]})");
    EXPECT_EQ(answer.files.at(0).file_type, "audio");
}

TEST(UploadAnswer, LeavesOutNumbersThatNoFileHas) {
    const UploadAnswer answer = upload_answer_from_json(
        R"({"files":[{"filename":"x.mp4","duration":-1,"width":0,"height":99999999999,"fps":"30"},7,null,{}]})");
    ASSERT_EQ(answer.files.size(), 1U);
    EXPECT_EQ(answer.files[0].duration_s, std::nullopt);
    EXPECT_EQ(answer.files[0].width, std::nullopt);
    EXPECT_EQ(answer.files[0].height, std::nullopt);
    EXPECT_EQ(answer.files[0].fps, std::nullopt);
}

TEST(UploadAnswer, WithoutFilesIsNoAnswer) {
    EXPECT_THAT(failure(ErrorCode::Network, [] { (void)upload_answer_from_json(R"({"code":0,"data":{}})"); }),
                StartsWith("upload: the service's answer has no files; "));
}

TEST(UrlUpload, SurvivesTheRoundTrip) {
    const std::string body = url_upload_to_json({.urls = {"https://a/b", "https://c"}});
    EXPECT_EQ(body, R"({"urls":["https://a/b","https://c"],"source_type":"url"})");
    EXPECT_EQ(url_upload_from_json(body).urls, (std::vector<std::string>{"https://a/b", "https://c"}));
}

TEST(UrlUpload, WantsAListOfAddresses) {
    for (const char* body :
         {"{}", R"({"urls":[]})", R"({"urls":"https://a"})", R"({"urls":[1]})", R"({"urls":[""]})"}) {
        EXPECT_THAT(failure(ErrorCode::Usage, [&] { (void)url_upload_from_json(body); }), StartsWith("urls: ")) << body;
    }
}

TEST(StateAnswer, KeepsTheDraftByteForByte) {
    EXPECT_EQ(state_answer_from_json(state_with(kDraft)).draft_json, kDraft);
    EXPECT_EQ(state_answer_from_json(state_with(" \n" + kDraft + "\t")).draft_json, kDraft);
}

TEST(StateAnswer, PassesADraftThatIsATextThrough) {
    EXPECT_EQ(state_answer_from_json(state_with(R"("<draft\/>")")).draft_json, R"("<draft\/>")");
}

TEST(StateAnswer, KnowsEveryWayToSayThatThereIsNoDraftYet) {
    for (const char* draft : {"null", "{}", "{ }", "[]"}) {
        EXPECT_EQ(state_answer_from_json(state_with(draft)).draft_json, "") << draft;
    }
    EXPECT_EQ(state_answer_from_json(R"({"data":{"session_id":"s","state":{}}})").draft_json, "");
    EXPECT_EQ(state_answer_from_json(R"({"data":{"session_id":"s","state":null}})").draft_json, "");
    EXPECT_EQ(state_answer_from_json(R"({"data":{"session_id":"s"}})").session_id, "s");
}

TEST(StateAnswer, IsReadFromEveryPlaceWhereAStateMayStand) {
    const std::string state = R"({"draft":)" + kDraft + R"(,"video_infos":[{"filename":"a.mp4"}]})";
    for (const std::string& body :
         {R"({"code":0,"data":{"state":)" + state + "}}", R"({"state":)" + state + "}", R"({"data":)" + state + "}",
          state, R"({"data":{"session_id":"s"},"state":)" + state + "}"}) {
        const StateAnswer answer = state_answer_from_json(body);
        EXPECT_EQ(answer.draft_json, kDraft) << body;
        EXPECT_EQ(answer.media.size(), 1U) << body;
    }
}

TEST(StateAnswer, WithoutAStateMustNotReadAsADraftThatIsGone) {
    for (const char* body :
         {"{}", R"({"code":0,"data":{}})", R"({"data":{"state":7}})", R"({"code":0,"message":"ok"})"}) {
        EXPECT_THAT(failure(ErrorCode::Network, [&] { (void)state_answer_from_json(body); }),
                    HasSubstr("has no state; "))
            << body;
    }
}

TEST(StateAnswer, SurvivesTheRoundTrip) {
    const std::string body = state_answer_to_json({.session_id = "s",
                                                   .task_id = "t",
                                                   .task_name = "holiday",
                                                   .user_id = "anon_1",
                                                   .media = {clip()},
                                                   .draft_json = kDraft,
                                                   .generated_json = R"([{"n":1.50}])",
                                                   .canvas_json = R"({"w":1080})"});
    const StateAnswer answer = state_answer_from_json(body);
    EXPECT_EQ(answer.session_id, "s");
    EXPECT_EQ(answer.task_id, "t");
    EXPECT_EQ(answer.task_name, "holiday");
    EXPECT_EQ(answer.user_id, "anon_1");
    ASSERT_EQ(answer.media.size(), 1U);
    expect_clip(answer.media[0]);
    EXPECT_EQ(answer.draft_json, kDraft);
    EXPECT_EQ(answer.generated_json, R"([{"n":1.50}])");
    EXPECT_EQ(answer.canvas_json, R"({"w":1080})");
    EXPECT_THAT(body, HasSubstr(R"("draft":)" + kDraft));
}

TEST(StateAnswer, FindsTheUserInsideTheStateToo) {
    EXPECT_EQ(state_answer_from_json(R"({"data":{"state":{"user_id":"anon_7","draft":{}}}})").user_id, "anon_7");
}

TEST(StateAnswer, ReadsMediaThatStandsUnderNames) {
    const StateAnswer answer =
        state_answer_from_json(R"({"data":{"state":{"video_infos":{"v1":{"filename":"a.mov"},"v2":3}}}})");
    ASSERT_EQ(answer.media.size(), 1U);
    EXPECT_EQ(answer.media[0].file_type, "video");
}

TEST(StateAnswer, KeepsADraftWhoseTextsAreNoProperUnicode) {
    const std::string draft = "{\"t\":[{\"tt\":7,\"sg\":[{\"m\":{\"text\":\"a\xFFz\\ud83d\"}}]}]}";
    EXPECT_EQ(state_answer_from_json(state_with(draft)).draft_json, draft);
}

TEST(StateAnswer, IsNotWrittenAroundADraftThatIsNoJson) {
    EXPECT_THAT(
        failure(ErrorCode::Corrupt, [] { (void)state_answer_to_json({.session_id = "s", .draft_json = R"({"t":[)"}); }),
        StartsWith("draft: "));
}

}  // namespace
}  // namespace takt::api
