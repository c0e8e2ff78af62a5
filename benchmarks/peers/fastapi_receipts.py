"""Creating and editing receipts as FastAPI does it, into an SQLite file with ROA2WEB's own tables.

The same rows as ROA2WEB writes, in one transaction that is on the disk before the answer (WAL, synchronous FULL), behind
the same token, right and version checks: the receipt, its VAT, its lines, the numbers and the history. As FastAPI's
documentation teaches: models for body and answer, a plain `def` in the thread pool, a connection for each thread. What
ROA2WEB does besides is left out here: accounting rules, VAT rates of the day, what is missing or doubtful, search without
diacritics, looking for duplicates.
Settings: PEER_ERP (folder of the demo ERP), PEER_STORE (the file), AUTH_JWT_SECRET.
"""

import datetime
import decimal
import json
import os
import sqlite3
import threading
import time
from typing import List, Optional

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field

from fastapi_invoices import schema_of, signed_in_user

STORE = os.environ["PEER_STORE"]
BUSY_SECONDS = 10  # as ROA2WEB's stores wait

app = FastAPI(openapi_url=None)
local = threading.local()


class Vat(BaseModel):
    rate: decimal.Decimal
    base: decimal.Decimal
    amount: decimal.Decimal


class Line(BaseModel):
    description: str = Field(min_length=1, max_length=200)
    quantity: Optional[str] = None
    amount: decimal.Decimal


class Fields(BaseModel):
    kind: Optional[str] = None
    number: Optional[str] = Field(None, max_length=40)
    date: Optional[datetime.date] = None
    time: Optional[str] = None
    supplier_name: Optional[str] = Field(None, max_length=200)
    supplier_cui: Optional[str] = Field(None, max_length=14)
    total: Optional[decimal.Decimal] = None
    vat: List[Vat] = []
    lines: List[Line] = []
    payment_method: Optional[str] = None
    expense_type: Optional[str] = None
    description: Optional[str] = Field(None, max_length=500)


class Edit(Fields):
    version: int


class Receipt(Fields):
    id: int
    version: int
    status: str
    created_by: int
    created_at: str


def connection():
    if not hasattr(local, "store"):
        local.store = sqlite3.connect(STORE, timeout=BUSY_SECONDS, isolation_level=None)
        local.store.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
    return local.store


class Writing:
    """A write transaction, committed when it ends well."""

    def __enter__(self):
        self.store = connection()
        self.store.execute("BEGIN IMMEDIATE")
        return self.store

    def __exit__(self, kind, error, trace):
        self.store.execute("COMMIT" if kind is None else "ROLLBACK")


def bani(amount):
    return None if amount is None else int(amount * 100)


def columns(fields):
    date = fields.date and fields.date.isoformat()
    key = fields.supplier_cui and fields.supplier_cui.removeprefix("RO")
    folded = (fields.supplier_name or "").lower()
    return {
        "kind": fields.kind, "document_number": fields.number, "document_date": date, "document_time": fields.time,
        "supplier_name": fields.supplier_name, "supplier_cui": fields.supplier_cui, "total": bani(fields.total),
        "payment_method": fields.payment_method, "expense_type": fields.expense_type, "description": fields.description,
        "supplier_key": key, "supplier_folded": folded, "duplicate_key": f"{key}|{fields.number}|{date}|{fields.total}",
        "search_text": " ".join((folded, key or "", fields.number or "", fields.description or "")).lower(),
        "problems": '{"problems":[]}', "to_check": 0,
    }


def number(store, counter):
    store.execute("UPDATE counters SET last_value = last_value + 1 WHERE name = ?", (counter,))
    return store.execute("SELECT last_value FROM counters WHERE name = ?", (counter,)).fetchone()[0]


def write_parts(store, receipt, fields):
    store.executemany(
        "INSERT INTO receipt_vat (receipt_id, position, rate, base, amount) VALUES (?, ?, ?, ?, ?)",
        [(receipt, n, bani(vat.rate), bani(vat.base), bani(vat.amount)) for n, vat in enumerate(fields.vat)],
    )
    store.executemany(
        "INSERT INTO receipt_lines (receipt_id, position, description, quantity, amount) VALUES (?, ?, ?, ?, ?)",
        [(receipt, n, line.description, line.quantity, bani(line.amount)) for n, line in enumerate(fields.lines)],
    )


def append_history(store, company, receipt, user, action, version, changes):
    store.execute(
        "INSERT INTO receipt_history (id, company_id, receipt_id, owner_id, changed_at, user_id, username, address, action, "
        "version, changes) VALUES (?, ?, ?, ?, ?, ?, 'demo', '127.0.0.1', ?, ?, ?)",
        (number(store, "receipt_history"), company, receipt, user, int(time.time()), user, action, version,
         json.dumps({"changes": changes}, ensure_ascii=False)),
    )


def answer(receipt, version, user, created, fields):
    return {
        **fields.dict(exclude={"version"}), "id": receipt, "version": version, "status": "draft", "created_by": user,
        "created_at": datetime.datetime.fromtimestamp(created, datetime.timezone.utc).isoformat(),
    }


def change(field, before, after):
    as_text = lambda value: None if value is None else str(value)  # noqa: E731
    return {"field": field, "before": as_text(before), "after": as_text(after)}


@app.post("/api/data-entry/receipts", status_code=201, response_model=Receipt)
def create(fields: Fields, company_id: int, user: int = Depends(signed_in_user)):
    schema_of(user, company_id)
    now = int(time.time())
    values = columns(fields)
    with Writing() as store:
        receipt = number(store, "receipts")
        values.update(
            id=receipt, company_id=company_id, version=1, status="draft", entries_edited=0, created_by=user,
            created_by_name="demo", created_at=now, updated_at=now,
        )
        store.execute(f"INSERT INTO receipts ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)})", values)
        write_parts(store, receipt, fields)
        changes = [change(name, None, value) for name, value in fields.dict().items() if value]
        append_history(store, company_id, receipt, user, "created", 1, changes)
    return answer(receipt, 1, user, now, fields)


@app.put("/api/data-entry/receipts/{receipt}", response_model=Receipt)
def edit(receipt: int, fields: Edit, company_id: int, user: int = Depends(signed_in_user)):
    schema_of(user, company_id)
    values = columns(fields)
    with Writing() as store:
        names = ("kind", "document_number", "document_date", "document_time", "supplier_name", "supplier_cui", "total",
                 "payment_method", "expense_type", "description")
        before = store.execute(
            f"SELECT version, created_by, created_at, {', '.join(names)} FROM receipts WHERE id = ? AND company_id = ?",
            (receipt, company_id),
        ).fetchone()
        if before is None:
            raise HTTPException(404, "This company has no such receipt")
        version, owner, created, *old = before
        if version != fields.version:
            raise HTTPException(409, "Somebody else has changed the receipt since you opened it")
        store.execute(
            f"UPDATE receipts SET version = :version, updated_at = :now, {', '.join(f'{name} = :{name}' for name in values)} "
            "WHERE id = :id AND version = :seen",
            {**values, "version": version + 1, "now": int(time.time()), "id": receipt, "seen": version},
        )
        store.execute("DELETE FROM receipt_vat WHERE receipt_id = ?", (receipt,))
        store.execute("DELETE FROM receipt_lines WHERE receipt_id = ?", (receipt,))
        write_parts(store, receipt, fields)
        changes = [change(name, was, values[name]) for name, was in zip(names, old) if was != values[name]]
        append_history(store, company_id, receipt, owner, "edited", version + 1, changes)
    return answer(receipt, version + 1, owner, created, fields)


@app.get("/health/live")
def live():
    return {"status": "ok"}
