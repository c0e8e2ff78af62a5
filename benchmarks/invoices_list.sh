#!/usr/bin/env bash
# The invoices page: ROA2WEB and a FastAPI service answer the same question from the same SQLite file, in turns.
source "$(dirname "$0")/lib.sh"

make_books 20000
start_roa2web "$data" "${CACHE_OFF[@]}"
ours=$port
start_peer "$data/demo-erp" "$(nproc)"
theirs=$port
company=$(company_of "$data" demo_comert)
token=$(sign_in "$ours")
day=$(sql "$data" demo_comert "SELECT date(MAX(document_date), '-12 months') FROM roa2web_invoices")
question="/api/reports/invoices?company_id=$company"
page="$question&page_size=50"
# {day} differs from request to request: with the cache off, every answer is made anew.
scenarios=(
    "first page of 50, all dates	$page&date_from={day}"
    "a year, by balance, open	$page&due_from={day}&date_from=$day&status=open&sort=balance"
    "search in names and numbers	$page&search=srl&sort=partner&order=asc&date_from={day}"
)

# Faster is worth something only where the answer is the same.
for query in "" "&status=overdue&sort=due_date&order=asc" "&status=paid&page=3&page_size=7" "&search=%C8%98&sort=partner" \
    "&partner_type=suppliers&sort=total" "&date_from=$day&date_to=$day" "&min_amount=100.50&max_amount=2000&page_size=500" \
    "&due_from=$day&status=open&sort=balance" "&search=%25_%27"; do
    "$PYTHON" "$BENCHMARKS/same_answer.py" "$token" "http://127.0.0.1:$ours$question$query" "http://127.0.0.1:$theirs$question$query" \
        "http://127.0.0.1:$theirs/tuned$question$query"
done

heading "Invoices list: $CONNECTIONS connections, medians of $ROUNDS rounds of ${SECONDS_PER_ROUND} s in turns; wrk on the same cores"
{
    printf 'question\tservice\treq/s\tp50 ms\tp99 ms\tROA2WEB: throughput\tROA2WEB: p99\n'
    for number in "${!scenarios[@]}"; do
        IFS=$'\t' read -r what path <<<"${scenarios[$number]}"
        for round in $(seq 0 "$ROUNDS"); do
            run=load
            [ "$round" -gt 0 ] || run=warm_round
            "$run" "roa2web.$number" "$ours" "$token" "$path"
            "$run" "fastapi.$number" "$theirs" "$token" "$path"
            "$run" "tuned.$number" "$theirs" "$token" "/tuned$path"
        done
        rate=$(of "roa2web.$number" 1)
        p99=$(of "roa2web.$number" 3)
        for service in roa2web fastapi tuned; do
            name="$service.$number"
            [ "$(failed_requests "$name")" = 0 ] || fail "$service: $(failed_requests "$name") requests failed"
            printf '%s\t%s\t%s\t%s\t%s\t%sx\t%sx\n' "$what" "$service" "$(of "$name" 1)" "$(of "$name" 2)" "$(of "$name" 3)" \
                "$(ratio "$rate" "$(of "$name" 1)")" "$(ratio "$(of "$name" 3)" "$p99")"
        done
    done
} | table
echo
echo "fastapi: FastAPI and uvicorn (uvloop, httptools), a worker for each core, response model; tuned: without it, on the event loop."
echo "ROA2WEB: throughput: how many times theirs; p99: how many times shorter. ROA2WEB adds an ETag (a hash of the answer) and a session check."
