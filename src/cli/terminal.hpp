#pragma once

#include <functional>
#include <string>
#include <string_view>

// What the place that reads the output can show: a terminal with colour, a pipe, a dumb terminal, a
// locale without UTF-8. Everything that draws is told; nothing asks the environment by itself.

namespace assay::cli {

struct Terminal {
    bool interactive = false;  // a person looks at it, and lines can be redrawn
    bool colour = false;
    bool utf8 = true;
    int width = 80;  // columns, 60 to 120
};

/// Reads an environment variable; empty when it is not set.
using Environment = std::function<std::string(const char* name)>;

/// What file descriptor `descriptor` leads to. NO_COLOR, TERM=dumb, COLUMNS and the locale count.
Terminal terminal_of(int descriptor, const Environment& environment);

/// The same, for a descriptor of which it is known whether it is a terminal and how wide.
Terminal terminal_from(bool is_terminal, int columns, const Environment& environment);

/// The process's own environment.
std::string from_environment(const char* name);

enum class Written { Whole, ReaderGone, Failed };

/// Writes all bytes. A reader that went away (`assay … | head`) is no error.
Written write_whole(int descriptor, std::string_view text);

}  // namespace assay::cli
