# Sourced by the benchmarks. Whatever they start is ended by its process id when they end, however they end.
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"

BENCH="$ROOT/build/bench"
BENCHMARKS="$ROOT/benchmarks"
EXECUTABLE=${ROA2WEB_EXECUTABLE:-$ROOT/build/release/roa2web}
PYTHON=/usr/bin/python3  # Debian's: the one that has python3-fastapi
NGINX="$ROOT/.cache/nginx/usr/sbin/nginx"
ROUNDS=${ROUNDS:-5}
SECONDS_PER_ROUND=${SECONDS_PER_ROUND:-4}
CONNECTIONS=${CONNECTIONS:-64}
export AUTH_JWT_SECRET="benchmarks-only-benchmarks-only-benchmarks-only"
export LC_ALL=C.UTF-8
CACHE_OFF=(REPORTS_CACHE_ENABLED=false)

mkdir -p "$BENCH"
ulimit -n "$(ulimit -H -n)"
started=()
scratch=$(mktemp -d "$BENCH/scratch.XXXXXX")

end_process() {
    local pid=$1 child
    # uvicorn's workers and nginx's end with their parent.
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.1
    done
    for child in $(cat "/proc/$pid/task/$pid/children" 2>/dev/null) "$pid"; do kill -9 "$child" 2>/dev/null || true; done
}

end_all() {
    trap - EXIT INT TERM
    local pid
    for pid in "${started[@]}"; do end_process "$pid"; done
    rm -rf "$scratch"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Generates demo books of so many journal lines a company, once; $data is then their DATA_DIR.
make_books() {
    local lines=$1
    data="$BENCH/books-$lines"
    [ -d "$data/demo-erp" ] && return 0
    say "Generating demo books of $lines journal lines a company (once)" >&2
    mkdir -p "$data"
    rm -rf "$data"/demo-erp.part "$data"/.demo-erp.part*  # of a run that was ended
    "$EXECUTABLE" demo --journal-lines "$lines" --seed 1 --out "$data/demo-erp.part" >"$data/demo.log" 2>&1 ||
        { tail -n 3 "$data/demo.log" >&2; fail "the demo books could not be generated"; }
    mv "$data/demo-erp.part" "$data/demo-erp"
}

wait_for() {
    local what=$1 pid=$2
    shift 2
    for _ in $(seq 600); do
        "$@" >/dev/null 2>&1 && return 0
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    tail -n 5 "$scratch/$what.log" >&2
    fail "$what does not start"
}

free_port() { "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start_roa2web DATA_DIR [NAME=VALUE...]: $pid and $port are then the server's.
start_roa2web() {
    local folder=$1
    shift
    env -i PATH="$PATH" ENV=development HOST=127.0.0.1 PORT=0 DATA_DIR="$folder" LOG_LEVEL=info LOG_LEVELS=HTTP=warn \
        AUTH_JWT_SECRET="$AUTH_JWT_SECRET" AUTH_LOCKOUT_ADDRESS_FAILURES=100000 "$@" \
        "$EXECUTABLE" serve >"$scratch/roa2web.log" 2>&1 &
    pid=$!
    started+=("$pid")
    wait_for roa2web "$pid" grep -q 'listening address=' "$scratch/roa2web.log"
    port=$(sed -nE 's/.*listening address=http:\/\/[^ :]+:([0-9]+).*/\1/p' "$scratch/roa2web.log")
}

# start_peer ERP_FOLDER WORKERS [MODULE]: a FastAPI service of benchmarks/peers.
start_peer() {
    port=$(free_port)
    PEER_ERP="$1" PYTHONDONTWRITEBYTECODE=1 "$PYTHON" -m uvicorn --app-dir "$BENCHMARKS/peers" "${3:-fastapi_invoices}:app" \
        --host 127.0.0.1 --port "$port" --workers "$2" --loop uvloop --http httptools \
        --no-access-log --log-level warning >"$scratch/fastapi.log" 2>&1 &
    pid=$!
    started+=("$pid")
    wait_for fastapi "$pid" curl -sf "http://127.0.0.1:$port/health/live"
}

# sign_in PORT: prints an access token.
sign_in() {
    curl -sf -H 'Content-Type: application/json' -d '{"username":"demo","password":"demo"}' \
        "http://127.0.0.1:$1/api/auth/login" | sed -nE 's/.*"access_token":"([^"]+)".*/\1/p'
}

# sql DATA_DIR SCHEMA STATEMENT
sql() { sqlite3 -readonly "$1/demo-erp/$2.db" "$3"; }

# The number of a company, by its schema.
company_of() { sql "$1" shared "SELECT company_id FROM roa2web_companies WHERE schema_name = '$2'"; }

# load NAME PORT TOKEN PATH: one round of wrk; adds "req/s p50 p99 failed", in ms, to NAME's rounds.
# In the path, {day} is another day in every request.
load() {
    BENCH_PATH="$4" BENCH_TOKEN="$3" wrk -t 2 -c "$CONNECTIONS" -d "${SECONDS_PER_ROUND}s" --timeout 10s \
        -s "$BENCHMARKS/requests.lua" "http://127.0.0.1:$2" | sed -n 's/^bench //p' >>"$scratch/$1.rounds"
}

# A round before the first, not measured: connections, caches and compiled statements come alive.
warm_round() {
    SECONDS_PER_ROUND=1 load warm-up "${@:2}"
}

# The median of the numbers on the input.
median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# of NAME COLUMN: the median over the rounds; columns as in load.
of() { awk -v c="$2" '{ print $c }' "$scratch/$1.rounds" | median; }

failed_requests() { awk '{ n += $4 } END { print n + 0 }' "$scratch/$1.rounds"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }

# Lines with tabs on the input become a table with aligned columns; the first line is its head.
table() {
    awk -F '\t' '{ for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } fields = NF }
        function line(row,   i, text) { text = "|"; for (i = 1; i <= fields; i++) text = text sprintf(" %-" width[i] "s |", cell[row, i]); print text }
        END { line(1); text = "|"; for (i = 1; i <= fields; i++) { dashes = sprintf("%" width[i] "s", ""); gsub(/ /, "-", dashes); text = text " " dashes " |" } print text
              for (row = 2; row <= NR; row++) line(row) }'
}

# What was measured, when, on what.
heading() {
    printf '%s\n%s; %s cores, %s\n\n' "$1" "$(date +%F)" "$(nproc)" "$(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)"
}
