"""hledger_journal.py COMPANY_FILE JOURNAL: writes a company's books as hledger's text, as tests/hledger does."""

import pathlib
import sqlite3
import sys


def lei(bani):
    return f"{'-' if bani < 0 else ''}{abs(bani) // 100}.{abs(bani) % 100:02d}"


source, target = sys.argv[1:]
part = pathlib.Path(target + ".part")
with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as books, part.open("w") as journal:
    year = books.execute("SELECT MIN(year) FROM roa2web_calendar").fetchone()[0]
    journal.write(f"{year}-01-01 opening balances\n")
    for account, balance in books.execute(
        "SELECT account, debit - credit FROM roa2web_opening_balances WHERE year = ? ORDER BY account", (year,)
    ):
        journal.write(f"    {account}  {lei(balance)}\n")
    noted = None
    for date, document, kind, number, debit, credit, amount in books.execute(
        "SELECT document_date, document_id, document_type, document_number, debit_account, credit_account, amount "
        "FROM roa2web_journal ORDER BY document_date, entry_id"
    ):
        if document != noted:
            noted = document
            journal.write(f"\n{date} {kind} {number}\n")
        journal.write(f"    {debit}  {lei(amount)}\n    {credit}  {lei(-amount)}\n")
part.rename(target)
