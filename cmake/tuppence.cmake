# SPDX-License-Identifier: MIT
# A module is a list of files and a list of arrows; a test is a file and what it tests. Nothing else.

add_library(tuppence_warnings INTERFACE)
target_compile_options(tuppence_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
target_compile_definitions(tuppence_warnings INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(TUPPENCE_SANITIZE)
    # What the sanitizers put in makes g++ see values that are not set yet (GCC's manual says so).
    target_compile_options(tuppence_warnings INTERFACE -Wno-maybe-uninitialized
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(tuppence_warnings INTERFACE -fsanitize=address,undefined)
endif()
if(TUPPENCE_FUZZ)
    target_compile_options(tuppence_warnings INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
endif()

# tuppence_module(policy SOURCES decide.cpp decide.h DEPENDS tuppence::base [PRIVATE_DEPENDS Qt6::Sql])
function(tuppence_module name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(tuppence_${name} STATIC ${arg_SOURCES})
    add_library(tuppence::${name} ALIAS tuppence_${name})
    target_include_directories(tuppence_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(tuppence_${name} PUBLIC ${arg_DEPENDS}
                          PRIVATE tuppence_warnings ${arg_PRIVATE_DEPENDS})
    set_target_properties(tuppence_${name} PROPERTIES AUTOMOC ON)
endfunction()

# tuppence_program(tuppenced SOURCES main.cpp DEPENDS tuppence::gateway)
function(tuppence_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE tuppence_warnings ${arg_DEPENDS})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

# tuppence_test(tst_decide DEPENDS tuppence::policy [SOURCES more.cpp])
function(tuppence_test name)
    if(NOT BUILD_TESTING)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    tuppence_program(${name} SOURCES ${name}.cpp ${arg_SOURCES} DEPENDS ${arg_DEPENDS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        TUPPENCE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" TUPPENCE_VECTORS="${PROJECT_SOURCE_DIR}/tests/vectors")
    add_test(NAME ${name} COMMAND ${name})
    # Deriving keys takes minutes where every access to memory is watched.
    set_tests_properties(${name} PROPERTIES TIMEOUT $<IF:$<BOOL:${TUPPENCE_SANITIZE}>,900,60>
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8")
endfunction()

# tuppence_bench(bench_proof DEPENDS tuppence::payments [SOURCES more.cpp])
function(tuppence_bench name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    tuppence_program(${name} SOURCES ${name}.cpp ${arg_SOURCES} DEPENDS ${arg_DEPENDS} benchmark::benchmark)
    target_compile_definitions(${name} PRIVATE TUPPENCE_VECTORS="${PROJECT_SOURCE_DIR}/tests/vectors")
endfunction()

# tuppence_fuzz(fuzz_json DEPENDS tuppence::base [SOURCES more.cpp])
function(tuppence_fuzz name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    tuppence_program(${name} SOURCES ${name}.cpp ${arg_SOURCES} DEPENDS ${arg_DEPENDS})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer,address,undefined)
endfunction()
