"""Laws of fast readers: what they say of any document is what the readers say that know every case of it."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given

from tests.laws import tried
from tests.oim_documents import OPTIONS, SCHEMA, one_taxonomy
from tests.strategies.oim import json_documents
from validator.readers.oim import xbrl_json
from validator.readers.oim.plain_facts import Facts

APART = {"taxonomy", "derived", "declared", "data"}  # made of what is compared, or the same bytes


def said(report):
    """Everything a reader put into a report."""
    told = {name: value for name, value in vars(report).items() if name not in APART}
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
