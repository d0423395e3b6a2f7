"""Faults planted in the tags of filings, one a table: how many are seen. The filings themselves are all but silent."""

from __future__ import annotations

import random
import re
from zipfile import ZipFile

import pytest

from validator.readers.inline.document_set import read_set
from validator.tagged.disagreeing import odd
from validator.tagged.page import printed

FILINGS = ("adbe", "gme", "mcd", "ko")
FAULTS = ("scale", "period", "unit", "decimals", "sign")
AIMS = {"scale": 80, "period": 80, "unit": 80, "decimals": 80, "sign": 50}


@pytest.fixture(scope="module")
def filings(shared):
    with ZipFile(shared / "documents" / "filed-documents.zip") as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith(FILINGS)]


def planted(source, report, kind, seed):
    """Return a page with one fault of a kind in every table that can have one, and the facts that have it."""
    rng = random.Random(seed)
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    tables = {}
    for one in printed(report):
        tables.setdefault(one.table, []).append(one)
    changes = {}
    for figures in tables.values():
        for one in rng.sample(figures, len(figures)):
            value = faulty(report, one, figures, kind, rng)
            if value is not None:
                changes[one.fact] = (starts[report.lines[one.fact] - 1] + report.columns[one.fact] - 1, value)
                break
    for offset, (name, value) in sorted(changes.values(), reverse=True):
        end = source.index(">", offset)
        tag = re.sub(rf'\s{name}="[^"]*"', "", source[offset:end])
        source = source[:offset] + tag + (f' {name}="{value}"' if value else "") + source[end:]
    return source, changes.keys()


def faulty(report, one, figures, kind, rng):
    """Return an attribute and a wrong value for it; None where a figure can have none of that kind."""
    if kind == "scale":
        return "scale", {6: 3, 3: 6, 0: 3, -2: 0}.get(one.scale, 0)
    if kind == "decimals":
        return "decimals", rng.choice([text for text in ("-6", "-3", "0", "2") if text != report.decimals[one.fact]])
    if kind == "sign":
        return ("sign", "" if one.negative else "-") if one.digits else None
    if kind == "unit":
        return "unitRef", rng.choice([u.id for u in report.units if u.id != report.unit_refs[one.fact]])
    beside = [
        report.context_refs[other.fact]
        for other in figures
        if other.line == one.line and period(report, other) != period(report, one)
    ]
    return ("contextRef", beside[0]) if beside else None


def period(report, one):
    return report.contexts[report.contexts_of[one.fact]].period


@pytest.mark.parametrize("kind", FAULTS)
def test_planted_faults_are_seen(filings, kind):
    planned = seen = beyond = 0
    for seed, data in enumerate(filings):
        source = data.decode()
        report = read_set([("f.htm", data)])
        before = {(one.kind, one.figure.fact) for one in odd(report)}
        changed, facts = planted(source, report, kind, seed)
        found = [
            one for one in odd(read_set([("f.htm", changed.encode())])) if (one.kind, one.figure.fact) not in before
        ]
        told = {one.figure.fact for one in found} | {other.fact for one in found for other in one.others[:1]}
        planned += len(facts)
        seen += len(facts & told)
        beyond += sum(one.figure.fact not in facts and one.certain for one in found)
    assert seen * 100 >= AIMS[kind] * planned > 4000, (seen, planned)
    assert beyond * 20 <= planned


def test_filings_as_filed_are_all_but_silent(filings):
    found = [one for data in filings for one in odd(read_set([("f.htm", data)]))]
    assert [(one.kind, one.said, one.expected, one.certain) for one in found] == [
        ("decimals", "5", "-5", False),  # 39.8 million, exact to five decimals
        ("decimals", "1", "-5", False),  # 2,701.2 million
    ]
