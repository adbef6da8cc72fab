// SPDX-License-Identifier: GPL-3.0-or-later
// Multipart requests over a real connection: what stands on disk, when, and what is left of it afterwards.
#include "server/http_server.h"
#include "server/raw_client.h"
#include "server/scripted_handler.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace takt::server {
namespace {

using test::RawAnswer;
using test::RawClient;
using test::request_text;
using test::ScriptedHandler;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kType = "Content-Type: multipart/form-data; boundary=XX\r\n";

std::string part(const std::string& name, const std::string& bytes) {
    return "--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n\r\n" + bytes + "\r\n";
}

class Upload : public testing::Test {
protected:
    Upload() {
        handler_.plan = [this](const RequestHead&) {
            return BodyPlan{.kind = BodyPlan::Kind::Multipart,
                            .max_bytes = 4 << 20,
                            .folder = folder_.path(),
                            .max_file_bytes = 1'000'000};
        };
        handler_.reply = [this](const Request& request) {
            for (const UploadedFile& file : request.files) {
                std::ifstream stream(file.file, std::ios::binary);
                contents_.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
                modes_.push_back(std::filesystem::status(file.file).permissions());
            }
            if (keep_) std::filesystem::rename(request.files.front().file, kept_ / "kept");
            return Answer{};
        };
    }
    RawAnswer post(const std::string& body) {
        RawClient client(server_.port());
        client.send(request_text("POST /", kType + "Content-Length: " + std::to_string(body.size()) + "\r\n", body));
        return client.read_answer();
    }
    std::vector<std::string> left() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) names.push_back(entry.path());
        return names;
    }

    test::TempDir folder_;
    test::TempDir kept_;
    bool keep_ = false;
    std::vector<std::string> contents_;
    std::vector<std::filesystem::perms> modes_;
    ScriptedHandler handler_;
    HttpServer server_{handler_, {}};
};

TEST_F(Upload, StreamsEachPartIntoAPrivateFileUnderANameOfOurs) {
    const std::string large(900'000, '\r');
    EXPECT_EQ(post(part("../../etc/passwd", "one") + part("b.mov", large) + "--XX--").status, 200);
    EXPECT_THAT(contents_, ElementsAre("one", large));
    EXPECT_THAT(modes_, testing::Each(std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    const std::vector<UploadedFile> files = handler_.requests().front().files;
    EXPECT_EQ(files[0].file_name, "passwd");
    EXPECT_EQ(files[0].field, "files");
    EXPECT_EQ(files[0].size_bytes, 3);
    EXPECT_EQ(files[0].file.parent_path(), folder_.path());
    EXPECT_EQ(files[1].size_bytes, 900'000);
}

TEST_F(Upload, RemovesWhatTheServiceDidNotMoveAway) {
    keep_ = true;
    EXPECT_EQ(post(part("a.mov", "one") + part("b.mov", "two") + "--XX--").status, 200);
    EXPECT_THAT(left(), IsEmpty());
    EXPECT_TRUE(std::filesystem::exists(kept_ / "kept"));
}

TEST_F(Upload, LeavesNoFileWithoutTheClosingDelimiter) {
    const RawAnswer answer = post(part("a.mov", "one") + part("b.mov", "two") + "--XX");
    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(handler_.requests().empty());
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Upload, LeavesNoFileWhenTheClientGoesAway) {
    RawClient client(server_.port());
    client.send(request_text("POST /", kType + "Content-Length: 1000000\r\n", part("a.mov", "one") + part("b", "x")));
    client.close();
    server_.stop();
    EXPECT_THAT(left(), IsEmpty());
    EXPECT_TRUE(handler_.requests().empty());
}

TEST_F(Upload, RefusesAFileOverItsLimitAndLeavesNone) {
    const RawAnswer answer = post(part("a.mov", "one") + part("b.mov", std::string(1'000'001, 'x')) + "--XX--");
    EXPECT_EQ(answer.status, 413);
    EXPECT_THAT(answer.body, StartsWith("{\"code\":4002,"));
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Upload, RefusesABodyOverItsLimitWhileReadingChunks) {
    RawClient client(server_.port());
    std::string request = request_text("POST /", kType + "Transfer-Encoding: chunked\r\n");
    for (int n = 0; n < 6; ++n) {
        const std::string chunk = part(std::to_string(n), std::string(0xFFF00, 'x'));
        request += "1000" + std::string("00\r\n") +
                   std::string(chunk + std::string(0x100000, '.')).substr(0, 0x100000) + "\r\n";
    }
    client.send(request);
    EXPECT_EQ(client.read_answer().status, 413);
    EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Upload, SaysSoWhenTheDiskTakesNothing) {
    std::filesystem::remove(folder_.path());
    EXPECT_EQ(post(part("a.mov", "one") + "--XX--").status, 507);
}

}  // namespace
}  // namespace takt::server
