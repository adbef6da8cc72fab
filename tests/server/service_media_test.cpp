// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads, the files behind their addresses, and the state of a session.
#include "base/atomic_file.h"
#include "service_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace takt::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ServiceMedia : public ServiceTest {
protected:
    static api::UploadAnswer read(const Answered& reply) { return api::upload_answer_from_json(reply.body()); }
    static std::string path_of(const std::string& url) {
        const std::string site = "http://video.test:8080";
        EXPECT_THAT(url, StartsWith(site));
        return url.substr(site.size());
    }
    [[nodiscard]] std::size_t stored_files(const User& user) const {
        if (!fs::exists(root() / "uploads" / user.session)) return 0;
        const fs::directory_iterator all(root() / "uploads" / user.session);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
};

TEST_F(ServiceMedia, AreDescribedInTheOrderTheyWereSent) {
    const User user = new_user();
    const auto answer = read(upload(user, {{"b.mp4", "bbb"}, {"a.mov", "aa"}}));
    ASSERT_EQ(answer.files.size(), 2U);
    EXPECT_TRUE(answer.session_state_applied);
    EXPECT_EQ(answer.files[0].filename, "b.mp4");
    EXPECT_EQ(answer.files[0].file_type, "video");
    EXPECT_EQ(answer.files[0].duration_s, 2.5);
    EXPECT_EQ(answer.files[0].width, 1920);
    EXPECT_EQ(answer.files[0].height, 1080);
    EXPECT_EQ(answer.files[0].fps, 30);
    EXPECT_FALSE(answer.files[0].hash.empty());
    EXPECT_EQ(answer.files[1].filename, "a.mov");
}

TEST_F(ServiceMedia, StandInTheStateWithoutALocalPath) {
    const User user = new_user();
    upload(user, {{"a.mp4", "aaa"}});
    const std::string body = state(user).body();
    EXPECT_EQ(api::state_answer_from_json(body).media.at(0).filename, "a.mp4");
    EXPECT_THAT(body, Not(HasSubstr(root().string())));
}

TEST_F(ServiceMedia, ArePrivateFilesOfTheirSession) {
    const User user = new_user();
    upload(user, {{"a.mp4", "aaa"}});
    const fs::path file = root() / "uploads" / user.session / "a.mp4";
    EXPECT_EQ(text_of_file(file), "aaa");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
}

TEST_F(ServiceMedia, CanBeFetchedByTheirAddressWithTheToken) {
    const User user = new_user();
    const std::string path = path_of(read(upload(user, {{"my clip é.mp4", "aaa"}})).files.at(0).cdn_url);
    const Answered reply = get(user, path);
    ASSERT_TRUE(reply.is_file());
    EXPECT_EQ(text_of_file(reply.file().file), "aaa");
    EXPECT_EQ(reply.file().content_type, "video/mp4");
    EXPECT_THAT(reply.file().etag, testing::MatchesRegex("\"[0-9a-f]+-[0-9a-f]+\""));
    EXPECT_TRUE(ask("HEAD", path, {}, bearing(user.token)).is_file());
    EXPECT_EQ(ask("GET", path).problem_kind(), Kind::Auth);
    EXPECT_EQ(get(new_user("other"), path).problem_kind(), Kind::NoSession);
}

TEST_F(ServiceMedia, CannotBeLeftThroughAnAddress) {
    const User user = new_user();
    upload(user, {{"a.mp4", "aaa"}});
    write_file(root() / "uploads" / "secret.mp4", "secret");
    for (const char* name : {"..%2fsecret.mp4", "%2e%2e%2fsecret.mp4", "../secret.mp4", ".", "..", "none.mp4", "%zz"}) {
        const Answered reply = get(user, api::routes::upload(user.session) + "/files/" + name);
        ASSERT_FALSE(reply.is_file()) << name;
        EXPECT_EQ(reply.status(), 404) << name;
    }
}

TEST_F(ServiceMedia, OfOneNameAreKeptApart) {
    const User user = new_user();
    const auto answer = read(upload(user, {{"a.mp4", "one"}, {"a.mp4", "two"}}));
    EXPECT_NE(answer.files.at(0).cdn_url, answer.files.at(1).cdn_url);
    EXPECT_EQ(text_of_file(get(user, path_of(answer.files.at(0).cdn_url)).file().file), "one");
    EXPECT_EQ(text_of_file(get(user, path_of(answer.files.at(1).cdn_url)).file().file), "two");
}

TEST_F(ServiceMedia, OfOneContentAreOneAssetAndOneFile) {
    const User user = new_user();
    const auto answer = read(upload(user, {{"a.mp4", "same"}, {"b.mp4", "same"}}));
    EXPECT_EQ(answer.files.at(0).cdn_url, answer.files.at(1).cdn_url);
    EXPECT_EQ(answer.files.at(1).filename, "b.mp4");
    EXPECT_EQ(api::state_answer_from_json(state(user).body()).media.size(), 1U);
    EXPECT_EQ(stored_files(user), 1U);
}

TEST_F(ServiceMedia, OfATypeThatIsNotTakenAreRefusedTogether) {
    const User user = new_user();
    EXPECT_EQ(upload(user, {{"a.mp4", "x"}, {"b.exe", "y"}}).problem_kind(), Kind::FileType);
    EXPECT_EQ(upload(user, {{"noextension", "y"}}).problem_kind(), Kind::FileType);
    EXPECT_EQ(stored_files(user), 0U);
}

TEST_F(ServiceMedia, OverTheLimitAreRefused) {
    options_.max_file_bytes = 3;
    const User user = new_user();
    EXPECT_EQ(upload(user, {{"a.mp4", "four"}}).problem_kind(), Kind::FileSize);
    EXPECT_EQ(upload(user, {{"a.mp4", "you"}}).problem_kind(), std::nullopt);
}

TEST_F(ServiceMedia, ThatTheBackendRefusesLeaveNothingBehind) {
    const User user = new_user();
    const Answered reply = upload(user, {{"damaged.mp4", "x"}});
    EXPECT_EQ(reply.status(), 422);
    EXPECT_THAT(reply.body(), HasSubstr("damaged.mp4"));
    EXPECT_THAT(reply.body(), Not(HasSubstr(root().string())));
    EXPECT_EQ(stored_files(user), 0U);
}

TEST_F(ServiceMedia, OfAnEmptyUploadAreMissed) {
    EXPECT_EQ(upload(new_user(), {}).status(), 400);
}

TEST_F(ServiceMedia, AreFetchedFromAllowedHostsOnly) {
    std::vector<std::string> fetched;
    options_.url_hosts = {"media.test", "other.test:8443"};
    options_.fetch_url = [&](const std::string& url, const fs::path& to, std::int64_t) {
        fetched.push_back(url);
        write_file(to, "bytes of " + url);
    };
    const User user = new_user();
    const auto by_url = [&](const std::string& url) {
        return post(user, api::routes::upload(user.session), api::url_upload_to_json({{url}}));
    };
    for (const char* url :
         {"https://evil.test/a.mp4", "https://media.test@evil.test/a.mp4", "file:///etc/a.mp4",
          "https://media.test:99/a.mp4", "https://evil.test\\@media.test/a.mp4", "ftp://media.test/a.mp4",
          "https://media.test.evil.test/a.mp4", "https://media.test/a.exe"}) {
        EXPECT_EQ(by_url(url).problem_kind(), Kind::FileType) << url;
    }
    EXPECT_THAT(by_url("https://evil.test/a.mp4").body(), HasSubstr("--allow-url-host evil.test"));
    EXPECT_TRUE(fetched.empty());
    EXPECT_EQ(read(by_url("https://Media.test/x/clip.mp4?sig=1")).files.at(0).filename, "clip.mp4");
    EXPECT_EQ(read(by_url("https://other.test:8443/b.mp4")).files.at(0).filename, "b.mp4");
    EXPECT_EQ(fetched.size(), 2U);
}

TEST_F(ServiceMedia, AreNotFetchedWhereNothingCanFetch) {
    options_.url_hosts = {"media.test"};
    const User user = new_user();
    EXPECT_EQ(post(user, api::routes::upload(user.session), api::url_upload_to_json({{"https://media.test/a.mp4"}}))
                  .problem_kind(),
              Kind::FileType);
}

TEST_F(ServiceMedia, ThatAnEarlierRunDidNotFinishAreGone) {
    service();
    write_file(root() / "uploads" / ".incoming" / "half", "x");
    restart();
    EXPECT_TRUE(fs::is_empty(root() / "uploads" / ".incoming"));
}

class ServiceState : public ServiceTest {};

TEST_F(ServiceState, HoldsNoDraftBeforeTheFirstEdit) {
    EXPECT_EQ(draft(new_user()), "");
}

TEST_F(ServiceState, HoldsTheDraftByteForByte) {
    const User user = new_user();
    const std::string odd = R"({"t":[],"d":5529798706024415233,"x":0.10,"y":1e5,"z":"ü"})";
    backend_.set_draft(behind(1), odd);
    EXPECT_EQ(draft(user), odd);
}

}  // namespace
}  // namespace takt::test
