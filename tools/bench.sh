#!/usr/bin/env bash
# Measures, side by side with the alternatives: bench.sh [benchmark...] (all without an argument). benchmarks/README.md
# says what each answers.
source "$(dirname "$0")/lib.sh"

all=(start memory invoices_list trial_balance cached_report type_ahead receipts_written)
for name in "$@"; do
    [ -f "benchmarks/$name.sh" ] || fail "there is no benchmark $name; there are: ${all[*]}"
done
[ $# -gt 0 ] || set -- "${all[@]}"

"$ROOT/tools/setup.sh" bench
"$ROOT/tools/build.sh" release roa2web
mkdir -p build/bench
broken=()
for name in "$@"; do
    say "$name"
    # The limit is for what hangs; the slowest generates a million journal lines at its first run.
    if timeout --signal=TERM --kill-after=60 "${BENCH_LIMIT_SECONDS:-1800}" "benchmarks/$name.sh" >"build/bench/$name.part"; then
        mv "build/bench/$name.part" "build/bench/$name.txt"
        cat "build/bench/$name.txt"
    else
        cat "build/bench/$name.part"
        broken+=("$name")
    fi
done
[ ${#broken[@]} -eq 0 ] || fail "could not measure: ${broken[*]}"
say "The figures are in build/bench"
