// SPDX-License-Identifier: GPL-3.0-or-later
// Routing: a line goes to a route when it consists of that route's phrases and nothing else.
#include "flow/wording.h"

#include "flow/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace takt::flow {
namespace {

using Words = std::vector<std::string>;
using Phrases = std::vector<std::string_view>;

struct Vocabulary {
    Route route;
    Phrases triggers;  ///< one of them has to be there
    Phrases objects;   ///< may be there
};

const Phrases kPolite = {"please", "pls",  "now",  "can",    "could", "would", "you", "i",    "me",   "my",
                         "the",    "a",    "to",   "for",    "want",  "like",  "id",  "ok",   "okay", "lets",
                         "let",    "us",   "just", "thanks", "thank", "this",  "it",  "your", "then", "so",
                         "hi",     "hey",  "请",   "帮我",   "给我",  "一下",  "吧",  "了",   "吗",   "呢",
                         "我",     "我的", "把",   "现在",   "麻烦",  "你",    "您",  "可以", "好",   "想",
                         "要",     "的",   "这个", "能",     "谢谢",  "并"};

const std::vector<Vocabulary> kVocabularies = {
    {Route::Export,
     {"export", "download", "send me the video", "send the video", "send me my video", "send me video", "send video",
      "send it", "send me it", "send me the file", "send me the result", "导出", "下载", "发给我", "发视频"},
     {"video",   "videos",  "file", "mp4",  "movie", "result", "final", "finished", "as",   "an",
      "version", "project", "视频", "成品", "文件",  "影片",   "片子",  "结果",     "成片", "最终"}},
    {Route::Credits,
     {"credits", "credit", "balance", "积分", "余额"},
     {"how",       "many",    "much", "do",    "have", "left", "what", "is",   "whats", "show", "check",
      "remaining", "account", "are",  "there", "of",   "see",  "got",  "查看", "查询",  "看看", "看",
      "查",        "还有",    "还剩", "剩余",  "多少", "剩",   "账户", "有",   "显示",  "几",   "是"}},
    {Route::Status,
     {"status", "show tracks", "show the tracks", "show me the tracks", "show my tracks", "list tracks",
      "list the tracks", "show timeline", "show the timeline", "show me the timeline", "状态", "查看轨道", "显示轨道",
      "查看时间线", "显示时间线"},
     {"show", "what", "is", "whats", "current", "project", "check", "of",   "video", "timeline", "查看",
      "看看", "看",   "查", "显示",  "当前",    "项目",    "视频",  "目前", "是",    "什么"}},
    {Route::Upload, {"upload", "上传"}, {"file",  "files",  "video", "videos", "clip",  "clips",   "photo", "photos",
                                         "image", "images", "song",  "music",  "media", "another", "more",  "some",
                                         "new",   "these",  "an",    "one",    "文件",  "视频",    "素材",  "照片",
                                         "图片",  "音乐",   "歌曲",  "一个",   "新",    "更多",    "些"}},
};

constexpr std::array<std::string_view, 14> kExtensions = {"mp4", "mov", "avi",  "webm", "mkv", "jpg", "jpeg",
                                                          "png", "gif", "webp", "mp3",  "wav", "m4a", "aac"};

/// How many words of `rest` the longest of `phrases` covers; 0 for none.
std::size_t covered(std::span<const std::string> rest, const Phrases& phrases) {
    std::size_t longest = 0;
    for (const std::string_view phrase : phrases) {
        const Words words = words_of(phrase);
        const bool begins = words.size() <= rest.size() && std::equal(words.begin(), words.end(), rest.begin());
        if (begins) longest = std::max(longest, words.size());
    }
    return longest;
}

bool consists_of(const Words& words, const Vocabulary& vocabulary) {
    bool triggered = false;
    for (std::size_t at = 0; at < words.size();) {
        const std::span<const std::string> rest(words.data() + at, words.size() - at);
        const std::size_t trigger = covered(rest, vocabulary.triggers);
        const std::size_t other = std::max(covered(rest, vocabulary.objects), covered(rest, kPolite));
        if (trigger == 0 && other == 0) return false;
        triggered = triggered || trigger >= other;
        at += std::max(trigger, other);
    }
    return triggered;
}

/// "upload IMG_1.mov": a file's name may consist of any words.
bool uploads_a_file(const Words& words) {
    return words.size() > 1 && words.front() == "upload" &&
           std::find(kExtensions.begin(), kExtensions.end(), words.back()) != kExtensions.end();
}

bool is_word(const std::string& word) {
    const auto first = static_cast<unsigned char>(word.front());
    return first >= '0' && first < 0x80 ? std::isalnum(first) != 0 : is_wide(word) && !is_clause_end(word);
}

}  // namespace

Route route_of(std::string_view line) {
    constexpr std::size_t kLongest = 300;  // nobody says "export" in more
    if (line.size() > kLongest) return Route::Say;
    Words words = words_of(line);
    std::erase_if(words, [](const std::string& word) { return !is_word(word); });
    if (uploads_a_file(words)) return Route::Upload;
    for (const Vocabulary& vocabulary : kVocabularies) {
        if (consists_of(words, vocabulary)) return vocabulary.route;
    }
    return Route::Say;
}

}  // namespace takt::flow
