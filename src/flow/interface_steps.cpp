// SPDX-License-Identifier: GPL-3.0-or-later
// An agent that believes in buttons: its sentences are looked at clause by clause, and what only steers an interface is
// left out. A verb steers when it stands where a request has it ("click", "you can click"), not in "a mouse click".
#include "flow/wording.h"
#include "flow/words.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>

namespace takt::flow {
namespace {

using Words = std::vector<std::string>;
using List = std::initializer_list<std::string_view>;

bool in(const std::string& word, List list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool any_of(const Words& words, List list) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return in(word, list); });
}

bool contains(std::string_view text, List parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

const List kWidgets = {"button", "buttons", "menu",  "sidebar",  "toolbar", "dropdown", "tab",
                       "icon",   "slider",  "panel", "checkbox", "editor",  "dialog",   "workspace"};
const List kPlaces = {"timeline",  "settings", "app",       "page",    "browser",
                      "dashboard", "website",  "interface", "projects"};

/// Where a request has its verb: at the start, or behind one of these.
bool asks(const Words& words, std::size_t at) {
    if (at == 0) return true;
    return is_clause_end(words[at - 1]) ||
           in(words[at - 1],
              {"you",   "can",  "to",  "please", "then", "and",   "just",    "simply", "now", "or",   "should",
               "could", "must", "may", "by",     "next", "first", "finally", "also",   "ll",  "youll"});
}

bool about_the_account(const Words& words) {
    return any_of(words, {"account", "billing", "subscription"});
}

/// Whether the word at `at` sends the reader to an interface.
bool steers(const Words& words, std::size_t at) {
    const std::string& word = words[at];
    const std::string next = at + 1 < words.size() ? words[at + 1] : "";
    const bool widget = any_of(words, kWidgets);
    const bool place = widget || any_of(words, kPlaces);
    if (in(word, {"click", "clicking"})) return !in(next, {"sound", "sounds", "track", "tracks", "of"});
    if (in(word, {"drag", "dragging", "press", "pressing", "tap", "tapping", "hover"})) {
        return in(next,
                  {"the", "your", "a", "it", "this", "that", "them", "any", "and", "each", "on", "over", "export"});
    }
    if (word == "hit") return next == "export";  // cuts hit the beat
    if (in(word, {"open", "preview", "go", "head", "navigate", "switch", "scroll", "view", "find", "visit", "check"})) {
        return place || (about_the_account(words) && word != "find");
    }
    if (in(word, {"select", "choose", "use", "look", "adjust", "set"})) return widget;
    return in(word, {"export", "download"}) && !in(next, {"is", "was", "has", "complete", "completed", "finished",
                                                          "done", "failed", "format", "link", "ready"});
}

bool is_english_step(const Words& words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (asks(words, at) && steers(words, at)) return true;
    }
    return false;
}

bool is_chinese_step(std::string_view clause) {
    static const List kScreens = {"时间线", "时间轴", "编辑器", "面板", "菜单",  "设置",
                                  "页面",   "界面",   "软件",   "应用", "工作区"};
    if (contains(clause, {"点击声"})) return false;
    if (contains(clause, {"点击", "单击", "双击", "点按", "点一下", "拖拽", "拖放", "拖动", "拖到"})) return true;
    if (contains(clause, {"打开", "预览", "进入", "前往", "切换到"}) && contains(clause, kScreens)) return true;
    if (contains(clause, {"账户", "账号", "账单"}) && contains(clause, {"查看", "检查", "前往", "充值"})) return true;
    const bool done = contains(clause, {"已导出", "导出完成", "导出成功", "已下载"});
    return !done && contains(clause, {"导出", "下载"}) &&
           contains(clause, {"请", "可以", "即可", "按钮", "选择", "就能"});
}

/// Bullets, quotes and emphasis say nothing; neither does the number of a step.
Words bare_words(std::string_view clause) {
    Words words = words_of(clause);
    std::erase_if(words, [](const std::string& word) {
        return word.size() == 1 && std::isalnum(static_cast<unsigned char>(word.front())) == 0 && !is_clause_end(word);
    });
    const auto is_number = [](const std::string& word) {
        return std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    };
    while (!words.empty() && (is_number(words.front()) || is_clause_end(words.front()))) words.erase(words.begin());
    return words;
}

bool is_step(std::string_view clause) {
    return is_english_step(bare_words(clause)) || is_chinese_step(clause);
}

std::string action_for(std::string_view sentence) {
    const Words words = words_of(sentence);
    if (about_the_account(words) || contains(sentence, {"账户", "账号", "账单", "充值"})) return "takt credits";
    if (any_of(words, {"export", "download"}) || contains(sentence, {"导出", "下载"})) return "takt export";
    if (any_of(words, {"drag", "dragging", "drop"}) || contains(sentence, {"拖"})) return "takt chat";
    if (any_of(words, {"open", "preview", "timeline", "view"}) ||
        contains(sentence, {"打开", "预览", "时间线", "时间轴"})) {
        return "takt status";
    }
    return "takt chat";
}

/// The length of the mark at `at` when it is one of `marks`; an ASCII one only counts before space or the end.
std::size_t mark_length(std::string_view text, std::size_t at, List marks) {
    for (const std::string_view mark : marks) {
        if (text.substr(at, mark.size()) != mark) continue;
        const std::size_t behind = at + mark.size();
        const bool closes = mark.size() > 1 || behind >= text.size() || text[behind] == ' ';
        if (closes) return mark.size();
    }
    return 0;
}

/// `text` cut behind each mark and the space that follows; together the parts are the text.
std::vector<std::string_view> cut(std::string_view text, List marks) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    bool any_letter = false;  // "1." begins a step, it is no sentence
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        any_letter = any_letter || std::isalpha(c) != 0 || c >= 0x80;
        const std::size_t mark = any_letter ? mark_length(text, at, marks) : 0;
        if (mark == 0) continue;
        std::size_t end = at + mark;
        while (end < text.size() && text[end] == ' ') ++end;
        parts.push_back(text.substr(begin, end - begin));
        begin = end;
        at = end - 1;
        any_letter = false;
    }
    if (begin < text.size()) parts.push_back(text.substr(begin));
    return parts;
}

/// Only leads to the step behind it: "to finish, click …".
bool leads(std::string_view clause) {
    const Words words = bare_words(clause);
    return words.size() < 2 ||
           in(words.front(), {"to", "when", "if", "once", "after", "then", "now", "next", "finally", "for", "please",
                              "first", "so", "from", "in", "on"}) ||
           in(words.front(), {"请", "若", "当", "要", "想", "如", "在", "需", "接", "然"});
}

/// What stands before the first step; absent when the sentence holds none.
std::optional<std::string> before_the_step(std::string_view sentence) {
    std::string kept;
    for (const std::string_view clause : cut(sentence, {",", ";", ":", "，", "；", "："})) {
        if (!is_step(clause)) {
            kept += clause;
            continue;
        }
        if (leads(kept)) return "";
        while (!kept.empty() && std::string_view(" ,;:").find(kept.back()) != std::string_view::npos) kept.pop_back();
        for (const std::string_view mark : {"，", "；", "："}) {
            if (kept.ends_with(mark)) kept.resize(kept.size() - mark.size());
        }
        return kept + (is_wide(std::string_view(kept).substr(kept.size() - 1)) ? "。" : ". ");
    }
    return std::nullopt;
}

void trim(std::string& text) {
    const auto last = text.find_last_not_of(" \n\r\t");
    text.erase(last == std::string::npos ? 0 : last + 1);
    text.erase(0, std::min(text.find_first_not_of(" \n\r\t"), text.size()));
}

void add_once(std::vector<std::string>& actions, std::string action) {
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) actions.push_back(std::move(action));
}

}  // namespace

PlainReply without_interface(std::string_view reply) {
    PlainReply plain;
    while (!reply.empty()) {
        const std::size_t length = std::min(reply.find('\n'), reply.size() - 1) + 1;
        const std::string_view line = reply.substr(0, length);
        reply.remove_prefix(length);
        std::string kept;
        bool cut_out = false;
        for (const std::string_view sentence : cut(line, {".", "!", "?", "。", "！", "？"})) {
            const std::optional<std::string> rest = before_the_step(sentence);
            kept += rest ? *rest : std::string(sentence);
            if (!rest) continue;
            cut_out = true;
            add_once(plain.actions, action_for(sentence));
        }
        if (cut_out) {
            trim(kept);
            if (!kept.empty() && line.ends_with('\n')) kept += '\n';
        }
        plain.text += kept;
    }
    trim(plain.text);
    return plain;
}

}  // namespace takt::flow
