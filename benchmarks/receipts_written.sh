#!/usr/bin/env bash
# People who create and edit receipts at once: ROA2WEB and a FastAPI service that writes the same rows into the same tables,
# both on the disk before they answer, in turns. Then ROA2WEB alone with 1, 10 and 50 users.
source "$(dirname "$0")/lib.sh"
USERS=${USERS:-50}

make_books 1000
mkdir -p "$scratch/ours"
cp -r "$data/demo-erp" "$scratch/ours/demo-erp"
company=$(company_of "$data" demo_comert)
export BENCH_COMPANY=$company
BENCH_DATE=$(sql "$data" demo_comert "SELECT printf('%04d-%02d-01', year, month) FROM roa2web_calendar WHERE closed = 0 ORDER BY 1 LIMIT 1")
export BENCH_DATE

# write_load NAME PORT CONNECTIONS: one round; adds a line as lib.sh's load.
write_load() {
    BENCH_TOKEN=$token wrk -t "$(($3 > 1 ? 2 : 1))" -c "$3" -d "${SECONDS_PER_ROUND}s" --timeout 10s \
        -s "$BENCHMARKS/receipts.lua" "http://127.0.0.1:$2" | sed -n 's/^bench //p' >>"$scratch/$1.rounds"
}

start_roa2web "$scratch/ours" "${CACHE_OFF[@]}"
ours=$port
token=$(sign_in "$ours")
# The peer's store: the same tables, indexes and first rows.
store=$(find "$scratch/ours" -name receipts.db)
sqlite3 "$store" ".backup '$scratch/theirs.db'"
PEER_STORE="$scratch/theirs.db" start_peer "$data/demo-erp" "$(nproc)" fastapi_receipts
theirs=$port

for round in $(seq 0 "$ROUNDS"); do
    name=.warm
    [ "$round" = 0 ] || name=
    write_load "roa2web$name" "$ours" "$USERS"
    write_load "fastapi$name" "$theirs" "$USERS"
done
for users in 1 10 50; do
    for _ in $(seq "$ROUNDS"); do write_load "alone.$users" "$ours" "$users"; done
done

# Both wrote what they acknowledged, history and all.
for file in "$store" "$scratch/theirs.db"; do
    wrong=$(sqlite3 "$file" "SELECT (SELECT COUNT(*) FROM receipts WHERE version <> (SELECT COUNT(*) FROM receipt_history h WHERE h.receipt_id = receipts.id))
        + (SELECT COUNT(*) FROM receipts r WHERE 2 <> (SELECT COUNT(*) FROM receipt_lines l WHERE l.receipt_id = r.id))")
    [ "$wrong" = 0 ] || fail "$file: $wrong receipts are not whole"
done

heading "Receipts created and edited (1 to 3) by $USERS users at once: medians of $ROUNDS rounds of ${SECONDS_PER_ROUND} s in turns; every answer is on the disk (synchronous FULL)"
{
    printf 'service\twrites/s\tp50 ms\tp99 ms\tfailed\tROA2WEB: throughput\tROA2WEB: p99\n'
    for service in roa2web fastapi; do
        printf '%s\t%s\t%s\t%s\t%s\t%sx\t%sx\n' "$service" "$(of "$service" 1)" "$(of "$service" 2)" "$(of "$service" 3)" \
            "$(failed_requests "$service")" "$(ratio "$(of roa2web 1)" "$(of "$service" 1)")" \
            "$(ratio "$(of "$service" 3)" "$(of roa2web 3)")"
    done
} | table
[ "$(failed_requests roa2web)" = 0 ] || fail "ROA2WEB: $(failed_requests roa2web) writes failed"
echo
{
    printf 'users of ROA2WEB alone\twrites/s\tp50 ms\tp99 ms\tfailed\n'
    for users in 1 10 50; do
        printf '%s\t%s\t%s\t%s\t%s\n' "$users" "$(of "alone.$users" 1)" "$(of "alone.$users" 2)" "$(of "alone.$users" 3)" "$(failed_requests "alone.$users")"
    done
} | table
echo
echo "fastapi: FastAPI and uvicorn (uvloop, httptools), a worker for each core; fewer checks than ROA2WEB (peers/fastapi_receipts.py)."
