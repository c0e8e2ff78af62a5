#!/usr/bin/env bash
# Edit and see: a saved C++ file rebuilds and restarts the server, a saved page file reloads in the browser.
source "$(dirname "$0")/lib.sh"
"$ROOT/tools/setup.sh" dev
"$ROOT/tools/build.sh" edit roa2web

server=0
page=0
stop_all() {
    trap - EXIT INT TERM
    [ "$server" = 0 ] || kill "$server" 2>/dev/null || true
    [ "$page" = 0 ] || kill "$page" 2>/dev/null || true
    wait
}
trap stop_all EXIT INT TERM

start_server() {
    if [ "$server" != 0 ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    build/edit/roa2web serve &
    server=$!
}

# The page's types come from the server's own document.
generate_types() { build/edit/roa2web openapi >build/openapi.json && (cd frontend && npm run --silent generate:api); }

generate_types
start_server
(cd frontend && exec node_modules/.bin/vite --clearScreen false 2>&1 | sed -u 's/^/[PAGE] /') &
page=$!
say "The page with hot reload: http://localhost:5173 (the API behind it: http://localhost:${PORT:-8000})"

while inotifywait -q -q -r -e close_write,move,delete --include '\.(cpp|hpp|sql|cmake)$|CMakeLists\.txt$' backend shared cmake; do
    sleep 0.1  # editors write several files at once
    say "Rebuilding"
    if cmake --build build/edit --target roa2web; then
        generate_types || true
        start_server
    else
        say "It does not build; the old server goes on"
    fi
done
