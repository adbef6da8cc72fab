// SPDX-License-Identifier: GPL-3.0-or-later
// Owners for what libcurl hands out, used inside net only.
#pragma once

#include <curl/curl.h>
#include <memory>

namespace takt::net {

// CURL and CURLM are both `void`, so the deleter cannot be told apart by their type.
struct EasyDelete {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct MultiDelete {
    void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};
struct CurlDelete {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const noexcept { curl_mime_free(mime); }
    void operator()(char* text) const noexcept { curl_free(text); }
};

using EasyPtr = std::unique_ptr<CURL, EasyDelete>;
using MultiPtr = std::unique_ptr<CURLM, MultiDelete>;
using UrlPtr = std::unique_ptr<CURLU, CurlDelete>;
using ListPtr = std::unique_ptr<curl_slist, CurlDelete>;
using MimePtr = std::unique_ptr<curl_mime, CurlDelete>;
using TextPtr = std::unique_ptr<char, CurlDelete>;

}  // namespace takt::net
