#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstdlib>

namespace assay::cli {

namespace {

constexpr int kNarrowest = 60;
constexpr int kWidest = 120;
constexpr int kUsual = 80;

bool is_utf8(const Environment& environment) {
    std::string locale;
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        locale = environment(name);
        if (!locale.empty()) {
            break;
        }
    }
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

int columns_of(int descriptor) {
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

Terminal terminal_from(bool is_terminal, int columns, const Environment& environment) {
    const std::string wanted = environment("COLUMNS");
    int asked = 0;
    std::from_chars(wanted.data(), wanted.data() + wanted.size(), asked);
    const int width = asked > 0 ? asked : columns > 0 ? columns : kUsual;
    const bool capable = is_terminal && environment("TERM") != "dumb";
    return {.interactive = capable,
            .colour = capable && environment("NO_COLOR").empty(),
            .utf8 = is_utf8(environment),
            .width = std::clamp(width, kNarrowest, kWidest)};
}

Terminal terminal_of(int descriptor, const Environment& environment) {
    const bool is_terminal = ::isatty(descriptor) == 1;
    return terminal_from(is_terminal, is_terminal ? columns_of(descriptor) : 0, environment);
}

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

Written write_whole(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t wrote = ::write(descriptor, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote < 0) {
            return errno == EPIPE ? Written::ReaderGone : Written::Failed;
        }
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return Written::Whole;
}

}  // namespace assay::cli
