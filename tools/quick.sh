#!/usr/bin/env bash
# The tests of a minute.
source "$(dirname "$0")/lib.sh"
"$ROOT/tools/build.sh" dev
say "Testing (unit and architecture)"
ctest --test-dir build/dev --output-on-failure --no-tests=error -j "$(nproc)" -L 'unit|architecture' -LE slow
