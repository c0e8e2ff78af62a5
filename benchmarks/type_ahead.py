"""Partners as one types: type_ahead.py fill FILE COUNT | copy PORT TOKEN COMPANY | measure PORT TOKEN COMPANY STORE.

fill: partners with names as they are in trade registers, into a company file of the demo ERP, by a seed.
copy: has ROA2WEB copy the names, and waits until it is done.
measure: a line with tabs for each pattern, with a head. Before a pattern is timed, what was found is compared with all
names of the copy.
"""

import http.client
import json
import random
import re
import sqlite3
import statistics
import sys
import time
import urllib.parse

LIMIT = 20
TIMES = 60  # requests for each pattern
SCANS = 9  # LIKE scans for each pattern
# srl sa: many names have one of them, none has both. zz: no name has it. a b c: frequent letters.
PATTERNS = [
    "s", "a", "1", "14", "1439", "sc", "srl", "sc srl", "sc srl a", "srl sc a b", "sa srl", "pfa srl", "srl q", "srl zz",
    "comert sa", "com srl pop", "popescu", "popescu ion", "popescu ion srl", "a b c d", "a e i o u", "zzzz", "sc srl zzzz",
]
SYLLABLES = "ba be bi bo bu ca ce co cu da de di do fa fe ga go ia in ja la le li lo lu ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to un va ve vi vo".split()
TRADES = "construct trans impex com prod serv agro auto electro farm food instal media mob consult design tour comert".split()
FAMILIES = "popescu ionescu popa radu dumitru stan stoica gheorghe matei ciobanu rusu munteanu moldovan lazar".split()
FIRST = "ion maria andrei elena mihai ana vasile ioana george cristina".split()


def make_name(rng, words):
    kind = rng.random()
    own = rng.choice(words)
    if kind < 0.5:
        return f"SC {own} {rng.choice(TRADES)} SRL"
    if kind < 0.75:
        return f"{own} {rng.choice(FAMILIES + TRADES)} SRL"
    if kind < 0.9:
        return f"{own} {rng.choice(TRADES)} SA"
    return f"{rng.choice(FAMILIES)} {rng.choice(FIRST)} {own} PFA"


def fill(file, count):
    rng = random.Random(1)
    # No word begins with q or z: patterns with them find nothing.
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3, 4)))) for _ in range(20000)]
    with sqlite3.connect(file) as books:
        first, = books.execute("SELECT MAX(id_part) + 1 FROM nom_parteneri").fetchone()
        rows = []
        for number in range(first, first + count):
            name = make_name(rng, words)
            cui = str(rng.randrange(100000, 99999999))
            rows.append((number, name.upper(), name.lower(), cui, f"{name.lower()} {cui}"))
        books.executemany(
            "INSERT INTO nom_parteneri (id_part, denumire, denumire_cautare, cod_fiscal, este_client, este_furnizor, cautare) "
            "VALUES (?, ?, ?, ?, 1, 1, ?)", rows,
        )


class Server:
    def __init__(self, port, token, company):
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port))
        self.token = token
        self.company = company

    def ask(self, method, path):
        mark = "&" if "?" in path else "?"
        self.connection.request(
            method, f"/api/data-entry/nomenclature/{path}{mark}company_id={self.company}",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status not in (200, 202):
            sys.exit(f"{path}: {answer.status} {body.decode()}")
        return body


def copy(server):
    # The copy's time is that of its start, and the answer says when the last one was.
    before = json.loads(server.ask("POST", "sync"))["as_of"]
    while True:
        time.sleep(0.5)
        if json.loads(server.ask("GET", "partners?limit=1"))["as_of"] != before:
            return


def in_ms(work, times):
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), max(took)


def check(pattern, answer, names):
    typed = pattern.split()
    right = {code for code, words in names if all(any(word.startswith(one) for word in words) for one in typed)}
    found = [item["code"] for item in answer["items"]]
    expected = min(LIMIT, len(right))
    if not right.issuperset(found) or len(set(found)) != len(found):
        sys.exit(f"{pattern}: a name was found that has not these words, or twice")
    if (not answer["more"] and len(found) != expected) or (len(right) > len(found) and not answer["more"]):
        sys.exit(f"{pattern}: {len(found)} names of {len(right)} without a word about the others")
    return len(right)


def measure(server, store):
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    company = int(server.company)
    names = [
        (code, re.findall(r"[a-z0-9]+", text))
        for code, text in database.execute(
            "SELECT code, search_text FROM erp_names WHERE company_id = ? AND kind = 'partner'", (company,)
        )
    ]
    print("pattern\tnames with it\tcomplete\tROA2WEB p50\tROA2WEB max\tLIKE p50\tLIKE max\tLIKE / ROA2WEB")
    for pattern in PATTERNS:
        path = "partners?" + urllib.parse.urlencode({"search": pattern, "limit": LIMIT})
        answer = json.loads(server.ask("GET", path))
        right = check(pattern, answer, names)
        complete = "yes" if not answer["more"] or len(answer["items"]) == LIMIT else "no"
        typed = pattern.split()
        scan = (
            "SELECT code, name, cui FROM erp_names WHERE company_id = ? AND kind = 'partner' "
            + "".join(" AND search_text LIKE ?" for _ in typed) + f" ORDER BY name LIMIT {LIMIT}"
        )
        values = (company, *(f"%{one}%" for one in typed))
        ours, ours_max = in_ms(lambda: server.ask("GET", path), TIMES)
        like, like_max = in_ms(lambda: database.execute(scan, values).fetchall(), SCANS)
        print(
            f"{pattern}\t{right}\t{complete}\t{ours:.2f}\t{ours_max:.2f}\t{like:.1f}\t{like_max:.1f}\t{like / ours:.0f}x",
            flush=True,
        )


what, *arguments = sys.argv[1:]
if what == "fill":
    fill(arguments[0], int(arguments[1]))
elif what == "copy":
    copy(Server(*arguments))
else:
    measure(Server(*arguments[:3]), arguments[3])
