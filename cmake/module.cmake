add_library(assay_flags INTERFACE)
target_compile_options(assay_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Werror)
target_include_directories(assay_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

# assay_module(name LINK public targets … HIDES private targets …): a library of src/<name>/*.cpp
# and a test program of src/<name>/*_test.cpp. main.cpp belongs to the program alone.
function(assay_module name)
    cmake_parse_arguments(PARSE_ARGV 1 module "" "" "LINK;HIDES")
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
    set(tests ${sources})
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
    if(sources)
        add_library(assay_${name} STATIC ${sources})
        target_link_libraries(assay_${name} PRIVATE assay_flags ${module_HIDES}
                                            PUBLIC ${module_LINK})
        target_include_directories(assay_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    else()
        add_library(assay_${name} INTERFACE)
        target_link_libraries(assay_${name} INTERFACE ${module_LINK})
    endif()
    if(tests)
        add_executable(test_${name} ${tests})
        target_link_libraries(test_${name} PRIVATE assay_flags assay_${name} ${module_HIDES}
                                                   GTest::gtest_main rapidcheck fmt::fmt)
        target_compile_definitions(test_${name} PRIVATE
            ASSAY_LIBRARIES="${ASSAY_LIBRARIES}" ASSAY_SOURCE="${CMAKE_SOURCE_DIR}")
        add_test(NAME ${name} COMMAND test_${name})
    endif()
endfunction()

function(assay_program name)
    if(EXISTS ${CMAKE_SOURCE_DIR}/src/cli/main.cpp)
        add_executable(${name} ${ARGN})
        target_link_libraries(${name} PRIVATE assay_flags assay_cli)
    endif()
endfunction()
