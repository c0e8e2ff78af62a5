#!/usr/bin/env bash
# A report from the cache beside nginx that serves the same bytes from a file, in turns; and 64 concurrent misses of one
# key, which must cost one ERP query.
source "$(dirname "$0")/lib.sh"
MISSES=${MISSES:-64}

start_nginx() {
    local folder="$scratch/nginx"
    port=$(free_port)
    mkdir -p "$folder/files" "$folder/temp"
    cat >"$folder/nginx.conf" <<CONF
daemon off;
pid $folder/pid;
worker_processes $(nproc);
worker_rlimit_nofile 16384;
error_log $folder/error.log;
events { worker_connections 4096; }
http {
    access_log off;
    default_type application/json;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=100;
    client_body_temp_path $folder/temp/body;
    proxy_temp_path $folder/temp/proxy;
    fastcgi_temp_path $folder/temp/fastcgi;
    uwsgi_temp_path $folder/temp/uwsgi;
    scgi_temp_path $folder/temp/scgi;
    server {
        listen 127.0.0.1:$port;
        root $folder/files;
    }
}
CONF
    # As root, nginx would change to a user who may not read the folder.
    [ "$(id -u)" != 0 ] || sed -i '1i user root;' "$folder/nginx.conf"
    "$NGINX" -p "$folder" -c "$folder/nginx.conf" >"$scratch/nginx.log" 2>&1 &
    pid=$!
    started+=("$pid")
    wait_for nginx "$pid" curl -s "http://127.0.0.1:$port/"
}

make_books 20000
start_roa2web "$data"
ours=$port
company=$(company_of "$data" demo_comert)
token=$(sign_in "$ours")
year=$(sql "$data" demo_comert "SELECT MAX(year) - 1 FROM roa2web_calendar")
questions=(
    "invoices, page of 10	invoices?page_size=10"
    "invoices, page of 50	invoices?page_size=50"
    "invoices, page of 200	invoices?page_size=200"
    "trial balance	trial-balance?year=$year&month=12"
    "trial balance, analytic	trial-balance?year=$year&month=12&level=analytic"
)
start_nginx
theirs=$port

address() { echo "/api/reports/$1&company_id=$company"; }
# ask PATH FILE: the answer; its head goes to the output.
ask() { curl -sf -D - -o "$2" -H "Authorization: Bearer $token" "http://127.0.0.1:$ours$1" || fail "$1 is not answered"; }
# Once to make the answer, once to see that it is kept.
is_cached() { ask "$1" "$2" >/dev/null && ask "$1" "$2" | grep -qi '^x-cache: memory'; }

cached=()
for number in "${!questions[@]}"; do
    if is_cached "$(address "${questions[$number]#*	}")" "$scratch/nginx/files/$number.json"; then
        cached+=("$number")
    else
        echo "Not measured, because it does not come from the cache: ${questions[$number]%%	*}" >>"$scratch/left-out"
    fi
done
[ ${#cached[@]} -gt 0 ] || fail "no report comes from the cache"

heading "Cached reports: $CONNECTIONS connections, medians of $ROUNDS rounds of ${SECONDS_PER_ROUND} s in turns; wrk on the same cores"
{
    printf 'report\tbytes\tROA2WEB req/s\tnginx req/s\tratio\tROA2WEB p50 ms\tnginx p50 ms\tROA2WEB p99 ms\tnginx p99 ms\n'
    for number in "${cached[@]}"; do
        IFS=$'\t' read -r what path <<<"${questions[$number]}"
        for round in $(seq 0 "$ROUNDS"); do
            run=load
            [ "$round" -gt 0 ] || run=warm_round
            "$run" "roa2web.$number" "$ours" "$token" "$(address "$path")"
            "$run" "nginx.$number" "$theirs" "" "/$number.json"
        done
        for name in "roa2web.$number" "nginx.$number"; do
            [ "$(failed_requests "$name")" = 0 ] || fail "$name: $(failed_requests "$name") requests failed"
        done
        printf '%s\t%s\t%s\t%s\t%sx\t%s\t%s\t%s\t%s\n' "$what" "$(stat -c %s "$scratch/nginx/files/$number.json")" \
            "$(of "roa2web.$number" 1)" "$(of "nginx.$number" 1)" "$(ratio "$(of "roa2web.$number" 1)" "$(of "nginx.$number" 1)")" \
            "$(of "roa2web.$number" 2)" "$(of "nginx.$number" 2)" "$(of "roa2web.$number" 3)" "$(of "nginx.$number" 3)"
    done
} | table
[ ! -f "$scratch/left-out" ] || cat "$scratch/left-out"
echo
# What an earlier run left on disk would be no miss.
curl -sf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{}' \
    "http://127.0.0.1:$ours/api/reports/cache/clear" || fail "the cache cannot be cleared"
{
    printf '%s concurrent misses of\tERP queries\twaited for it\tfrom memory after it\tdifferent answers\n' "$MISSES"
    for path in "invoices?page_size=499" "invoices?page_size=5&search=srl&sort=partner"; do
        read -r misses waits hits answers < <("$PYTHON" "$BENCHMARKS/concurrent_misses.py" "$ours" "$token" "$(address "$path")" "$MISSES")
        printf '%s\t%s\t%s\t%s\t%s\n' "$path" "$misses" "$waits" "$hits" "$answers"
        [ "$misses" = 1 ] || echo "$path: $misses ERP queries for one key" >>"$scratch/wrong"
    done
} | table
echo
echo "Targets: at least half of nginx's throughput; 1 ERP query. ROA2WEB also checks the token, the session and the right to the company."
[ ! -f "$scratch/wrong" ] || fail "$(cat "$scratch/wrong")"
