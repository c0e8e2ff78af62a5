#!/usr/bin/env bash
# From the start of the process to the first 200 of /health, with an existing demo, and the memory that it then holds;
# beside the FastAPI service of invoices_list.sh, which does a fraction of the work.
source "$(dirname "$0")/lib.sh"
STARTS=${STARTS:-15}

make_books 20000
start_roa2web "$data"  # makes the stores that a later start finds
end_process "$pid"

port=$(free_port)
"$PYTHON" "$BENCHMARKS/start.py" "$STARTS" "$port" /health env -i PATH="$PATH" HOST=127.0.0.1 PORT="$port" DATA_DIR="$data" \
    AUTH_JWT_SECRET="$AUTH_JWT_SECRET" "$EXECUTABLE" serve >"$scratch/roa2web.starts"
port=$(free_port)
PEER_ERP="$data/demo-erp" PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$BENCHMARKS/start.py" "$STARTS" "$port" /health/live \
    "$PYTHON" -m uvicorn --app-dir "$BENCHMARKS/peers" fastapi_invoices:app --host 127.0.0.1 --port "$port" \
    --loop uvloop --http httptools --log-level warning >"$scratch/fastapi.starts"

column() { awk -v c="$2" '{ print $c }' "$scratch/$1.starts" | median; }
slowest() { awk '{ print $1 }' "$scratch/$1.starts" | sort -n | tail -n 1; }

heading "Start: medians of $STARTS starts"
{
    printf 'service\tms to the first 200\tslowest\tMB resident then\tMB resident after 2 s\tms, as a ratio\tMB, as a ratio\n'
    for service in roa2web fastapi; do
        printf '%s\t%s\t%s\t%s\t%s\t%sx\t%sx\n' "$service" "$(column "$service" 1)" "$(slowest "$service")" "$(column "$service" 2)" \
            "$(column "$service" 3)" "$(ratio "$(column "$service" 1)" "$(column roa2web 1)")" \
            "$(ratio "$(column "$service" 3)" "$(column roa2web 3)")"
    done
} | table
echo
echo "Targets: under 150 ms, under 40 MB. fastapi: one worker with one route."
