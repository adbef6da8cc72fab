// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/multipart.h"

#include "server/file_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace takt::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

/// Writes down what comes out, one line per part.
class Notes final : public PartSink {
public:
    void part_begin(const PartHead& head) override {
        parts.push_back(head.field + "|" + head.file_name.value_or("-") + "|" + head.content_type + "|");
    }
    void part_bytes(std::string_view bytes) override { parts.back() += bytes; }
    void part_end() override { parts.back() += "|end"; }
    std::vector<std::string> parts;
};

struct Outcome {
    std::vector<std::string> parts;
    bool finished = false;
    std::string error;
    bool operator==(const Outcome&) const = default;
};

Outcome parse(const std::vector<std::string_view>& pieces) {
    Notes notes;
    MultipartParser parser("bound", notes);
    for (const std::string_view piece : pieces) parser.feed(piece);
    return {notes.parts, parser.finished(), parser.error().value_or("")};
}

Outcome parse(const std::string& text) {
    return parse(std::vector<std::string_view>{text});
}

std::string part(const std::string& disposition, const std::string& bytes) {
    return "--bound\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + bytes + "\r\n";
}

const std::string kBody =
    "a preamble\r\n--bound \r\nContent-Type: video/mp4\r\n"
    "content-disposition: form-data; name=\"files\"; filename=\"a b.mp4\"\r\n\r\n"
    "bytes\r\n--boun\r\r\n--boundless? no\r\n-\r\n\r\n--bound\r\n"
    "Content-Disposition: form-data; name=note\r\n\r\n\r\n--bound--\r\nan epilogue --bound";

TEST(MultipartParser, GivesTheSamePartsWhereverTheBytesAreCut) {
    std::string body = kBody;
    body.replace(body.find("--boundless"), 11, "--boundness");  // "--bound" after a line break would be a delimiter
    body.replace(body.find("\n--boundness"), 3, "\nx-");
    const Outcome whole = parse(body);
    ASSERT_TRUE(whole.finished) << whole.error;
    ASSERT_THAT(whole.parts, ElementsAre("files|a b.mp4|video/mp4|bytes\r\n--boun\r\r\nx-boundness? no\r\n-\r\n|end",
                                         "note|-|||end"));
    for (std::size_t first = 0; first <= body.size(); ++first) {
        for (const std::size_t length : {1U, 2U, 7U, 11U}) {
            const std::size_t second = std::min(first + length, body.size());
            const std::string_view text = body;
            ASSERT_EQ(parse({text.substr(0, first), text.substr(first, second - first), text.substr(second)}), whole)
                << "cut at " << first << " and " << second;
        }
    }
}

TEST(MultipartParser, IsNotFinishedAtAnyByteBeforeTheClosingDelimiter) {
    const std::string body = part("name=f; filename=a", "12345") + "--bound--";
    for (std::size_t size = 0; size < body.size(); ++size) {
        const Outcome outcome = parse(body.substr(0, size));
        EXPECT_FALSE(outcome.finished) << size;
        EXPECT_EQ(outcome.error, "") << size;
    }
    EXPECT_TRUE(parse(body).finished);
}

TEST(MultipartParser, EndsNoPartWhoseDelimiterDidNotCome) {
    EXPECT_THAT(parse(part("name=f; filename=a", "12345") + "--boun").parts, ElementsAre("f|a||12345"));
}

TEST(MultipartParser, TakesAnEmptyListOfParts) {
    const Outcome outcome = parse("--bound--");
    EXPECT_TRUE(outcome.finished);
    EXPECT_THAT(outcome.parts, IsEmpty());
}

TEST(MultipartParser, ReadsNamesThatBrowsersWrite) {
    EXPECT_THAT(parse(part(R"(name="a\"b"; filename="C:\dir\clip;1.mov")", "") + "--bound--").parts,
                ElementsAre(R"(a"b|C:\dir\clip;1.mov|||end)"));
    EXPECT_THAT(parse(part(R"(filename=""; name="f")", "") + "--bound--").parts, ElementsAre("f||||end"));
}

TEST(MultipartParser, RefusesWhatIsMalformedOrTooMuch) {
    const std::string ends = "--bound--";
    const std::string start = "--bound\r\n";
    for (const std::string& body : {
             std::string("--boundX\r\n"),
             std::string("--bound-\r\n"),
             start + "\r\nno head\r\n" + ends,
             start + "Content-Type: text/plain\r\n\r\n\r\n" + ends,
             start + "Content-Disposition: attachment; name=f\r\n\r\n\r\n" + ends,
             start + "no colon\r\n\r\n",
             part("filename=a", "") + ends,
             part("name=\"f", "") + ends,
             part("name=" + std::string(201, 'n'), "") + ends,
             part("name=f; filename=a\x01"
                  "b",
                  "") +
                 ends,
             part("name=f; filename=" + std::string(5000, 'n'), "") + ends,
             start + "X: " + std::string(5000, 'x'),
         }) {
        const Outcome outcome = parse(body);
        EXPECT_THAT(outcome.error, StartsWith("multipart: ")) << body;
        EXPECT_FALSE(outcome.finished) << body;
        EXPECT_THAT(outcome.parts, IsEmpty()) << body;
    }
    std::string many;
    for (int n = 0; n <= MultipartParser::kMaxParts; ++n) many += part("name=f", "");
    EXPECT_EQ(parse(many + ends).error, "multipart: too many parts; send fewer at once");
}

TEST(MultipartBoundary, IsReadFromTheContentType) {
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b?\""), "a b?");
    EXPECT_EQ(multipart_boundary("multipart/form-data;boundary=x"), "x");
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'x')), std::string(70, 'x'));
    for (const std::string& bad :
         {std::string("multipart/form-data"), std::string("multipart/mixed; boundary=x"),
          std::string("multipart/form-data; boundary="), std::string("multipart/form-data; boundary=\"x"),
          std::string("multipart/form-data; boundary=\"x \""), std::string("multipart/form-data; boundary=\"x\r\""),
          "multipart/form-data; boundary=" + std::string(71, 'x'), std::string()}) {
        EXPECT_EQ(multipart_boundary(bad), std::nullopt) << bad;
    }
}

TEST(BareFileName, KeepsNothingThatLeadsElsewhere) {
    EXPECT_EQ(bare_file_name("clip.mov"), "clip.mov");
    EXPECT_EQ(bare_file_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(bare_file_name("C:\\videos\\clip.mov"), "clip.mov");
    EXPECT_EQ(bare_file_name("...hidden"), "hidden");
    EXPECT_EQ(bare_file_name(std::string_view("a\0\n\x7F"
                                              "b.mov",
                                              9)),
              "ab.mov");
    EXPECT_EQ(bare_file_name("夏天.mp4"), "夏天.mp4");
    EXPECT_EQ(bare_file_name("\xC0\xAF\xFF.mp4"), "___.mp4");
    EXPECT_EQ(bare_file_name("a\xE2\x82"), "a__");
    for (const char* nothing : {"", "..", ".", "/", "dir/", "\\", "\n"}) EXPECT_EQ(bare_file_name(nothing), "upload");
}

TEST(BareFileName, IsShortenedBetweenCharactersAndKeepsItsExtension) {
    std::string stem;
    for (int n = 0; n < 100; ++n) stem += "夏";
    const std::string name = bare_file_name(stem + ".mp4");
    EXPECT_EQ(name, stem.substr(0, 195) + ".mp4");
    EXPECT_EQ(bare_file_name(std::string(300, 'x')), std::string(200, 'x'));
}

}  // namespace
}  // namespace takt::server
