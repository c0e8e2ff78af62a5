"""GET /api/reports/invoices as FastAPI answers it, from the demo ERP's own SQLite files.

The same question, checks and answer as ROA2WEB's: bearer token (HS256, signature, issuer, audience, times), the right
to the company, every filter, totals of the whole selection, page envelope, the same names and formats. Two ways:
  /api/reports/invoices         as FastAPI's documentation teaches: a plain `def` in its thread pool, a response model
  /tuned/api/reports/invoices   without the response model and the threads: as fast as it gets in Python
Settings: PEER_ERP (folder of the demo ERP), AUTH_JWT_SECRET.
"""

import base64
import datetime
import decimal
import enum
import hashlib
import hmac
import inspect
import json
import os
import sqlite3
import threading
import time
import zoneinfo
from typing import List, Optional

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from pydantic import BaseModel

ERP = os.environ["PEER_ERP"]
SECRET = os.environ["AUTH_JWT_SECRET"].encode()
BUCHAREST = zoneinfo.ZoneInfo("Europe/Bucharest")
RIGHTS_SECONDS = 30  # as AUTH_RIGHTS_CACHE_SECONDS
LEEWAY_SECONDS = 5  # clocks differ

app = FastAPI(openapi_url=None)
local = threading.local()
rights = {}  # (user, company) -> (schema, believed until)


class PartnerType(str, enum.Enum):
    clients = "clients"
    suppliers = "suppliers"


class StatusFilter(str, enum.Enum):
    all = "all"
    open = "open"
    overdue = "overdue"
    paid = "paid"


class Sort(str, enum.Enum):
    date = "date"
    due_date = "due_date"
    total = "total"
    balance = "balance"
    partner = "partner"


class Order(str, enum.Enum):
    asc = "asc"
    desc = "desc"


class Row(BaseModel):
    id: int
    series: str
    number: str
    date: datetime.date
    due_date: datetime.date
    days_overdue: int
    partner_id: int
    partner_name: str
    partner_cui: str
    currency: str
    net: str
    vat: str
    total: str
    paid: str
    balance: str
    status: str


class Totals(BaseModel):
    net: str
    vat: str
    total: str
    paid: str
    balance: str
    overdue: str


class Page(BaseModel):
    items: List[Row]
    total: int
    page: int
    page_size: int
    totals: Totals


class Filters:
    """The query string, validated by FastAPI."""

    def __init__(
        self,
        company_id: int,
        partner_type: PartnerType = PartnerType.clients,
        date_from: Optional[datetime.date] = None,
        date_to: Optional[datetime.date] = None,
        due_from: Optional[datetime.date] = None,
        due_to: Optional[datetime.date] = None,
        status: StatusFilter = StatusFilter.all,
        partner_id: Optional[int] = Query(None, ge=1),
        search: Optional[str] = Query(None, min_length=1, max_length=100),
        min_amount: Optional[decimal.Decimal] = None,
        max_amount: Optional[decimal.Decimal] = None,
        sort: Sort = Sort.date,
        order: Order = Order.desc,
        page: int = Query(1, ge=1, le=1_000_000),
        page_size: int = Query(50, ge=1, le=500),
    ):
        self.company_id = company_id
        self.page = page
        self.page_size = page_size
        self.order_by = f"{SORT_COLUMNS[sort]} {order.value}, invoice_id {order.value}"
        self.where = ["partner_type = :partner_type"]
        self.values = {"partner_type": partner_type.value}
        self.add("document_date >= :date_from", date_from=date_from and date_from.isoformat())
        self.add("document_date <= :date_to", date_to=date_to and date_to.isoformat())
        self.add("due_date >= :due_from", due_from=due_from and due_from.isoformat())
        self.add("due_date <= :due_to", due_to=due_to and due_to.isoformat())
        self.add("partner_id = :partner_id", partner_id=partner_id)
        self.add("total >= :min_amount", min_amount=None if min_amount is None else int(min_amount * 100))
        self.add("total <= :max_amount", max_amount=None if max_amount is None else int(max_amount * 100))
        self.add(r"search_text LIKE :search ESCAPE '\'", search=search and like_pattern(fold(search)))
        if status is StatusFilter.paid:
            self.where.append("balance = 0")
        elif status is not StatusFilter.all:
            self.where.append("balance <> 0")
            if status is StatusFilter.overdue:
                self.where.append("due_date < :today")

    def add(self, condition, **value):
        if None not in value.values():
            self.where.append(condition)
            self.values.update(value)


SORT_COLUMNS = {
    Sort.date: "document_date",
    Sort.due_date: "due_date",
    Sort.total: "total",
    Sort.balance: "balance",
    Sort.partner: "partner_name_folded",
}
COLUMNS = (
    "invoice_id, document_series, document_number, document_date, due_date, partner_id, partner_name, partner_cui, "
    "currency, net, vat, total, paid, balance"
)
SUMS = (
    "COUNT(*), COALESCE(SUM(net), 0), COALESCE(SUM(vat), 0), COALESCE(SUM(total), 0), COALESCE(SUM(paid), 0), "
    "COALESCE(SUM(balance), 0), COALESCE(SUM(CASE WHEN due_date < :today THEN balance ELSE 0 END), 0)"
)
FOLDED = str.maketrans("ăâîșşțţ", "aaisstt")


def fold(text):
    return text.lower().translate(FOLDED)


def like_pattern(text):
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def connection(schema):
    """One connection of each thread to each file, kept open."""
    opened = local.__dict__.setdefault("opened", {})
    if schema not in opened:
        opened[schema] = sqlite3.connect(f"file:{ERP}/{schema}.db?mode=ro", uri=True)
    return opened[schema]


def unauthenticated(why):
    raise HTTPException(401, why, {"WWW-Authenticate": "Bearer"})


def decode_part(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed_in_user(request: Request):
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or token.count(".") != 2:
        unauthenticated("Sign in first")
    signed, _, signature = token.rpartition(".")
    try:
        header, claims = (json.loads(decode_part(part)) for part in signed.split("."))
        given = decode_part(signature)
    except ValueError:
        unauthenticated("The access token is not valid")
    expected = hmac.new(SECRET, signed.encode(), hashlib.sha256).digest()
    if header.get("alg") != "HS256" or not hmac.compare_digest(expected, given):
        unauthenticated("The access token is not valid")
    now = time.time()
    if claims["iss"] != "roa2web" or claims["aud"] != "roa2web" or claims["nbf"] > now + LEEWAY_SECONDS:
        unauthenticated("The access token is not valid")
    if claims["exp"] + LEEWAY_SECONDS <= now:
        unauthenticated("The access token has expired")
    return int(claims["sub"])


def schema_of(user, company):
    schema, until = rights.get((user, company), (None, 0))
    if until < time.monotonic():
        row = connection("shared").execute(
            "SELECT c.schema_name FROM roa2web_user_companies r JOIN roa2web_companies c ON c.company_id = r.company_id "
            "WHERE r.user_id = ? AND r.company_id = ?",
            (user, company),
        ).fetchone()
        schema = row and row[0]
        rights[user, company] = (schema, time.monotonic() + RIGHTS_SECONDS)
    if schema is None:
        raise HTTPException(403, "You have no right to this company")
    return schema


def lei(bani):
    sign, bani = ("-", -bani) if bani < 0 else ("", bani)
    return f"{sign}{bani // 100}.{bani % 100:02d}"


def to_row(record, today):
    invoice, series, number, date, due, partner, name, cui, currency, net, vat, total, paid, balance = record
    status = "paid" if balance == 0 else "overdue" if due < today else "open"
    overdue = 0
    if status == "overdue":
        overdue = (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(due)).days
    return {
        "id": invoice,
        "series": series or "",
        "number": number,
        "date": date,
        "due_date": due,
        "days_overdue": overdue,
        "partner_id": partner,
        "partner_name": name,
        "partner_cui": cui or "",
        "currency": currency,
        "net": lei(net),
        "vat": lei(vat),
        "total": lei(total),
        "paid": lei(paid),
        "balance": lei(balance),
        "status": status,
    }


def list_invoices(user, filters):
    database = connection(schema_of(user, filters.company_id))
    today = datetime.datetime.now(BUCHAREST).date().isoformat()
    where = " AND ".join(filters.where)
    values = {
        **filters.values,
        "today": today,
        "limit": filters.page_size,
        "offset": (filters.page - 1) * filters.page_size,
    }
    count, *sums = database.execute(f"SELECT {SUMS} FROM roa2web_invoices WHERE {where}", values).fetchone()
    records = database.execute(
        f"SELECT {COLUMNS} FROM roa2web_invoices WHERE {where} ORDER BY {filters.order_by} "
        "LIMIT :limit OFFSET :offset",
        values,
    )
    return {
        "items": [to_row(record, today) for record in records],
        "total": count,
        "page": filters.page,
        "page_size": filters.page_size,
        "totals": dict(zip(("net", "vat", "total", "paid", "balance", "overdue"), map(lei, sums))),
    }


@app.get("/api/reports/invoices", response_model=Page)
def documented(filters: Filters = Depends(), user: int = Depends(signed_in_user)):
    return list_invoices(user, filters)


async def read_filters(**query):
    return Filters(**query)


# A class as a dependency costs a thread switch; a coroutine with the same parameters does not.
read_filters.__signature__ = inspect.signature(Filters)


@app.get("/tuned/api/reports/invoices")
async def tuned(request: Request, filters: Filters = Depends(read_filters)):
    page = list_invoices(signed_in_user(request), filters)
    return Response(json.dumps(page, ensure_ascii=False, separators=(",", ":")), media_type="application/json")


@app.get("/health/live")
def live():
    return {"status": "ok"}
