# The page, embedded in the executable.
#
#   roa2web_openapi (the program without a page) -> openapi.json -> TypeScript types -> vite build -> embedded files
#
# so a changed answer breaks the build of the page, not the user. With ROA2WEB_WITH_PAGE=OFF (for `make dev`, where Vite
# serves the page) the executable carries none.

file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/empty_page.cpp CONTENT
"#include \"http/embedded_files.hpp\"

namespace roa2web::http {

std::span<const EmbeddedFile> embedded_files() {
    return {};
}

}  // namespace roa2web::http
")
add_library(roa2web_empty_page STATIC ${CMAKE_CURRENT_BINARY_DIR}/empty_page.cpp)
target_link_libraries(roa2web_empty_page PUBLIC shared::http roa2web_build_flags)

if(NOT ROA2WEB_WITH_PAGE)
    add_library(roa2web_page ALIAS roa2web_empty_page)
    return()
endif()

set(frontend ${PROJECT_SOURCE_DIR}/frontend)
set(page ${PROJECT_BINARY_DIR}/page)
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS
    ${frontend}/src/*.ts ${frontend}/src/*.vue ${frontend}/src/*.css ${frontend}/src/*.json ${frontend}/public/*
    ${frontend}/docs/*)
list(FILTER page_sources EXCLUDE REGEX "/shared/api/schema\\.d\\.ts$")

add_executable(roa2web_openapi $<TARGET_OBJECTS:roa2web_main>)
target_link_libraries(roa2web_openapi PRIVATE roa2web_application roa2web_empty_page)

# Written anew only when it differs, so that a C++ change that keeps the API does not build the page again.
add_custom_command(
    OUTPUT ${page}/openapi.stamp
    BYPRODUCTS ${page}/openapi.json
    COMMAND roa2web_openapi openapi > ${page}/openapi.new.json
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${page}/openapi.new.json ${page}/openapi.json
    COMMAND ${CMAKE_COMMAND} -E touch ${page}/openapi.stamp
    DEPENDS roa2web_openapi
    COMMENT "Writing the OpenAPI document")

add_custom_command(
    OUTPUT ${page}/embedded_files.cpp ${page}/embedded_files.S
    COMMAND ${CMAKE_COMMAND} -E env OPENAPI_JSON=${page}/openapi.json npm run --silent generate:api
    COMMAND npm run --silent build
    COMMAND node scripts/embed.mjs dist ${page}
    WORKING_DIRECTORY ${frontend}
    DEPENDS ${page}/openapi.json ${page}/openapi.stamp ${page_sources} ${frontend}/index.html ${frontend}/package-lock.json
            ${frontend}/vite.config.ts ${frontend}/scripts/embed.mjs ${frontend}/scripts/assemble-docs.mjs
            ${frontend}/scripts/generate-api.mjs ${frontend}/scripts/service-worker.mjs ${frontend}/worker/sw.js
    COMMENT "Building the page"
    VERBATIM)

add_library(roa2web_page STATIC ${page}/embedded_files.cpp ${page}/embedded_files.S)
target_link_libraries(roa2web_page PUBLIC shared::http roa2web_build_flags)
