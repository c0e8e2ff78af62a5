#!/usr/bin/env bash
# The trial balance of a month: ROA2WEB, its statement in the sqlite3 shell, and hledger, on 10^4, 10^5 and 10^6 journal
# lines of the same company. SIZES: other sizes. HLEDGER_UP_TO: hledger holds a journal in memory, some 2 KB a posting.
source "$(dirname "$0")/lib.sh"
read -r -a sizes <<<"${SIZES:-10000 100000 1000000}"
HLEDGER_UP_TO=${HLEDGER_UP_TO:-1000000}
schema=demo_comert

# A server for each start: the first question finds nothing open.
measure() {
    local file=$1 company=$2 token
    shift 2
    for _ in 1 2 3 4 5 6 7 8 9; do
        start_roa2web "$data" "${CACHE_OFF[@]}"
        token=$(sign_in "$port")
        "$PYTHON" "$BENCHMARKS/trial_balance.py" "$file" "$port" "$token" "$company" "$@" >>"$scratch/runs"
        end_process "$pid"
        set --  # hledger once: it takes long, and the same each time
    done
}

value() { tr ' ' '\n' <"$scratch/runs" | sed -n "s/^$1=//p" | median; }

for lines in "${sizes[@]}"; do
    make_books "$lines"
    file="$data/demo-erp/$schema.db"
    journal=()
    if [ "$lines" -le "$HLEDGER_UP_TO" ]; then
        journal=("$data/$schema.journal")
        [ -f "${journal[0]}" ] || "$PYTHON" "$BENCHMARKS/hledger_journal.py" "$file" "${journal[0]}"
    fi
    rm -f "$scratch/runs"
    measure "$file" "$(company_of "$data" "$schema")" "${journal[@]}"
    for name in lines accounts ours_cold shell_cold ours shell ours_analytic shell_journal hledger; do
        printf '%s\t' "$(value "$name")"
    done >>"$scratch/figures"
    echo >>"$scratch/figures"
done

heading "Trial balance of December: medians, ms; all answers compared account by account before the clock starts"
{
    printf 'journal lines\taccounts\tcold\tsqlite3 cold\tratio\twarm\tsqlite3 warm\tratio\tanalytic\tsqlite3, journal alone\thledger\thledger / cold\n'
    while IFS=$'\t' read -r lines accounts cold shell_cold ours shell analytic from_journal hledger _; do
        printf '%s\t%s\t%s\t%s\t%sx\t%s\t%s\t%sx\t%s\t%s\t%s\t%s\n' "$lines" "$accounts" "$cold" "$shell_cold" \
            "$(ratio "$cold" "$shell_cold")" "$ours" "$shell" "$(ratio "$ours" "$shell")" "$analytic" "$from_journal" \
            "${hledger:--}" "$([ -z "$hledger" ] || ratio "$hledger" "$cold")"
    done <"$scratch/figures"
} | table
echo
echo "From the smallest to the largest:"
awk -F '\t' 'NR == 1 { lines = $1; cold = $3; warm = $5; analytic = $7 }
    END { printf "%.0f times the lines: %.2f times the cost cold, %.2f warm, %.2f analytic\n", $1 / lines, $3 / cold, $5 / warm, $7 / analytic }' "$scratch/figures"
echo "Targets: at most 1.3 times the shell; no worse than linear. cold: first question after a start; warm: connections open, cache off."
