// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/credentials.h"

#include "base/atomic_file.h"
#include "cloud/client_id.h"
#include "cloud/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <regex>

namespace takt::cloud {
namespace {

using namespace std::chrono_literals;
using test::error_of;
using test::json_reply;
using test::kTokenPath;
using test::token_answer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr Ms kBrief = 1min;

std::filesystem::perms mode_of(const std::filesystem::path& path) {
    return std::filesystem::status(path).permissions() & std::filesystem::perms::mask;
}

std::vector<std::filesystem::path> token_files(const test::Machine& machine) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(machine.folder / "state/tokens")) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    return files;
}

class CredentialsTest : public testing::Test {
protected:
    Credentials credentials(const std::optional<std::string>& client_id = {}) {
        CredentialSettings settings = machine.settings(service.url());
        settings.client_id = client_id;
        return {settings, *http, machine.clock};
    }
    std::string token(Ms needed_for = kBrief) { return credentials().token(needed_for, {}); }
    std::vector<test::SeenRequest> minted() const { return service.asked(kTokenPath); }

    test::Machine machine;
    test::Service service;
    std::unique_ptr<net::HttpClient> http = test::attributed_client();
};

TEST_F(CredentialsTest, MintOneTokenEverOnOneMachine) {
    EXPECT_EQ(token(), test::kToken);
    EXPECT_EQ(token(), test::kToken);
    EXPECT_THAT(minted(), SizeIs(1));
}

TEST_F(CredentialsTest, AskWithARandomUuidThatIsKept) {
    const std::string first = token();
    const std::string id = minted().front().header("x-client-id");
    EXPECT_TRUE(std::regex_match(id, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")))
        << id;
    EXPECT_EQ(load_client_id(machine.folder / "config/client_id"), id);
    EXPECT_EQ(minted().front().header("authorization"), "");
    EXPECT_NE(new_client_id(), id);
}

TEST_F(CredentialsTest, UseTheClientIdThatOtherProgramsStored) {
    std::filesystem::create_directories(machine.folder / "config");
    write_file(machine.folder / "config/client_id", " shared-id \n");
    EXPECT_EQ(token(), test::kToken);
    EXPECT_EQ(minted().front().header("x-client-id"), "shared-id");
}

TEST_F(CredentialsTest, PreferTheUsersClientId) {
    EXPECT_EQ(credentials("mine").token(kBrief, {}), test::kToken);
    EXPECT_EQ(minted().front().header("x-client-id"), "mine");
    EXPECT_FALSE(std::filesystem::exists(machine.folder / "config/client_id"));
}

TEST_F(CredentialsTest, KeepTheirFilesToTheUser) {
    using std::filesystem::perms;
    EXPECT_EQ(token(), test::kToken);
    ASSERT_THAT(token_files(machine), SizeIs(1));
    EXPECT_EQ(mode_of(token_files(machine).front()), perms::owner_read | perms::owner_write);
    EXPECT_EQ(mode_of(machine.folder / "config/client_id"), perms::owner_read | perms::owner_write);
    EXPECT_EQ(mode_of(machine.folder / "state/tokens"), perms::owner_all);
}

TEST_F(CredentialsTest, UseTheUsersOwnTokenWithoutAsking) {
    CredentialSettings settings = machine.settings(service.url());
    settings.token = "nmv_usr_mine";
    Credentials own(settings, *http, machine.clock);
    EXPECT_EQ(own.token(24h, {}), "nmv_usr_mine");
    EXPECT_FALSE(own.forget_rejected("nmv_usr_mine", {}));
    EXPECT_THAT(service.all(), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(machine.folder / "state"));
}

TEST_F(CredentialsTest, RefuseAUsersTokenThatWouldBreakTheHeader) {
    CredentialSettings settings = machine.settings(service.url());
    settings.token = "secret\r\nX-Evil: 1";
    Credentials own(settings, *http, machine.clock);
    const Error error = error_of([&] { static_cast<void>(own.token(kBrief, {})); });
    EXPECT_EQ(error.code(), ErrorCode::Usage);
    EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
}

TEST_F(CredentialsTest, RenewBeforeALongUploadWouldOutliveTheToken) {
    EXPECT_EQ(token(), test::kToken);
    service.next(kTokenPath, 200, token_answer("nmv_usr_second", "2026-03-14T00:00:00Z"));
    machine.clock.advance(7 * 24h - 1h);
    EXPECT_EQ(token(30min), test::kToken);
    EXPECT_EQ(token(2h), "nmv_usr_second");
    EXPECT_EQ(minted()[0].header("x-client-id"), minted()[1].header("x-client-id"));
}

TEST_F(CredentialsTest, GoOnWithTheLiveTokenWhenRenewingIsRefused) {
    EXPECT_EQ(token(), test::kToken);
    service.next(kTokenPath, 429, R"({"code":429,"message":"slow down"})");
    machine.clock.advance(7 * 24h - 1h);
    Credentials same = credentials();
    EXPECT_EQ(same.token(2h, {}), test::kToken);
    EXPECT_EQ(same.token(2h, {}), test::kToken);
    EXPECT_THAT(minted(), SizeIs(2)) << "one renewal was tried, and not again at once";
    EXPECT_THAT(machine.clock.waits(), IsEmpty());
}

TEST_F(CredentialsTest, WaitOnceForTheRateLimitThenSayWhatIsNeeded) {
    service.next(kTokenPath, {json_reply(429, "{}"), json_reply(429, "{}")});
    const Error error = error_of([&] { token(); });
    EXPECT_EQ(error.code(), ErrorCode::RateLimited);
    EXPECT_THAT(error.what(), HasSubstr("NEMO_TOKEN"));
    EXPECT_THAT(minted(), SizeIs(2));
    EXPECT_THAT(machine.clock.waits(), ElementsAre(Ms{30'000}));
}

TEST_F(CredentialsTest, TakeTheTokenThatComesAfterTheWait) {
    service.next(kTokenPath, {json_reply(429, "{}")});
    EXPECT_EQ(token(), test::kToken);
    EXPECT_THAT(machine.clock.waits(), ElementsAre(Ms{30'000}));
}

TEST_F(CredentialsTest, ReplaceARefusedClientIdOnce) {
    service.next(kTokenPath, 400, R"({"code":400,"message":"X-Client-Id"})");
    EXPECT_EQ(token(), test::kToken);
    const std::string second = minted()[1].header("x-client-id");
    EXPECT_NE(minted()[0].header("x-client-id"), second);
    EXPECT_EQ(load_client_id(machine.folder / "config/client_id"), second);
}

TEST_F(CredentialsTest, StopWhenTheSecondClientIdIsRefusedToo) {
    service.next(kTokenPath, {json_reply(400, "{}"), json_reply(400, "{}")});
    EXPECT_EQ(error_of([&] { token(); }).code(), ErrorCode::Auth);
    EXPECT_THAT(minted(), SizeIs(2));
}

TEST_F(CredentialsTest, DoNotRepeatTheClientIdInTheirErrors) {
    service.next(kTokenPath, 403, R"({"message":"client mine-1234 is blocked, mine-1234"})");
    const Error error = error_of([&] { static_cast<void>(credentials("mine-1234").token(kBrief, {})); });
    EXPECT_THAT(error.what(), HasSubstr("client *** is blocked, ***"));
    EXPECT_THAT(error.what(), Not(HasSubstr("mine-1234")));
}

TEST_F(CredentialsTest, NeverSendStoredJunkOrAnotherServicesToken) {
    EXPECT_EQ(token(), test::kToken);
    const auto file = token_files(machine).front();
    const std::string good = read_file(file);
    const std::string other = std::regex_replace(good, std::regex("http://[^\"]*"), "https://elsewhere.test:443");
    ASSERT_NE(other, good);
    for (const std::string& bytes : {std::string("{"), std::string("[]"), other, std::string(100'000, ' '),
                                     std::regex_replace(good, std::regex(test::kToken), "a\\u000ab")}) {
        write_file(file, bytes, true);
        const auto before = minted().size();
        EXPECT_EQ(token(), test::kToken);
        EXPECT_THAT(minted(), SizeIs(before + 1)) << bytes.substr(0, 200);
    }
}

TEST_F(CredentialsTest, ForgetOnlyTheTokenThatWasRefused) {
    Credentials these = credentials();
    EXPECT_EQ(these.token(kBrief, {}), test::kToken);
    EXPECT_TRUE(these.forget_rejected("an older one", {}));
    EXPECT_EQ(these.token(kBrief, {}), test::kToken);
    EXPECT_THAT(minted(), SizeIs(1));
    service.next(kTokenPath, 200, token_answer("nmv_usr_second"));
    EXPECT_TRUE(these.forget_rejected(test::kToken, {}));
    EXPECT_EQ(these.token(kBrief, {}), "nmv_usr_second");
    EXPECT_EQ(token(), "nmv_usr_second");
}

TEST_F(CredentialsTest, TakeADateInThePastForAWrongClock) {
    service.next(kTokenPath, 200, token_answer(test::kToken, "2020-01-01T00:00:00Z"));
    Credentials these = credentials();
    EXPECT_EQ(these.token(kBrief, {}), test::kToken);
    EXPECT_EQ(these.token(kBrief, {}), test::kToken);
    EXPECT_THAT(minted(), SizeIs(1));
}

TEST_F(CredentialsTest, MintOneTokenWhenTwoProgramsStartAtOnce) {
    std::vector<std::future<std::string>> programs;
    for (int i = 0; i < 4; ++i) programs.push_back(std::async(std::launch::async, [this] { return token(); }));
    for (auto& program : programs) EXPECT_EQ(program.get(), test::kToken);
    EXPECT_THAT(minted(), SizeIs(1));
}

TEST_F(CredentialsTest, RememberWhoTheAccountIs) {
    EXPECT_EQ(token(), test::kToken);
    Credentials later = credentials();
    EXPECT_EQ(later.token(kBrief, {}), test::kToken);
    EXPECT_EQ(later.user_id(), "anon_abc");
    later.remember_user_id("anon_new");
    later.remember_user_id("");
    EXPECT_EQ(later.user_id(), "anon_new");
}

}  // namespace
}  // namespace takt::cloud
