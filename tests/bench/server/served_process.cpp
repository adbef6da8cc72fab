// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/server/served_process.h"

#include "server/event_stream.h"
#include "server/http_server.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <memory>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace takt::bench {
namespace {

using namespace takt::server;

class Routes final : public Handler {
public:
    Routes(std::filesystem::path folder, std::filesystem::path file)
        : folder_(std::move(folder)), file_(std::move(file)) {}

    BodyPlan plan_body(const RequestHead& head) override {
        if (head.path != "/upload") return {};
        return {.kind = BodyPlan::Kind::Multipart,
                .max_bytes = 600'000'000,
                .folder = folder_,
                .max_file_bytes = 550'000'000};
    }
    Answer answer(Request request) override {
        if (request.head.path == "/file") return {.content = FileAnswer{file_, "video/mp4", "\"v1\""}};
        if (request.head.path == "/events") return {.content = StreamAnswer{.stream = std::make_shared<EventStream>()}};
        return {.content = BytesAnswer{.body = R"({"code":0,"data":{"available":100,"frozen":0,"total":100}})"}};
    }

private:
    std::filesystem::path folder_;
    std::filesystem::path file_;
};

[[noreturn]] void serve_for_ever(const std::filesystem::path& folder, const std::filesystem::path& file,
                                 int port_pipe) {
    Routes routes(folder, file);
    const HttpServer server(routes, {});
    const std::uint16_t port = server.port();
    if (::write(port_pipe, &port, sizeof port) != sizeof port) ::_exit(1);
    for (;;) ::pause();
}

}  // namespace

ServedProcess::ServedProcess(const std::filesystem::path& folder, const std::filesystem::path& file) {
    std::array<int, 2> port_pipe{};
    if (::pipe(port_pipe.data()) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    child_ = ::fork();
    if (child_ == 0) serve_for_ever(folder, file, port_pipe[1]);
    ::close(port_pipe[1]);
    const bool told = ::read(port_pipe[0], &port_, sizeof port_) == sizeof port_;
    ::close(port_pipe[0]);
    if (!told) throw std::system_error(ECHILD, std::generic_category(), "the server did not start");
}

ServedProcess::~ServedProcess() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
}

double ServedProcess::memory_mb(const std::string& key) const {
    std::ifstream status("/proc/" + std::to_string(child_) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":")) return std::stod(line.substr(key.size() + 1)) / 1024;
    }
    return 0;
}

std::ptrdiff_t ServedProcess::descriptors() const {
    return std::distance(std::filesystem::directory_iterator("/proc/" + std::to_string(child_) + "/fd"), {});
}

}  // namespace takt::bench
