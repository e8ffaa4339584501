#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/random.hpp"

// Runs a fuzz target without a fuzzer: over files, and over seeded mutations of them, so that any
// compiler can. With clang's -fsanitize=fuzzer the same target is driven by libFuzzer instead.
//
//     run_corpus [--mutations N] [--seed S] [--keep FILE] FILE_OR_FOLDER…
//
// --keep writes each input to FILE before it is run, so that the one that crashed is there.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

struct Options {
    std::uint64_t mutations = 0;
    std::uint64_t seed = 0;
    fs::path keep;
    std::vector<fs::path> files;
};

std::uint64_t whole(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{}) {
        std::fprintf(stderr, "not a whole number: %s\n", std::string(text).c_str());
        std::exit(2);
    }
    return value;
}

void add_files(const fs::path& path, std::vector<fs::path>& files) {
    if (!fs::is_directory(path)) {
        files.push_back(path);
        return;
    }
    for (const auto& entry : fs::directory_iterator(path)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
}

Options options_of(int count, char** arguments) {
    Options out;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        const bool value_follows = i + 1 < count;
        if (word == "--mutations" && value_follows) {
            out.mutations = whole(arguments[++i]);
        } else if (word == "--seed" && value_follows) {
            out.seed = whole(arguments[++i]);
        } else if (word == "--keep" && value_follows) {
            out.keep = arguments[++i];
        } else {
            add_files(word, out.files);
        }
    }
    return out;
}

void run(const std::string& bytes, const fs::path& keep) {
    if (!keep.empty()) {
        std::ofstream(keep, std::ios::binary) << bytes;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

// One of the small harms that files come to: a byte changed, a piece gone, cut or doubled.
void harm(std::string& bytes, assay::Random& random) {
    if (bytes.empty()) {
        bytes.push_back(static_cast<char>(random.below(256)));
        return;
    }
    const auto at = static_cast<std::size_t>(random.below(bytes.size()));
    const auto length = static_cast<std::size_t>(1 + random.below(16));
    switch (random.below(5)) {
        case 0:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            bytes.erase(at, length);
            break;
        case 2:
            bytes.insert(at, bytes.substr(at, length));
            break;
        case 3:
            bytes.insert(at, 1, "\",;\n\r\t{}[]:\\'\0\xFF"[random.below(15)]);
            break;
        default:
            bytes.resize(at + 1);
    }
}

std::string mutated(std::string bytes, std::uint64_t seed, std::uint64_t index) {
    assay::Random random(seed, "mutations", index);
    for (auto harms = 1 + random.below(4); harms > 0; --harms) {
        harm(bytes, random);
    }
    return bytes;
}

}  // namespace

int main(int count, char** arguments) {
    const auto options = options_of(count, arguments);
    std::vector<std::string> seeds;
    for (const auto& file : options.files) {
        const auto content = assay::read_file(file);
        if (!content) {
            std::fprintf(stderr, "%s\n", content.error().what.c_str());
            return 2;
        }
        seeds.push_back(*content);
        run(seeds.back(), options.keep);
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "no files given\n");
        return 2;
    }
    for (std::uint64_t i = 0; i < options.mutations; ++i) {
        run(mutated(seeds[i % seeds.size()], options.seed, i), options.keep);
    }
    std::printf("%zu files and %llu mutations: no crash\n", seeds.size(),
                static_cast<unsigned long long>(options.mutations));
    return 0;
}
