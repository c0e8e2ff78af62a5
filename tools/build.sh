#!/usr/bin/env bash
# Builds a preset: build.sh release|dev|tsan|edit|lint [target...]
source "$(dirname "$0")/lib.sh"
preset=${1:-release}
shift || true
"$ROOT/tools/setup.sh" run
if [ ! -f "build/$preset/build.ninja" ]; then
    say "Configuring build/$preset"
    cmake --preset "$preset" >"/tmp/roa2web-cmake.$$" || { cat "/tmp/roa2web-cmake.$$"; fail "CMake could not configure build/$preset"; }
    rm -f "/tmp/roa2web-cmake.$$"
fi
say "Building build/$preset"
cmake --build "build/$preset" ${@:+--target "$@"}
