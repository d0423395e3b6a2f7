"""Laws of fast readers: what they say of any document is what the readers say that know every case of it."""

from __future__ import annotations

import json
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.oim_documents import OPTIONS, SCHEMA, one_taxonomy
from tests.strategies.oim import csv_documents, json_documents
from validator.checks.facts import _unplain
from validator.readers.oim import xbrl_json
from validator.readers.oim.csv import report as csv_report
from validator.readers.oim.csv.together import Together
from validator.readers.oim.plain_facts import Facts
from validator.xsd.datatypes.lexical import decimal

APART = {"taxonomy", "derived", "declared", "data"}  # made of what is compared, or the same bytes


def said(report):
    """Everything a reader put into a report."""
    told = {name: value for name, value in vars(report).items() if name not in APART}
    told["problems"] = [
        one._replace(values={name: str(value) for name, value in one.values.items()}) for one in told["problems"]
    ]
    return told | {"pointers": list(report.pointers), "ids": list(report.ids), "paths": list(report.paths or ())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("plain")
    (made / "t.xsd").write_text(SCHEMA)
    with one_taxonomy():
        yield made


@tried(300)
@given(text=json_documents())
def test_facts_found_in_runs_are_the_facts_read_one_by_one(folder, text):
    path = str(folder / "r.json")
    data = text.encode("utf-8", "surrogatepass")
    fast = xbrl_json.read(path, data, OPTIONS)
    with mock.patch.object(Facts, "read", return_value=None):
        slow = xbrl_json.read(path, data, OPTIONS)
    assert said(fast) == said(slow)


@tried(300)
@given(written=csv_documents(), most=st.sampled_from([1, 3, 1 << 12]))
def test_rows_read_together_are_the_rows_read_one_by_one(folder, written, most):
    meta, table = written
    path, data = str(folder / "r.json"), json.dumps(meta).encode()
    (folder / "s.csv").write_bytes(table.encode("utf-8", "surrogatepass"))
    with mock.patch.object(csv_report, "MOST", most):
        fast = csv_report.read(path, data, OPTIONS)
    with mock.patch.object(Together, "_names", return_value=None):
        slow = csv_report.read(path, data, OPTIONS)
    assert said(fast) == said(slow)


@tried(500)
@given(texts=st.lists(st.text("0123456789+-. eE\n\u0661\u00b2", max_size=6), max_size=8))
def test_what_is_passed_over_as_a_number_is_one(texts):
    unplain = _unplain(range(len(texts)), texts)
    plain = [text for row, text in enumerate(texts) if row not in unplain]
    assert all(decimal(text) for text in plain)
    assert all(row in unplain for row, text in enumerate(texts) if not decimal(text))
