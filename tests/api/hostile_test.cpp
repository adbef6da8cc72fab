// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that nobody means well with: every reader answers with a value or a takt::Error, never in another way.
#include "api/documents.h"
#include "api/problem.h"
#include "api/render_documents.h"
#include "api/turn_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace takt::api {
namespace {

struct Reader {
    const char* name;
    std::function<void(const std::string&)> read;
};

const std::vector<Reader>& readers() {
    static const std::vector<Reader> kReaders{
        {"token", [](const std::string& body) { (void)token_grant_from_json(body); }},
        {"session order", [](const std::string& body) { (void)session_order_from_json(body); }},
        {"session", [](const std::string& body) { (void)session_grant_from_json(body); }},
        {"claim order", [](const std::string& body) { (void)claim_order_from_json(body); }},
        {"claim", [](const std::string& body) { (void)claim_grant_from_json(body); }},
        {"upload", [](const std::string& body) { (void)upload_answer_from_json(body); }},
        {"urls", [](const std::string& body) { (void)url_upload_from_json(body); }},
        {"state", [](const std::string& body) { (void)state_answer_from_json(body); }},
        {"credits", [](const std::string& body) { (void)credits_answer_from_json(body); }},
        {"turn order", [](const std::string& body) { (void)turn_order_from_json(body); }},
        {"render order", [](const std::string& body) { (void)render_order_from_json(body); }},
        {"render", [](const std::string& body) { (void)render_answer_from_json(body); }},
        {"problem", [](const std::string& body) { (void)problem_in(Endpoint::State, 500, "application/json", body); }},
        {"turn", [](const std::string& body) { (void)TurnReader().read("", body); }},
        {"cut turn", [](const std::string& body) { (void)TurnReader().read("", body, true); }},
    };
    return kReaders;
}

void expect_orderly(const std::string& body) {
    for (const Reader& reader : readers()) {
        SCOPED_TRACE(reader.name);
        try {
            reader.read(body);
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == ErrorCode::Network || error.code() == ErrorCode::Usage);
        } catch (...) {
            ADD_FAILURE() << "another exception for " << body.substr(0, 200);
        }
    }
}

// Every field that some reader looks at, in its place.
const std::vector<std::string> kBodies{
    R"({"code":0,"data":{"token":"t","user_id":"u","expires_at":"e","credits":1,"task_id":"t","session_id":"s",)"
    R"("claim_token":"c","expires_in":1,"available":1,"frozen":1}})",
    R"({"code":0,"data":{"files":[{"filename":"f","file_type":"video","cdn_url":"u","duration":1,"width":1,"height":1,)"
    R"("fps":1,"hash":"h"}],"session_state_applied":true}})",
    R"({"data":{"session_id":"s","task_name":"n","state":{"video_infos":[{"filename":"f"}],"draft":{"t":[]},)"
    R"("canvas_config":{},"generated_media":[]}}})",
    R"({"app_name":"a","session_id":"s","task_id":"t","urls":["u"],"new_message":{"parts":[{"text":"t"}]}})",
    R"({"id":"i","sessionId":"s","draft":{},"output":{"format":"f","quality":"q","url":"u","duration":1,"size":1},)"
    R"("status":"completed","progress":1,"error":"e","success":true})",
    R"({"success":true,"data":{"id":"i","status":"failed","progress":0.5,"outputUrl":"u","error":{"message":"m"}}})",
    R"({"code":1,"message":"m","msg":"m","detail":[{"loc":["a",1],"msg":"m"}],"error":{"message":"m"},"reason":"r"})",
    R"({"author":"a","partial":true,"content":{"role":"model","parts":[{"text":"t","thought":true},{"functionCall":)"
    R"({"id":"i","name":"n","args":{}}},{"functionResponse":{"id":"i","name":"n"}}]},"actions":{"stateDelta":)"
    R"({"draft":{}}},"errorCode":"c","errorMessage":"m"})",
    R"({"type":"tool_call","id":"i","name":"n","content":"c","error":"e","error_details":{"error_message":"m"}})",
};

/// Where the value after each colon begins and ends, roughly: up to the next comma or bracket.
std::vector<std::string> with_each_value_replaced(const std::string& body, const std::string& by) {
    std::vector<std::string> bodies;
    for (std::size_t colon = body.find(':'); colon != std::string::npos; colon = body.find(':', colon + 1)) {
        std::size_t end = colon + 1;
        int open = 0;
        for (; end < body.size(); ++end) {
            const char c = body[end];
            if (open == 0 && (c == ',' || c == '}' || c == ']')) break;
            if (c == '{' || c == '[') ++open;
            if (c == '}' || c == ']') --open;
        }
        bodies.push_back(body.substr(0, colon + 1) + by + body.substr(end));
    }
    return bodies;
}

TEST(HostileBodies, WithAnyTypeInAnyFieldAreAnswered) {
    for (const std::string& body : kBodies) {
        expect_orderly(body);
        for (const char* value :
             {"null", "true", "false", "0", "-1", "1.5", "1e300", "18446744073709551615", "-9223372036854775808",
              "\"\"", "\"x\"", "[]", "[[]]", "[null]", "[{}]", "{}", R"({"a":1})", R"({"message":[]})"}) {
            for (const std::string& changed : with_each_value_replaced(body, value)) expect_orderly(changed);
        }
    }
}

TEST(HostileBodies, CutAnywhereAreAnswered) {
    for (const std::string& body : kBodies) {
        for (std::size_t size = 0; size < body.size(); ++size) expect_orderly(body.substr(0, size));
    }
}

TEST(HostileBodies, WithAnyByteChangedAreAnswered) {
    for (const std::string& body : kBodies) {
        for (std::size_t at = 0; at < body.size(); ++at) {
            std::string changed = body;
            changed[at] = std::array{'"', '\\', '{', '\xFF', ']'}[at % 5];
            expect_orderly(changed);
        }
    }
}

TEST(HostileBodies, ThatAreNestedWithoutEndAreAnswered) {
    constexpr std::size_t kDeep = 500'000;
    expect_orderly(std::string(kDeep, '['));
    std::string objects;
    for (std::size_t i = 0; i < kDeep; ++i) objects += R"({"data":)";
    expect_orderly(objects);
    expect_orderly(R"({"data":{"session_id":"s","state":{"draft":)" + std::string(kDeep, '[') +
                   std::string(kDeep, ']') + "}}}");
    expect_orderly(R"({"content":{"parts":)" + std::string(kDeep, '[') + std::string(kDeep, ']') + "}}");
    expect_orderly(R"({"error")" + std::string(kDeep, '{'));
}

TEST(HostileBodies, WithHugeTextsAreAnswered) {
    const std::string huge(1U << 20U, 'x');
    const std::string large = '"' + std::string(1U << 14U, 'x') + '"';
    for (const std::string& body : kBodies) {
        for (const std::string& changed : with_each_value_replaced(body, large)) expect_orderly(changed);
    }
    for (const char* key : {"token", "error"}) {
        expect_orderly("{\"" + std::string(key) + "\":\"" + huge + "\"}");
    }
    expect_orderly('"' + huge);
    expect_orderly("{\"error\": \"" + huge);
    expect_orderly(std::string(1U << 20U, '\\'));
    EXPECT_LE(problem_in(Endpoint::State, 500, "", R"({"message":")" + huge + "\"}")->text.size(), 300U);
}

TEST(HostileBodies, WithVeryManyKeysAreRead) {
    std::string body = R"({"data":{"session_id":"s")";
    for (int i = 0; i < 50'000; ++i) body += ",\"k" + std::to_string(i) + "\":0";
    body += "}}";
    EXPECT_EQ(session_grant_from_json(body).session_id, "s");
}

TEST(HostileBodies, ThatAreNoUnicodeAreReadAsFarAsTheyGo) {
    EXPECT_EQ(token_grant_from_json("{\"data\":{\"token\":\"t\",\"user_id\":\"\xC3\x28\xFF\"}}").token, "t");
    EXPECT_EQ(problem_in(Endpoint::State, 500, "", "{\"message\":\"caf\xE9\"}")->text, "caf\uFFFD");
    EXPECT_EQ(problem_in(Endpoint::State, 500, "text/plain", "caf\xE9 \xED\xA0\x80")->text,
              "caf\uFFFD \uFFFD\uFFFD\uFFFD");
}

TEST(HostileTurns, WithoutEndInTheirDeltasAreCalledBroken) {
    TurnReader reader;
    const std::string text(1U << 20U, 'x');
    const std::string frame = R"({"partial":true,"content":{"parts":[{"text":")" + text + R"("}]}})";
    for (int i = 0; i < 8; ++i) (void)reader.read("", frame);
    EXPECT_FALSE(reader.broken());
    EXPECT_EQ(reader.read("", frame), std::vector<TurnEvent>{TurnEvent{}});
    EXPECT_TRUE(reader.broken());
}

TEST(HostileTurns, WithoutEndInTheirCallsAreCalledBroken) {
    TurnReader reader;
    for (std::size_t i = 0; i <= TurnReader::kMaxCalls; ++i) {
        EXPECT_FALSE(reader.broken());
        (void)reader.read("", R"({"content":{"parts":[{"functionCall":{"id":")" + std::to_string(i) + R"("}}]}})");
    }
    EXPECT_TRUE(reader.broken());
}

}  // namespace
}  // namespace takt::api
