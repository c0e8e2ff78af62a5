#!/usr/bin/env bash
# Starts a PostgreSQL server of its own, reachable through a socket in a temporary folder alone, and runs test programs on it:
# run.sh PROGRAM[=GTEST_FILTER]...
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is missing; tools/setup.sh installs it" >&2; exit 1; }
folder=$(mktemp -d)
as_user=()
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
    chown postgres "$folder"
    as_user=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi
server=
stop() {
    [ -z "$server" ] || { kill -QUIT "$server" 2>/dev/null && wait "$server" || true; }
    rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
"${as_user[@]}" "$bin/initdb" --pgdata=data --username=roa2web --auth=trust --locale=C.UTF-8 --encoding=UTF8 --no-sync >initdb.log ||
    { cat initdb.log >&2; exit 1; }
"${as_user[@]}" "$bin/postgres" -D data -k "$folder" -c listen_addresses= -c fsync=off >server.log 2>&1 &
server=$!
for _ in $(seq 100); do
    "$bin/pg_isready" --quiet --host="$folder" && break
    kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 1; }
    sleep 0.1
done
"$bin/createdb" --host="$folder" --username=roa2web roa2web
export ROA2WEB_TEST_POSTGRESQL="postgresql://roa2web@/roa2web?host=$folder"

for program in "$@"; do
    filter=${program#*=}
    [ "$filter" != "$program" ] || filter='*'
    "${program%%=*}" --gtest_brief=1 --gtest_filter="$filter"
done
