// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_server FOLDER: what the transport needs and how fast it is, printed as plain lines. FOLDER holds 1 GB of
// files meanwhile. Takes half a minute. Build optimised, e.g. with the preset `release`:
//   ninja takt_bench_server && tests/bench/server/takt_bench_server /tmp
#include "bench/server/served_process.h"
#include "server/raw_client.h"
#include "support/temp_dir.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace {

using takt::bench::ServedProcess;
using takt::test::RawAnswer;
using takt::test::RawClient;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kFileBytes = 500'000'000;
constexpr std::size_t kBlockBytes = 1'000'000;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void require(bool held, const char* what) {
    if (held) return;
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

std::string get(const std::string& path, const std::string& headers = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

/// Resident before any work, but with every thread awake.
double idle_mb(const ServedProcess& server) {
    RawClient client(server.port());
    client.send(get("/json"));
    require(client.read_answer().status == 200, "the server does not answer");
    return server.memory_mb("VmRSS");
}

void report_memory(const std::string& what, const ServedProcess& server, double before_mb, Clock::time_point begin) {
    const double peak_mb = server.memory_mb("VmHWM");
    fmt::print("{}: {:.2f} s, peak {:.1f} MB, {:.1f} MB over idle\n", what, seconds_since(begin), peak_mb,
               peak_mb - before_mb);
}

void upload(const std::filesystem::path& folder) {
    const ServedProcess server(folder, {});
    const double before_mb = idle_mb(server);
    const std::string head = "--bound\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\n";
    const std::string tail = "\r\n--bound--\r\n";
    std::string block(kBlockBytes, '\0');
    unsigned state = 1;  // bytes of every value: what looks like a boundary's begin is common, as in a real video
    for (char& byte : block) byte = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
    const auto begin = Clock::now();
    RawClient client(server.port());
    client.send(
        fmt::format("POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
                    "boundary=bound\r\nContent-Length: {}\r\n\r\n{}",
                    head.size() + kFileBytes + tail.size(), head));
    for (std::size_t sent = 0; sent < kFileBytes; sent += block.size()) client.send(block);
    client.send(tail);
    require(client.read_answer().status == 200, "the upload was refused");
    report_memory("upload of 500 MB", server, before_mb, begin);
}

void download(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "served.mp4";
    {
        std::ofstream stream(file, std::ios::binary);
        const std::string block(kBlockBytes, 'v');
        for (std::size_t written = 0; written < kFileBytes; written += block.size()) stream << block;
    }
    const ServedProcess server(folder, file);
    const double before_mb = idle_mb(server);
    const auto begin = Clock::now();
    for (const std::string range : {"0-249999999", "250000000-"}) {
        RawClient client(server.port());
        client.send(get("/file", "Range: bytes=" + range + "\r\n"));
        const RawAnswer answer = client.read_answer();
        require(answer.status == 206 && answer.body.size() == kFileBytes / 2, "the range was not served");
    }
    report_memory("download of 500 MB in two ranges", server, before_mb, begin);
    std::filesystem::remove(file);
}

struct Latency {
    double median_ms = 0;
    double p99_ms = 0;
    double most_ms = 0;
};

/// Of JSON answers over one kept connection, one after the other, until `enough`.
template <class Enough>
Latency latency(const ServedProcess& server, Enough enough) {
    RawClient client(server.port());
    std::vector<double> ms;
    while (!enough(ms.size())) {
        const auto begin = Clock::now();
        client.send(get("/json"));
        require(client.read_answer().status == 200, "JSON was not served");
        ms.push_back(seconds_since(begin) * 1000);
    }
    std::ranges::sort(ms);
    return {ms[ms.size() / 2], ms[ms.size() * 99 / 100], ms.back()};
}

void idle_streams(const std::filesystem::path& folder) {
    const ServedProcess server(folder, {});
    const double before_mb = idle_mb(server);
    const auto enough = [](std::size_t answers) { return answers == 10'000; };
    const Latency alone = latency(server, enough);
    std::vector<std::unique_ptr<RawClient>> streams;
    for (int n = 0; n < 1'000; ++n) {
        streams.push_back(std::make_unique<RawClient>(server.port()));
        streams.back()->send(get("/events"));
    }
    for (const auto& stream : streams) require(stream->read_until("\r\n\r\n"), "a stream was not opened");
    const Latency beside = latency(server, enough);
    fmt::print("JSON alone: median {:.3f} ms, p99 {:.3f} ms\n", alone.median_ms, alone.p99_ms);
    fmt::print("JSON beside 1000 idle streams: median {:.3f} ms, p99 {:.3f} ms; {:.1f} MB over idle, {} descriptors\n",
               beside.median_ms, beside.p99_ms, server.memory_mb("VmRSS") - before_mb, server.descriptors());
}

void slow_headers(const std::filesystem::path& folder) {
    constexpr std::size_t kClients = 450;
    const ServedProcess server(folder, {});
    const double before_mb = idle_mb(server);
    const auto begin = Clock::now();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t n = 0; n < kClients; ++n) clients.push_back(std::make_unique<RawClient>(server.port()));
    std::mutex mutex;
    std::vector<double> cut_off_s;
    std::atomic<std::size_t> refused = 0;
    std::vector<std::jthread> readers;
    for (const auto& client : clients) {
        readers.emplace_back([&, reading = client.get()] {
            if (reading->read_answer().status == 408) ++refused;
            const std::lock_guard lock(mutex);
            cut_off_s.push_back(seconds_since(begin));
        });
    }
    const auto all_cut = [&](std::size_t) {
        const std::lock_guard lock(mutex);
        return cut_off_s.size() == kClients;
    };
    std::jthread dripping([&] {
        const std::string header = "GET /json HTTP/1.1\r\nHost: localhost\r\nX-Slow: and so on";
        for (std::size_t byte = 0; byte < header.size() && !all_cut(0); ++byte) {
            for (const auto& client : clients) client->send(header.substr(byte, 1));
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    });
    const Latency others = latency(server, all_cut);
    readers.clear();
    const auto [first, last] = std::ranges::minmax(cut_off_s);
    fmt::print("450 headers of 1 byte a second: {} answered with 408, cut off after {:.1f} to {:.1f} s\n",
               refused.load(), first, last);
    fmt::print("JSON meanwhile: median {:.3f} ms, p99 {:.3f} ms, most {:.1f} ms; {:.1f} MB over idle\n",
               others.median_ms, others.p99_ms, others.most_ms, server.memory_mb("VmHWM") - before_mb);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: takt_bench_server FOLDER\n", stderr);
        return 2;
    }
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    ::setenv("TMPDIR", argv[1], 1);
    const takt::test::TempDir folder;
    upload(folder.path());
    download(folder.path());
    idle_streams(folder.path());
    slow_headers(folder.path());
    return 0;
}
