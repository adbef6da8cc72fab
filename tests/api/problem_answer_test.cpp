// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace takt::api {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = Problem::Kind;

struct Case {
    Kind kind;
    int code;
    int lenient;
    int strict;
};
const std::vector<Case> kCases{
    {Kind::Auth, 1001, 200, 401},     {Kind::NoSession, 1002, 200, 404},  {Kind::Credits, 2001, 200, 402},
    {Kind::FileType, 4001, 200, 415}, {Kind::FileSize, 4002, 200, 413},   {Kind::NoClientId, 400, 400, 400},
    {Kind::Plan, 402, 402, 402},      {Kind::RateLimited, 429, 429, 429}, {Kind::NotFound, 404, 404, 404},
    {Kind::Refused, 400, 400, 400},   {Kind::Unavailable, 503, 503, 503}, {Kind::Unreadable, 502, 502, 502},
};

TEST(ProblemAnswer, HasTheStatusOfItsMode) {
    for (const Case& row : kCases) {
        const ProblemAnswer lenient = problem_answer({.kind = row.kind}, false);
        const ProblemAnswer strict = problem_answer({.kind = row.kind}, true);
        EXPECT_EQ(lenient.status, row.lenient) << row.code;
        EXPECT_EQ(strict.status, row.strict) << row.code;
        EXPECT_EQ(lenient.body, strict.body);
        EXPECT_THAT(lenient.body, HasSubstr("\"code\":" + std::to_string(row.code) + ","));
    }
}

TEST(ProblemAnswer, IsReadAsTheSameProblemInBothModes) {
    for (const Case& row : kCases) {
        if (row.kind == Kind::Unreadable) continue;  // a client sees that our server failed
        for (const bool strict : {false, true}) {
            const ProblemAnswer answer = problem_answer({.kind = row.kind, .text = "why"}, strict);
            const auto read = problem_in(Endpoint::Token, answer.status, "application/json", answer.body);
            ASSERT_TRUE(read) << row.code;
            // The token endpoint's 400 has one meaning only.
            EXPECT_EQ(read->kind, row.kind == Kind::Refused ? Kind::NoClientId : row.kind) << row.code;
            EXPECT_EQ(read->text, "why");
        }
    }
}

TEST(ProblemAnswer, IsTheEnvelopeOfTheContract) {
    EXPECT_EQ(problem_answer({.kind = Kind::NoSession, .text = "no \"such\" session"}, false).body,
              R"({"code":1002,"message":"no \"such\" session","data":null})");
    EXPECT_EQ(problem_answer({.kind = Kind::Auth}, false).body,
              R"({"code":1001,"message":"token invalid or expired","data":null})");
}

TEST(ProblemAnswer, KeepsAStatusThatFitsItsKind) {
    EXPECT_EQ(problem_answer({.kind = Kind::Refused, .status = 409}, false).status, 409);
    EXPECT_EQ(problem_answer({.kind = Kind::Unavailable, .status = 507}, true).status, 507);
    EXPECT_EQ(problem_answer({.kind = Kind::Refused, .status = 200}, false).status, 400);
    EXPECT_EQ(problem_answer({.kind = Kind::Auth, .service_code = 1010}, true).status, 401);
}

TEST(ProblemOf, TurnsOurErrorsIntoTheServicesProblems) {
    const auto kind = [](ErrorCode code) { return problem_of(Error(code, "clip.mp4: why; what now")).kind; };
    EXPECT_EQ(kind(ErrorCode::Auth), Kind::Auth);
    EXPECT_EQ(kind(ErrorCode::Credits), Kind::Credits);
    EXPECT_EQ(kind(ErrorCode::Plan), Kind::Plan);
    EXPECT_EQ(kind(ErrorCode::RateLimited), Kind::RateLimited);
    EXPECT_EQ(kind(ErrorCode::UnsupportedFormat), Kind::FileType);
    EXPECT_EQ(kind(ErrorCode::Protected), Kind::FileType);
    EXPECT_EQ(kind(ErrorCode::TooLarge), Kind::FileSize);
    EXPECT_EQ(kind(ErrorCode::NotFound), Kind::NotFound);
    EXPECT_EQ(kind(ErrorCode::Usage), Kind::Refused);
    EXPECT_EQ(kind(ErrorCode::EditUnclear), Kind::Refused);
    EXPECT_EQ(kind(ErrorCode::Internal), Kind::Unavailable);
    EXPECT_EQ(kind(ErrorCode::DiskFull), Kind::Unavailable);
    EXPECT_EQ(kind(ErrorCode::Interrupted), Kind::Unavailable);
}

TEST(ProblemOf, KeepsTheTextButNoFolders) {
    EXPECT_EQ(problem_of(Error(ErrorCode::TooLarge, "/srv/takt/u1/clip.mp4: 612 MB is too much; trim it")).text,
              "clip.mp4: 612 MB is too much; trim it");
    EXPECT_EQ(problem_of(Error(ErrorCode::Usage, "see https://host/a/b; or '/home/me/x'")).text,
              "see https://host/a/b; or 'x'");
}

TEST(ProblemOf, KeepsOurOwnTroubleToOurselves) {
    EXPECT_THAT(problem_of(Error(ErrorCode::Internal, "/srv/takt/journal.db: oops")).text, Not(HasSubstr("journal")));
    EXPECT_EQ(problem_of(Error(ErrorCode::DiskFull, "/srv/takt: full")).text, "disk_full");
}

TEST(ProblemOf, AndErrorOfAgreeOnTheCode) {
    for (const ErrorCode code : {ErrorCode::Auth, ErrorCode::Credits, ErrorCode::Plan, ErrorCode::RateLimited,
                                 ErrorCode::UnsupportedFormat, ErrorCode::TooLarge, ErrorCode::NotFound}) {
        EXPECT_EQ(error_of(problem_of(Error(code, "x")), "y").code(), code);
    }
}

}  // namespace
}  // namespace takt::api
