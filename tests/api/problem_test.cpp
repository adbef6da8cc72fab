// SPDX-License-Identifier: GPL-3.0-or-later
// One test per row of the contract's error table (section 1.3) and per form in which an error arrives.
#include "api/problem.h"

#include "base/error_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Kind = Problem::Kind;

constexpr const char* kJson = "application/json; charset=utf-8";

std::optional<Problem> found(Endpoint endpoint, int status, const std::string& body, const char* type = kJson) {
    return problem_in(endpoint, status, type, body);
}
/// Of an answer that must be a problem.
Problem problem(Endpoint endpoint, int status, const std::string& body, const char* type = kJson) {
    return found(endpoint, status, body, type).value_or(Problem{.kind = Kind::Unreadable, .status = -1});
}
std::string envelope(int code, const std::string& text = "text") {
    return R"({"code":)" + std::to_string(code) + R"(,"message":")" + text + R"(","data":null})";
}
Error error(Kind kind, Endpoint endpoint = Endpoint::Other, int status = 200) {
    return error_of({.kind = kind, .status = status, .endpoint = endpoint}, "subject");
}
std::string step(const Error& error) {
    return std::string(next_step(error));
}

TEST(ProblemRow, Code0IsASuccess) {
    EXPECT_FALSE(found(Endpoint::State, 200, R"({"code":0,"data":{}})"));
    EXPECT_FALSE(found(Endpoint::Session, 201, R"({"session_id":"1"})"));
    EXPECT_FALSE(found(Endpoint::Credits, 200, R"({"code":0,"message":"ok","data":{}})"));
}

TEST(ProblemRow, Code1001IsARejectedToken) {
    const Problem found = problem(Endpoint::State, 200, envelope(1001, "token expired"));
    EXPECT_EQ(found.kind, Kind::Auth);
    EXPECT_EQ(found.service_code, 1001);
    EXPECT_EQ(found.text, "token expired");
    EXPECT_EQ(problem(Endpoint::State, 401, "{}").kind, Kind::Auth);
    EXPECT_EQ(error(Kind::Auth).code(), ErrorCode::Auth);
    EXPECT_THAT(step(error(Kind::Auth)), HasSubstr("NEMO_TOKEN"));
}

TEST(ProblemRow, Codes1010And1011AreRejectedTokensToo) {
    EXPECT_EQ(problem(Endpoint::State, 200, envelope(1010)).kind, Kind::Auth);
    EXPECT_EQ(problem(Endpoint::State, 403, envelope(1011)).kind, Kind::Auth);
}

TEST(ProblemRow, Code1002IsAnUnknownSession) {
    EXPECT_EQ(problem(Endpoint::State, 200, envelope(1002)).kind, Kind::NoSession);
    EXPECT_EQ(error(Kind::NoSession).code(), ErrorCode::NotFound);
}

TEST(ProblemRow, Code2001IsCredits) {
    EXPECT_EQ(problem(Endpoint::Turn, 200, envelope(2001)).kind, Kind::Credits);
    EXPECT_EQ(error(Kind::Credits).code(), ErrorCode::Credits);
    EXPECT_THAT(step(error(Kind::Credits)), HasSubstr("top up"));
    EXPECT_THAT(step(error(Kind::Credits)), HasSubstr("--backend local"));
}

TEST(ProblemRow, Code4001IsAFileType) {
    EXPECT_EQ(problem(Endpoint::Upload, 200, envelope(4001)).kind, Kind::FileType);
    EXPECT_EQ(problem(Endpoint::Upload, 415, "").kind, Kind::FileType);
    EXPECT_EQ(error(Kind::FileType).code(), ErrorCode::UnsupportedFormat);
    for (const char* format :
         {"mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac"}) {
        EXPECT_THAT(step(error(Kind::FileType)), HasSubstr(format));
    }
}

TEST(ProblemRow, Code4002IsAFileSize) {
    EXPECT_EQ(problem(Endpoint::Upload, 200, envelope(4002)).kind, Kind::FileSize);
    EXPECT_EQ(problem(Endpoint::Upload, 413, "<html>too large</html>", "text/html").kind, Kind::FileSize);
    EXPECT_EQ(error(Kind::FileSize).code(), ErrorCode::TooLarge);
    EXPECT_THAT(step(error(Kind::FileSize)), HasSubstr("trim or compress"));
}

TEST(ProblemRow, Status400OfTheTokenEndpointIsAMissingClientId) {
    EXPECT_EQ(problem(Endpoint::Token, 400, R"({"detail":"X-Client-Id header required"})").kind, Kind::NoClientId);
    EXPECT_EQ(problem(Endpoint::Token, 200, envelope(400)).kind, Kind::NoClientId);
    EXPECT_EQ(problem(Endpoint::Session, 400, "{}").kind, Kind::Refused);
    EXPECT_THAT(step(error(Kind::NoClientId)), HasSubstr("NEMO_CLIENT_ID"));
}

TEST(ProblemRow, Status402IsThePlanAndNotTheCredits) {
    EXPECT_EQ(problem(Endpoint::RenderSubmit, 402, "{}").kind, Kind::Plan);
    EXPECT_EQ(problem(Endpoint::RenderSubmit, 402, envelope(402)).kind, Kind::Plan);
    EXPECT_EQ(problem(Endpoint::RenderSubmit, 200, envelope(402)).kind, Kind::Plan);
    EXPECT_EQ(error(Kind::Plan).code(), ErrorCode::Plan);
    EXPECT_THAT(error(Kind::Plan).what(), HasSubstr("plan"));
    EXPECT_THAT(error(Kind::Plan).what(), HasSubstr("more credits do not help"));
    EXPECT_THAT(step(error(Kind::Plan)), HasSubstr("--fallback local"));
}

TEST(ProblemRow, Status429IsTheRateLimit) {
    EXPECT_EQ(problem(Endpoint::Token, 429, "{}").kind, Kind::RateLimited);
    EXPECT_EQ(problem(Endpoint::Token, 200, envelope(429)).kind, Kind::RateLimited);
    const Error token = error(Kind::RateLimited, Endpoint::Token);
    EXPECT_EQ(token.code(), ErrorCode::RateLimited);
    EXPECT_THAT(token.what(), HasSubstr("one anonymous token per client in 7 days"));
    EXPECT_THAT(step(token), HasSubstr("NEMO_TOKEN"));
    EXPECT_THAT(step(error(Kind::RateLimited, Endpoint::Turn)), HasSubstr("wait 30 seconds"));
}

TEST(Problem, BodyWinsOverTheStatus) {
    EXPECT_EQ(problem(Endpoint::RenderSubmit, 402, envelope(2001)).kind, Kind::Credits);
    EXPECT_EQ(problem(Endpoint::State, 404, envelope(1001)).kind, Kind::Auth);
    EXPECT_EQ(problem(Endpoint::State, 500, envelope(1002)).kind, Kind::NoSession);
}

TEST(Problem, ReadsACodeThatIsATextOrStandsInsideTheDetail) {
    EXPECT_EQ(problem(Endpoint::State, 200, R"({"code":"1001","msg":"x"})").kind, Kind::Auth);
    const Problem inside = problem(Endpoint::Turn, 402, R"({"detail":{"code":2001,"message":"no credits"}})");
    EXPECT_EQ(inside.kind, Kind::Credits);
    EXPECT_EQ(inside.text, "no credits");
}

TEST(Problem, LeavesACodeItDoesNotKnowToTheStatus) {
    EXPECT_EQ(problem(Endpoint::State, 200, envelope(31337)).kind, Kind::Refused);
    EXPECT_EQ(problem(Endpoint::State, 409, envelope(31337)).kind, Kind::Refused);
    EXPECT_EQ(problem(Endpoint::State, 503, envelope(31337)).kind, Kind::Unavailable);
    EXPECT_EQ(problem(Endpoint::State, 200, envelope(503)).kind, Kind::Unavailable);
    EXPECT_EQ(problem(Endpoint::State, 200, envelope(-1)).kind, Kind::Refused);
}

TEST(Problem, TakesA404OfASessionPathForAnUnknownSession) {
    for (const Endpoint endpoint : {Endpoint::Upload, Endpoint::Turn, Endpoint::State}) {
        EXPECT_EQ(problem(endpoint, 404, "").kind, Kind::NoSession);
    }
    for (const Endpoint endpoint : {Endpoint::Token, Endpoint::Session, Endpoint::RenderPoll, Endpoint::Download}) {
        EXPECT_EQ(problem(endpoint, 404, "").kind, Kind::NotFound);
    }
}

TEST(Problem, TakesOther4xxForPermanentAnd5xxForTransient) {
    for (const int status : {403, 405, 409, 410, 422}) {
        EXPECT_EQ(problem(Endpoint::State, status, "{}").kind, Kind::Refused) << status;
    }
    for (const int status : {500, 502, 503, 504}) {
        EXPECT_EQ(problem(Endpoint::State, status, "", "text/html").kind, Kind::Unavailable) << status;
    }
    EXPECT_EQ(error(Kind::Unavailable).code(), ErrorCode::Network);
    EXPECT_EQ(error(Kind::Refused, Endpoint::State, 409).code(), ErrorCode::Usage);
    EXPECT_EQ(error(Kind::Refused, Endpoint::State, 403).code(), ErrorCode::Auth);
}

TEST(Problem, ReadsEveryFormOfATurnsRefusal) {
    const Problem python = problem(Endpoint::Turn, 404, R"({"detail":"Session not found: 42"})");
    EXPECT_EQ(python.kind, Kind::NoSession);
    EXPECT_EQ(python.text, "Session not found: 42");
    const Problem script = problem(Endpoint::Turn, 404, R"({"error":"Session not found: nope"})");
    EXPECT_EQ(script.kind, Kind::NoSession);
    EXPECT_EQ(script.text, "Session not found: nope");
    const Problem validation = problem(
        Endpoint::Turn, 422,
        R"({"detail":[{"type":"missing","loc":["body","session_id"],"msg":"Field required","input":{}},{"loc":["body","x",0],"msg":"Bad"}]})");
    EXPECT_EQ(validation.kind, Kind::Refused);
    EXPECT_EQ(validation.text, "body.session_id: Field required, body.x.0: Bad");
    EXPECT_EQ(problem(Endpoint::Turn, 400, "<html>Bad Request</html>", "text/html").kind, Kind::Refused);
}

TEST(Problem, BranchesOnTheMediaTypeOfATurn) {
    EXPECT_FALSE(found(Endpoint::Turn, 200, "", "text/event-stream"));
    EXPECT_FALSE(found(Endpoint::Turn, 200, "", "Text/Event-Stream ; charset=utf-8"));
    EXPECT_EQ(problem(Endpoint::Turn, 200, envelope(2001)).kind, Kind::Credits);
    EXPECT_EQ(problem(Endpoint::Turn, 200, R"({"detail":"Session not found"})").kind, Kind::NoSession);
    EXPECT_EQ(problem(Endpoint::Turn, 200, R"({"error":"no"})").kind, Kind::Refused);
    EXPECT_EQ(problem(Endpoint::Turn, 200, R"({"code":0,"data":{}})").kind, Kind::Unreadable);
    EXPECT_EQ(problem(Endpoint::Turn, 200, "data: {}\n\n", "text/plain").kind, Kind::Unreadable);
    EXPECT_EQ(problem(Endpoint::Turn, 503, "data: {}\n\n", "text/event-stream").kind, Kind::Unavailable);
}

TEST(Problem, CallsA2xxWithoutJsonUnreadable) {
    EXPECT_EQ(problem(Endpoint::State, 200, "<html>", "text/html").kind, Kind::Unreadable);
    EXPECT_EQ(problem(Endpoint::State, 200, "").kind, Kind::Unreadable);
    EXPECT_EQ(problem(Endpoint::State, 200, "[1]").kind, Kind::Unreadable);
    EXPECT_EQ(problem(Endpoint::State, 200, R"({"code":0)").kind, Kind::Unreadable);
    EXPECT_EQ(error(Kind::Unreadable).code(), ErrorCode::Network);
}

TEST(Problem, LetsAFileBeAFile) {
    EXPECT_FALSE(found(Endpoint::Download, 200, "\x01\x02", "video/mp4"));
    EXPECT_FALSE(found(Endpoint::Download, 206, R"({"code":1001})", "application/octet-stream"));
    EXPECT_FALSE(found(Endpoint::Download, 200, R"({"output":{"url":"u"}})"));
    EXPECT_EQ(problem(Endpoint::Download, 200, envelope(1001)).kind, Kind::Auth);
    EXPECT_FALSE(found(Endpoint::Other, 204, "", ""));
}

TEST(Problem, LeavesAFailedRenderToItsReader) {
    EXPECT_FALSE(found(Endpoint::RenderPoll, 200, R"({"success":true,"data":{"status":"failed","error":"x"}})"));
    EXPECT_FALSE(found(Endpoint::RenderSubmit, 200, R"({"success":false,"error":"x"})"));
    EXPECT_EQ(problem(Endpoint::RenderSubmit, 409, R"({"success":false,"error":"duplicate id"})").text, "duplicate id");
}

TEST(Problem, SeesARefusalInA200WithoutACode) {
    EXPECT_EQ(problem(Endpoint::State, 200, R"({"success":false,"error":"x"})").kind, Kind::Refused);
    EXPECT_EQ(problem(Endpoint::State, 200, R"({"error":"broken"})").text, "broken");
    EXPECT_FALSE(found(Endpoint::State, 200, R"({"error":"","session_id":"1"})"));
    EXPECT_FALSE(found(Endpoint::State, 200, R"({"message":"ok","session_id":"1"})"));
}

TEST(Problem, TakesItsTextFromTheFirstNameThatHasOne) {
    const auto text = [](const char* body) { return problem(Endpoint::State, 500, body).text; };
    EXPECT_EQ(text(R"({"reason":"5","error":"4","detail":"3","msg":"2","message":"1"})"), "1");
    EXPECT_EQ(text(R"({"reason":"5","error":"4","detail":"3","msg":"2"})"), "2");
    EXPECT_EQ(text(R"({"reason":"5","error":"4","detail":"3","message":""})"), "3");
    EXPECT_EQ(text(R"({"reason":"5","error":{"message":"4"}})"), "4");
    EXPECT_EQ(text(R"({"reason":"5"})"), "5");
    EXPECT_EQ(text("{}"), "");
    EXPECT_EQ(problem(Endpoint::State, 502, "upstream is gone\n", "text/plain").text, "upstream is gone");
    EXPECT_EQ(problem(Endpoint::State, 502, "<html>", "text/html").text, "");
}

TEST(Problem, StripsControlCharactersFromItsText) {
    EXPECT_EQ(problem(Endpoint::State, 500, R"({"message":"a\u001b[31mb\u0007\nc\u009bd\u007f"})").text, "a[31mb cd");
}

TEST(Problem, CutsItsTextBetweenCharacters) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "片";  // three bytes each
    EXPECT_EQ(problem(Endpoint::State, 500, R"({"message":")" + text + "\"}").text, text.substr(0, 300));
    EXPECT_EQ(problem(Endpoint::State, 500, R"({"message":"x)" + text + "\"}").text, "x" + text.substr(0, 297));
}

TEST(Problem, NeverRepeatsAToken) {
    EXPECT_EQ(problem(Endpoint::State, 401, R"({"message":"token nmv_usr_SeCrEt-1 is invalid"})").text,
              "token nmv_usr_… is invalid");
}

TEST(ErrorOf, SaysSubjectStatusCodeAndTheServicesWords) {
    const Error error =
        error_of({.kind = Kind::Credits, .status = 402, .service_code = 2001, .text = "pay up"}, "chat");
    EXPECT_THAT(error.what(), StartsWith("chat: the credits are used up (HTTP 402, code 2001: pay up); "));
    EXPECT_STREQ(error_of({.kind = Kind::Unavailable, .status = 503}, "state").what(),
                 "state: the service is not available now (HTTP 503); try again in a minute");
}

}  // namespace
}  // namespace takt::api
