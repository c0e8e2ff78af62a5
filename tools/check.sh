#!/usr/bin/env bash
# Formatters and linters: check.sh [format|tidy|page] (all without an argument).
source "$(dirname "$0")/lib.sh"

cpp_files() { git ls-files -co --exclude-standard -- '*.cpp' '*.hpp'; }

check_format() {
    clang-format-14 --version | grep -q 'version 14\.' || fail "clang-format 14 is needed: other versions format differently"
    cpp_files | xargs clang-format-14 --dry-run --Werror || fail "some files are not formatted; run: make format"
}

check_tidy() {
    cmake --preset lint >/dev/null
    tools/tidy.py "$@" || fail "clang-tidy found something"
}

check_page() {
    (cd frontend && npm run --silent lint && npm run --silent format:check)
}

case "${1:-all}" in
    format) check_format ;;
    tidy) check_tidy ;;
    page) check_page ;;
    *) check_format && check_page && check_tidy --analyzer ;;
esac
say "${1:-all}: clean"
