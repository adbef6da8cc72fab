// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retry.h"

#include "takt/error.h"

#include "support/fake_clock.h"
#include "support/scripted_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::net {
namespace {

using test::FakeClock;
using test::json_reply;
using test::Reply;
using test::reply;
using test::ScriptedServer;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kToday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};

Exchange answer(int status, std::string retry_after = {}) {
    Exchange exchange{.delivery = Exchange::Delivery::Complete, .head = {.status = status}};
    if (!retry_after.empty()) exchange.head.headers.push_back({"Retry-After", std::move(retry_after)});
    return exchange;
}

Exchange repeat(const ScriptedServer& server, FakeClock& clock, const RetryPolicy& policy = {}) {
    const auto http = make_http_client({});
    return send_repeatable(*http, {.url = server.url()}, policy, clock, {});
}

TEST(Retry, WaitsTwiceAsLongEachTimeUpToTheLongest) {
    const RetryPolicy policy{.attempts = 9, .first_wait = Ms{1'000}, .longest_wait = Ms{5'000}};
    std::vector<Ms> waits;
    for (int i = 1; i <= 4; ++i) waits.push_back(wait_before_repeat(policy, i, answer(503), kToday));
    EXPECT_THAT(waits, ElementsAre(Ms{1'000}, Ms{2'000}, Ms{4'000}, Ms{5'000}));
    EXPECT_EQ(wait_before_repeat(policy, 2'000'000'000, answer(503), kToday), Ms{5'000});
}

TEST(Retry, WaitsAsLongAsTheServerSaysButAMinuteAtMost) {
    const auto wait = [](const char* text) { return wait_before_repeat({}, 1, answer(503, text), kToday); };
    EXPECT_EQ(wait("7"), Ms{7'000});
    EXPECT_EQ(wait("0"), Ms{0});
    EXPECT_EQ(wait("3600"), Ms{60'000});
    EXPECT_EQ(wait("99999999999999999999999"), Ms{60'000});
    EXPECT_EQ(wait("-5"), Ms{0});
    EXPECT_EQ(wait("Sun, 01 Mar 2026 00:00:20 GMT"), Ms{20'000});
    EXPECT_EQ(wait("Sat, 28 Feb 2026 00:00:00 GMT"), Ms{0});
    EXPECT_EQ(wait("soon"), Ms{1'000}) << "as the policy says";
}

TEST(Retry, TakesNoAdviceFromAnAnswerThatBrokeOff) {
    Exchange cut = answer(200, "30");
    cut.delivery = Exchange::Delivery::CutOff;
    EXPECT_EQ(wait_before_repeat({}, 1, cut, kToday), Ms{1'000});
}

TEST(Retry, EndsWithTheFirstAnswerThatIsNoServerFault) {
    const ScriptedServer server({Reply{"", Reply::After::Reset}, json_reply(503, "{}"), json_reply(404, "{}")});
    FakeClock clock;
    EXPECT_EQ(repeat(server, clock).head.status, 404);
    EXPECT_THAT(clock.waits(), ElementsAre(Ms{1'000}, Ms{2'000}));
}

TEST(Retry, RepeatsNothingThatSucceeded) {
    const ScriptedServer server({json_reply(200, "{}")});
    FakeClock clock;
    EXPECT_EQ(repeat(server, clock).head.status, 200);
    EXPECT_THAT(clock.waits(), IsEmpty());
}

TEST(Retry, GivesBackTheLastFailureAfterItsAttempts) {
    const ScriptedServer server(
        [](const test::SeenRequest&) { return reply(502, "text/plain", "bad", "Retry-After: 3\r\n"); });
    FakeClock clock;
    EXPECT_EQ(repeat(server, clock, {.attempts = 3}).head.status, 502);
    EXPECT_EQ(server.requests().size(), 3U);
    EXPECT_THAT(clock.waits(), ElementsAre(Ms{3'000}, Ms{3'000}));
}

TEST(Retry, StopsWhileItWaits) {
    std::stop_source source;
    const ScriptedServer server([&](const test::SeenRequest&) { return json_reply(503, "{}"); });
    class StoppingClock final : public Clock {
    public:
        explicit StoppingClock(std::stop_source& source) : source_(source) {}
        [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return clock_.now(); }
        [[nodiscard]] std::chrono::system_clock::time_point today() const override { return clock_.today(); }
        void wait(Ms duration, const std::stop_token& stop) override {
            source_.request_stop();
            clock_.wait(duration, stop);
        }

    private:
        std::stop_source& source_;
        FakeClock clock_;
    } clock(source);
    const auto http = make_http_client({});
    EXPECT_THROW(static_cast<void>(send_repeatable(*http, {.url = server.url()}, {}, clock, source.get_token())),
                 Error);
    EXPECT_EQ(server.requests().size(), 1U);
}

}  // namespace
}  // namespace takt::net
