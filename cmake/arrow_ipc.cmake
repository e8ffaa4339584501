# Arrow files and streams: nanoarrow's IPC reader with the flatcc and lz4 that its source package
# brings, and the system's zstd.
set(nanoarrow_packages "${ASSAY_DEPS}/nanoarrow-0.9.0/subprojects")
set(flatcc_dir "${nanoarrow_packages}/flatcc-fd3c4ae5cd39f0651eda6a3a1a374278070135d6")
set(lz4_dir "${nanoarrow_packages}/lz4-1.10.0/lib")

add_library(nanoarrow_ipc STATIC
    ${nanoarrow_dir}/nanoarrow/ipc/codecs.c
    ${nanoarrow_dir}/nanoarrow/ipc/decoder.c
    ${nanoarrow_dir}/nanoarrow/ipc/encoder.c
    ${nanoarrow_dir}/nanoarrow/ipc/reader.c
    ${flatcc_dir}/src/runtime/builder.c
    ${flatcc_dir}/src/runtime/emitter.c
    ${flatcc_dir}/src/runtime/refmap.c
    ${flatcc_dir}/src/runtime/verifier.c
    ${lz4_dir}/lz4.c
    ${lz4_dir}/lz4frame.c
    ${lz4_dir}/lz4hc.c
    ${lz4_dir}/xxhash.c)
# lz4's own copy of xxHash must not meet the system's.
target_compile_definitions(nanoarrow_ipc PRIVATE
    NANOARROW_IPC_WITH_ZSTD NANOARROW_IPC_WITH_LZ4 XXH_NAMESPACE=LZ4_)
target_include_directories(nanoarrow_ipc SYSTEM PRIVATE ${flatcc_dir}/include ${lz4_dir})
target_compile_options(nanoarrow_ipc PRIVATE -w)
target_link_libraries(nanoarrow_ipc PUBLIC nanoarrow PRIVATE PkgConfig::zstd)
