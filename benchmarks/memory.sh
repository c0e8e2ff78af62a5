#!/usr/bin/env bash
# What a rush leaves behind: resident memory before, during and after 5,000 idle connections, and after full load.
source "$(dirname "$0")/lib.sh"
IDLE=${IDLE:-5000}

make_books 20000
start_roa2web "$data" MAX_CONNECTIONS=8192
company=$(company_of "$data" demo_comert)
token=$(sign_in "$port")
page="/api/reports/invoices?company_id=$company&page_size=500&date_from={day}"

idle() { "$PYTHON" "$BENCHMARKS/idle_connections.py" "$port" "$pid" "$IDLE"; }
resident() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$pid/status"; }

heading "Memory: $IDLE idle connections opened and closed, pages of 500 invoices at full load; MB resident"
{
    printf 'what\tbefore\tduring\tafter\topen\t/health meanwhile, ms\n'
    for time in first second third; do
        read -r before during after open health < <(idle)
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "idle connections, $time time" "$before" "$during" "$after" "$open" "$health"
    done
    for time in first second third; do
        before=$(resident)
        load full "$port" "$token" "$page" &
        loading=$!
        sleep "$((SECONDS_PER_ROUND - 1))"
        during=$(resident)
        wait "$loading"
        sleep 11
        printf '%s\t%s\t%s\t%s\t%s\t\n' "full load, $time time" "$before" "$during" "$(resident)" "$CONNECTIONS"
    done
} | table
