#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

/// `count` values of a file of raw numbers (native order) as NumPy's tofile() writes it.
template <class Value>
std::vector<Value> read(const std::string& file, std::size_t count) {
    std::vector<Value> values(count);
    std::ifstream in(file, std::ios::binary);
    const auto bytes = static_cast<std::streamsize>(count * sizeof(Value));
    if (!in.read(reinterpret_cast<char*>(values.data()), bytes)) {
        throw std::runtime_error(file + ": too short");
    }
    return values;
}

template <class Value>
void write(const std::string& file, const std::vector<Value>& values) {
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(Value)));
}

}  // namespace bench
