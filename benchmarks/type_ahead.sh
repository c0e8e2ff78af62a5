#!/usr/bin/env bash
# Partners as one types, among 200,000: ROA2WEB's answers over HTTP beside a plain LIKE '%...%' scan of the same store, for
# the patterns that are worst for an index of words. Every answer is compared with all names first. PARTNERS: other numbers.
source "$(dirname "$0")/lib.sh"
PARTNERS=${PARTNERS:-200000}

make_books 1000
books=$data
data="$BENCH/partners-$PARTNERS"
if [ ! -d "$data/demo-erp" ]; then
    say "Entering $PARTNERS partners (once)" >&2
    mkdir -p "$data"
    rm -rf "$data/demo-erp.part"
    cp -r "$books/demo-erp" "$data/demo-erp.part"
    "$PYTHON" "$BENCHMARKS/type_ahead.py" fill "$data/demo-erp.part/demo_comert.db" "$PARTNERS"
    mv "$data/demo-erp.part" "$data/demo-erp"
fi
start_roa2web "$data" "${CACHE_OFF[@]}"
token=$(sign_in "$port")
company=$(company_of "$data" demo_comert)
"$PYTHON" "$BENCHMARKS/type_ahead.py" copy "$port" "$token" "$company"
store=$(find "$data" -name receipts.db)

heading "Type-ahead over $PARTNERS partners: ms for the first 20 of each pattern; ROA2WEB over HTTP, LIKE in Python's sqlite3"
"$PYTHON" "$BENCHMARKS/type_ahead.py" measure "$port" "$token" "$company" "$store" | table
echo
echo "complete: all names with these words were looked at; otherwise the answer says that there may be more. Target: 20 ms."
