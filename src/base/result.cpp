#include "base/result.hpp"

#include <cstdio>

namespace assay {

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "assay: defect at %s:%d: %s does not hold\n", file, line, condition);
    std::abort();
}

}  // namespace assay
