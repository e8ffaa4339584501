# Source packages that tools/setup/setup.sh unpacks under deps/; everything else is a Debian package.
set(ASSAY_DEPS "${CMAKE_SOURCE_DIR}/deps" CACHE PATH "where tools/setup/setup.sh unpacked the pinned packages")

find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED)
find_package(Eigen3 3.4 CONFIG REQUIRED)
find_package(fmt 9 CONFIG REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
find_package(tl-expected CONFIG REQUIRED)
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
find_package(GTest 1.12 CONFIG REQUIRED)
find_package(rapidcheck CONFIG REQUIRED)


set(adbc_dir "${ASSAY_DEPS}/adbc_driver_manager-1.13.0/adbc_driver_manager")
add_library(adbc_driver_manager STATIC
    ${adbc_dir}/adbc_driver_manager.cc
    ${adbc_dir}/adbc_driver_manager_api.cc
    ${adbc_dir}/adbc_driver_manager_driver_loading.cc
    ${adbc_dir}/adbc_driver_manager_profiles.cc)
target_include_directories(adbc_driver_manager SYSTEM PUBLIC ${adbc_dir})
target_compile_features(adbc_driver_manager PRIVATE cxx_std_17)
target_compile_options(adbc_driver_manager PRIVATE -w)
target_link_libraries(adbc_driver_manager PUBLIC ${CMAKE_DL_LIBS})

# toml++ 3.4.0 comes with the driver manager. Debian's 3.3.0 must not be linked beside it: both
# define toml::v3, so the linker would mix the two.
add_library(tomlplusplus INTERFACE)
target_include_directories(tomlplusplus SYSTEM INTERFACE ${adbc_dir})

set(NANOARROW_VERSION_MAJOR 0)
set(NANOARROW_VERSION_MINOR 9)
set(NANOARROW_VERSION_PATCH 0)
set(NANOARROW_VERSION "0.9.0")
set(NANOARROW_NAMESPACE_DEFINE "#define NANOARROW_NAMESPACE assay_")
set(nanoarrow_dir "${ASSAY_DEPS}/nanoarrow-0.9.0/subprojects/arrow-nanoarrow/src")
configure_file(${nanoarrow_dir}/nanoarrow/nanoarrow_config.h.in
               ${CMAKE_BINARY_DIR}/nanoarrow/nanoarrow/nanoarrow_config.h)
add_library(nanoarrow STATIC
    ${nanoarrow_dir}/nanoarrow/common/array.c
    ${nanoarrow_dir}/nanoarrow/common/array_stream.c
    ${nanoarrow_dir}/nanoarrow/common/schema.c
    ${nanoarrow_dir}/nanoarrow/common/utils.c)
target_include_directories(nanoarrow SYSTEM PUBLIC ${nanoarrow_dir} ${CMAKE_BINARY_DIR}/nanoarrow)
target_compile_options(nanoarrow PRIVATE -w)

# Both shared libraries lie beside the program, and are opened by absolute path on first use:
# lib/libduckdb.so, lib/libxgboost.so with the libraries that its wheel brings.
set(ASSAY_LIBRARIES "${CMAKE_BINARY_DIR}/lib")
file(MAKE_DIRECTORY ${ASSAY_LIBRARIES})
file(CREATE_LINK "${ASSAY_DEPS}/duckdb/libduckdb.so" "${ASSAY_LIBRARIES}/libduckdb.so" SYMBOLIC)
file(CREATE_LINK "${ASSAY_DEPS}/xgboost-cpu/xgboost/lib/libxgboost.so"
     "${ASSAY_LIBRARIES}/libxgboost.so" SYMBOLIC)
file(CREATE_LINK "${ASSAY_DEPS}/xgboost-cpu/xgboost_cpu.libs" "${ASSAY_LIBRARIES}/xgboost_cpu.libs"
     SYMBOLIC)

# xgboost's C API: header from its source package; the library is opened on first use.
add_library(xgboost_c INTERFACE)
target_include_directories(xgboost_c SYSTEM INTERFACE "${ASSAY_DEPS}/xgboost/cpp_src/include")

# Debian's liblinear ships no CMake package.
add_library(linear INTERFACE)
find_library(LINEAR_LIBRARY NAMES liblinear.a linear REQUIRED)
target_link_libraries(linear INTERFACE ${LINEAR_LIBRARY} blas)
