#include <cstdlib>

#include "cli/program.hpp"

int main(int count, char** words) {
    // OpenMP threads that spin while they wait make boosting twenty times slower on a busy machine;
    // the library reads this when it is opened.
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    return assay::cli::run_program({words + 1, words + count});
}
