#!/usr/bin/env bash
# Everything that must hold: formatters, clang-tidy, ESLint, unit tests with sanitizers, borders, an independent book-keeper, the
# page, the real program over the network and in a browser.
source "$(dirname "$0")/lib.sh"
"$ROOT/tools/setup.sh" all
"$ROOT/tools/build.sh" dev
say "Testing"
ctest --test-dir build/dev --output-on-failure --no-tests=error -j "$(nproc)" "$@"
