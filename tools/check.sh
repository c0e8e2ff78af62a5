#!/usr/bin/env bash
# Formatters and linters: check.sh [format|tidy|page] (all without an argument).
source "$(dirname "$0")/lib.sh"

cpp_files() { git ls-files -co --exclude-standard -- '*.cpp' '*.hpp'; }

check_format() {
    clang-format-14 --version | grep -q 'version 14\.' || fail "clang-format 14 is needed: other versions format differently"
    cpp_files | xargs clang-format-14 --dry-run --Werror || fail "some files are not formatted; run: make format"
}

check_tidy() {
    [ -f build/lint/compile_commands.json ] || cmake --preset lint >/dev/null
    # A file is looked at again only when it, a header of the project, or the rules changed.
    local headers rules mark
    headers=$(cpp_files | grep '\.hpp$' | xargs cat | sha256sum | cut -c1-16)
    rules=$(cat .clang-tidy cmake/*.cmake CMakeLists.txt | sha256sum | cut -c1-16)
    mkdir -p .cache/tidy
    export headers rules
    # Tests are left out: they would double the ten minutes. The compiler's warnings and the sanitizers watch them.
    cpp_files | grep '\.cpp$' | grep -v '_test\.cpp$' | xargs -P "$(nproc)" -I{} bash -c '
        mark=".cache/tidy/$(echo "{}" | tr / _).$(sha256sum "{}" | cut -c1-16).$headers.$rules"
        [ -f "$mark" ] && exit 0
        # The analyzer of clang 14 does not understand coroutine frames: it finds faults inside Asio itself.
        checks=""
        grep -q "boost/asio" "{}" && checks="--checks=-clang-analyzer-*"
        if clang-tidy-14 --quiet $checks -p build/lint "{}" >"$mark.log" 2>/dev/null; then
            rm -f "$mark.log"; touch "$mark"
        else
            cat "$mark.log"; rm -f "$mark.log"; exit 1
        fi' || fail "clang-tidy found something"
}

check_page() {
    (cd frontend && npm run --silent lint && npm run --silent format:check)
}

case "${1:-all}" in
    format) check_format ;;
    tidy) check_tidy ;;
    page) check_page ;;
    *) check_format && check_page && check_tidy ;;
esac
say "${1:-all}: clean"
