#!/usr/bin/env bash
# Sets up, builds and starts the program. Settings: backend/.env and the environment.
source "$(dirname "$0")/lib.sh"
"$ROOT/tools/build.sh" release roa2web
say "Starting; end it with Ctrl+C"
exec "$ROOT/build/release/roa2web" serve
