#!/usr/bin/env bash
source "$(dirname "$0")/lib.sh"
clang-format-14 --version | grep -q 'version 14\.' || fail "clang-format 14 is needed: other versions format differently"
git ls-files -co --exclude-standard -- '*.cpp' '*.hpp' | xargs clang-format-14 -i
(cd frontend && npm run --silent format >/dev/null)
say "Formatted"
