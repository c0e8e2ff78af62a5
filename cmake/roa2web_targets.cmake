# Targets with borders. A shared folder is `shared::<name>`, a module is `module::<name>`; both are made by these
# functions alone, so that the rules of CONTRIBUTING.md hold for every one of them:
#   - a shared folder sees shared folders that it names in USES;
#   - a module sees its own folder and the shared folders that it names in USES, never another module;
#   - each has one test binary, linked to itself and its USES alone: a borrowed symbol fails at link.

set(CMAKE_LINK_LIBRARIES_ONLY_TARGETS ON)

function(roa2web_check_uses owner)
    foreach(used IN LISTS ARGN)
        if(NOT used MATCHES "^shared::[a-z_]+$")
            message(FATAL_ERROR "${owner}: USES may name shared::<folder> only, not '${used}'. "
                                "What one module needs of another is an interface in shared/, joined in backend/main.cpp.")
        endif()
    endforeach()
endfunction()

# One test binary for a target, registered with CTest under the label `unit`: test by test, or as a whole where the
# tests share data that takes long to make (SHARED_DATA).
function(roa2web_add_tests target)
    cmake_parse_arguments(ARG "SHARED_DATA" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(${target}_test ${ARG_SOURCES})
    target_link_libraries(${target}_test PRIVATE ${ARG_LIBRARIES} GTest::gmock_main)
    target_compile_definitions(${target}_test PRIVATE ROA2WEB_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    set(labels unit ${ARG_LABELS})
    if(ARG_SHARED_DATA)
        add_test(NAME ${target} COMMAND ${target}_test)
        set_tests_properties(${target} PROPERTIES LABELS "${labels}" TIMEOUT 600)
        return()
    endif()
    gtest_discover_tests(${target}_test DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${labels}" TIMEOUT 300)
endfunction()

function(roa2web_add_shared name)
    cmake_parse_arguments(ARG "SHARED_TEST_DATA" "" "SOURCES;TESTS;USES;LIBRARIES" ${ARGN})
    roa2web_check_uses(shared/${name} ${ARG_USES})
    set(target roa2web_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(shared::${name} ALIAS ${target})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/shared)
    target_link_libraries(${target} PUBLIC ${ARG_USES} PRIVATE ${ARG_LIBRARIES} PUBLIC roa2web_build_flags)
    if(ROA2WEB_BUILD_TESTS AND ARG_TESTS)
        set(shared_data "")
        if(ARG_SHARED_TEST_DATA)
            set(shared_data SHARED_DATA)
        endif()
        roa2web_add_tests(${target} ${shared_data} SOURCES ${ARG_TESTS} LIBRARIES ${target} ${ARG_LIBRARIES})
    endif()
endfunction()

function(roa2web_add_module name)
    cmake_parse_arguments(ARG "SHARED_TEST_DATA" "" "SOURCES;TESTS;USES;MIGRATIONS" ${ARGN})
    roa2web_check_uses(modules/${name} ${ARG_USES})
    string(REPLACE "-" "_" identifier ${name})
    set(target roa2web_module_${identifier})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(module::${identifier} ALIAS ${target})
    # The module's own folder is its include root and is nobody else's.
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${ARG_USES} roa2web_build_flags)
    if(ARG_MIGRATIONS)
        roa2web_embed_migrations(${target} ${identifier} ${ARG_MIGRATIONS})
    endif()
    if(ROA2WEB_BUILD_TESTS AND ARG_TESTS)
        set(shared_data "")
        if(ARG_SHARED_TEST_DATA)
            set(shared_data SHARED_DATA)
        endif()
        roa2web_add_tests(${target} ${shared_data} SOURCES ${ARG_TESTS} LIBRARIES ${target})
        target_include_directories(${target}_test PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    endif()
endfunction()

# Makes SQL files part of the library as `const std::vector<database::SqlFile>& <identifier>_migrations()`, declared
# in "<identifier>_migrations.hpp", in the order given.
function(roa2web_embed_migrations target identifier)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/generated)
    set(entries "")
    foreach(file IN LISTS ARGN)
        get_filename_component(file_name ${file} NAME)
        file(READ ${CMAKE_CURRENT_SOURCE_DIR}/${file} text)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
        string(APPEND entries "        {\"${file_name}\", R\"sql(${text})sql\"},\n")
    endforeach()
    string(CONCAT header "#pragma once\n\n#include <vector>\n\n#include \"database/sql_file.hpp\"\n\n"
                         "namespace roa2web::database {\n\nconst std::vector<SqlFile>& ${identifier}_migrations();\n\n"
                         "}  // namespace roa2web::database\n")
    string(CONCAT source "#include \"${identifier}_migrations.hpp\"\n\nnamespace roa2web::database {\n\n"
                         "const std::vector<SqlFile>& ${identifier}_migrations() {\n"
                         "    static const std::vector<SqlFile> files{\n${entries}    };\n    return files;\n}\n\n"
                         "}  // namespace roa2web::database\n")
    file(CONFIGURE OUTPUT ${out}/${identifier}_migrations.hpp CONTENT "${header}" @ONLY)
    file(CONFIGURE OUTPUT ${out}/${identifier}_migrations.cpp CONTENT "${source}" @ONLY)
    target_sources(${target} PRIVATE ${out}/${identifier}_migrations.cpp)
    target_include_directories(${target} PUBLIC ${out})
endfunction()
