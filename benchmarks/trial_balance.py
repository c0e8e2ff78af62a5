"""trial_balance.py FILE PORT TOKEN COMPANY [JOURNAL]: one month's trial balance, ours, the shell's and hledger's.

Before anything is timed, all must agree on every account. Prints a line of name=value pairs; times in ms, medians.
cold: the first question to a connection to the file; warm: the same connection again and again.
"""

import csv
import http.client
import io
import json
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import time

COLUMNS = [
    f"{pair}_{side}" for pair in ("opening", "period", "total", "closing") for side in ("debit", "credit")
]
TIMES = 41

file, port, token, company, *journal = sys.argv[1:]
folder = pathlib.Path(__file__).parent
# The last year that has all its months: the most to add up.
with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as books:
    year = books.execute(
        "SELECT MAX(year) FROM (SELECT year FROM roa2web_calendar GROUP BY year HAVING COUNT(*) = 12) y"
    ).fetchone()[0]
    lines, = books.execute("SELECT COUNT(*) FROM roa2web_journal").fetchone()
values = {"year": year, "month": 12, "first_day": f"'{year}-01-01'", "next_day": f"'{year + 1}-01-01'"}
QUESTION = f"/api/reports/trial-balance?company_id={company}&year={year}&month=12&level="


def statement(name):
    text = (folder / name).read_text()
    for parameter, value in values.items():
        text = text.replace(f":{parameter}", str(value))
    return text


def bani(text):
    return int(text.replace(".", ""))


def ask(connection, level):
    connection.request("GET", QUESTION + level, headers={"Authorization": f"Bearer {token}", "Cache-Control": "no-cache"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{QUESTION}{level}: {answer.status} {body.decode()}")
    return body


def in_ms(work, times):
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


class Shell:
    """The sqlite3 shell, kept open."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["sqlite3", "-readonly", "-csv", file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, sql):
        self.process.stdin.write(sql + "\n.print --end--\n")
        self.process.stdin.flush()
        rows = []
        while (line := self.process.stdout.readline()) != "--end--\n":
            rows.append(line)
        return rows

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def shell_cold(sql):
    """The first statement of a shell that has started but not yet opened its file."""
    took = []
    for _ in range(3):
        shell = Shell()
        shell.run(".print ready")
        took.append(in_ms(lambda: shell.run(sql), 1))
        shell.close()
    return statistics.median(took)


def hledger_balances():
    answer = subprocess.run(
        ["hledger", "-f", journal[0], "balance", "--flat", "--no-total", "--output-format=csv", "--end", f"{year + 1}-01-01"],
        stdout=subprocess.PIPE, text=True, check=True,
    )
    return {account: bani(amount) for account, amount in list(csv.reader(io.StringIO(answer.stdout)))[1:]}


connection = http.client.HTTPConnection("127.0.0.1", int(port))
connection.connect()
began = time.perf_counter()
first = json.loads(ask(connection, "synthetic"))
cold = (time.perf_counter() - began) * 1000
ours = [[*(bani(row[column]) for column in COLUMNS), row["account"], row["name"]] for row in first["items"]]
shell = Shell()
theirs = [[*map(int, row[:8]), *row[8:]] for row in csv.reader(shell.run(statement("trial_balance.sql")))]
if ours != theirs:
    sys.exit(f"ROA2WEB and the sqlite3 shell differ: {[pair for pair in zip(ours, theirs) if pair[0] != pair[1]][:3]}")
analytic = json.loads(ask(connection, "analytic"))["items"]
closing = {row["account"]: bani(row["closing_debit"]) - bani(row["closing_credit"]) for row in analytic}
closing = {account: balance for account, balance in closing.items() if balance}
from_journal = {account: int(balance) for account, balance in csv.reader(shell.run(statement("trial_balance_journal.sql")))}
if closing != from_journal:
    sys.exit("ROA2WEB and the journal differ")

figures = {
    "lines": lines,
    "accounts": len(analytic),
    "ours_cold": cold,
    "ours": in_ms(lambda: ask(connection, "synthetic"), TIMES),
    "ours_analytic": in_ms(lambda: ask(connection, "analytic"), TIMES),
    "shell_cold": shell_cold(statement("trial_balance.sql")),
    "shell": in_ms(lambda: shell.run(statement("trial_balance.sql")), TIMES),
    "shell_journal": in_ms(lambda: shell.run(statement("trial_balance_journal.sql")), 5),
}
shell.close()
if journal:
    began = time.perf_counter()
    if hledger_balances() != closing:
        sys.exit("ROA2WEB and hledger differ")
    figures["hledger"] = (time.perf_counter() - began) * 1000
print(" ".join(f"{name}={value if isinstance(value, int) else round(value, 2)}" for name, value in figures.items()))
