// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C during the calls that are given no stop token of their own.
#include "cloud/cloud_backend.h"
#include "cloud/file_lock.h"
#include "cloud/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace takt::cloud {
namespace {

using test::Client;
using test::error_of;
using testing::IsEmpty;

const SessionId kSession{"s1"};

struct Way {
    const char* name;
    std::function<void(CloudBackend&)> call;
};

void PrintTo(const Way& way, std::ostream* out) {
    *out << way.name;
}

class Stopping : public testing::TestWithParam<Way> {
protected:
    test::Machine machine;
    test::Service service;
    Client client{machine, service.url(), "nmv_usr_mine"};
};

TEST_P(Stopping, EndsACallBeforeItIsSent) {
    client.stop.request_stop();
    EXPECT_EQ(error_of([&] { GetParam().call(client.backend); }).code(), ErrorCode::Interrupted);
    EXPECT_THAT(service.all(), IsEmpty());
}

TEST_P(Stopping, EndsTheWaitForARateLimit) {
    for (const char* path : {test::kSessionPath, test::kStatePath, test::kCreditsPath, test::kRenderPath,
                             "/api/render/proxy/lambda/r1", "/api/render/proxy/lambda/r1/cancel"}) {
        service.next(path, 429, "{}");
    }
    client.on_status = [this](const std::string& line) {
        if (line.find("busy") != std::string::npos) client.stop.request_stop();
    };
    EXPECT_EQ(error_of([&] { GetParam().call(client.backend); }).code(), ErrorCode::Interrupted);
    EXPECT_THAT(machine.clock.waits(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Calls, Stopping,
                         testing::Values(Way{"OpenSession", [](CloudBackend& backend) { backend.open_session({}); }},
                                         Way{"State", [](CloudBackend& backend) { backend.state(kSession); }},
                                         Way{"Credits", [](CloudBackend& backend) { backend.credits(); }},
                                         Way{"Link", [](CloudBackend& backend) { backend.link(kSession); }},
                                         Way{"Submit",
                                             [](CloudBackend& backend) {
                                                 backend.submit_render(
                                                     {.id = "r1", .session = kSession, .draft_json = "{}"});
                                             }},
                                         Way{"Poll", [](CloudBackend& backend) { backend.poll_render("r1"); }},
                                         Way{"Cancel", [](CloudBackend& backend) { backend.cancel_render("r1"); }}),
                         [](const testing::TestParamInfo<Way>& way) { return way.param.name; });

TEST(Stop, EndsACallThatTheServiceDoesNotAnswer) {
    test::Machine machine;
    test::Service service;
    Client client(machine, service.url(), "nmv_usr_mine");
    service.next(test::kStatePath, {test::Reply{"", test::Reply::After::Stall}});
    std::jthread stopper([&] {
        service.await(1);
        client.stop.request_stop();
    });
    EXPECT_EQ(error_of([&] { client.backend.state(kSession); }).code(), ErrorCode::Interrupted);
}

TEST(Stop, EndsTheWaitForAnotherProgramThatGetsAToken) {
    test::Machine machine;
    test::Service service;
    Client client(machine, service.url());
    EXPECT_EQ(client.credentials.token(Ms{1}, {}), test::kToken);
    const FileLock other_program(machine.folder / "state/tokens/.lock", {});
    client.stop.request_stop();
    const auto forget = [&] { client.credentials.forget_rejected(test::kToken, client.stop.get_token()); };
    EXPECT_EQ(error_of(forget).code(), ErrorCode::Interrupted);
}

TEST(Stop, LeavesACallWithATokenOfItsOwn) {
    test::Machine machine;
    test::Service service;
    Client client(machine, service.url());
    client.stop.request_stop();
    NoProgress quiet;
    EXPECT_EQ(client.backend.upload(kSession, machine.file("a.mp4", "film"), quiet, {}).name, "a.mp4");
}

}  // namespace
}  // namespace takt::cloud
