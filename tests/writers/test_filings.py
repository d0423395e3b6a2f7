"""Real filings, converted into every syntax and read again: the same facts and footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reports import model
from validator import readers
from validator.run import Options
from validator.writers.files import left_out, render

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.slow]
SYNTAXES = (("a.xml", "xbrl-xml"), ("a.htm", "inline"), ("a.json", "xbrl-json"), ("a.csv.json", "xbrl-csv"))
FILINGS = (
    "inline-dfin-2021-8k/dfin-8k_20210225.htm",
    "inline-cmg-2020q1/cmg-20200331x10q.htm",
    "corpus-ferc/AES_US_Services,_LLC_form60_Q4_1682951770.xbrl",  # tables in footnotes, xml bound by hand
    "corpus-ferc/Great_Lakes_Gas_Transmission_Limited_Partnership_form2_Q4_1648665508.xbrl",  # footnotes of no fact
    "berkshire-2010-10k/brka-20101231.xml",
)


@pytest.mark.parametrize("name", FILINGS)
def test_a_filing_is_the_same_in_every_syntax(name: str, shared: Path, tmp_path: Path) -> None:
    options = Options(webcache=str(shared / "webcache"))
    report = readers.read(str(shared / "filings" / name), options)
    loose = [note for note in report.footnotes if not note.rows]
    assert bool(list(left_out(report, "r.json"))) == bool(loose)
    for file, syntax in SYNTAXES:
        for each, data in render(report, str(tmp_path / file), syntax).items():
            (tmp_path / each).write_bytes(data)
        again = readers.read(str(tmp_path / file), options)
        assert again.problems == []
        if syntax != "xbrl-xml":
            report.footnotes[:] = [note for note in report.footnotes if note.rows]
        assert model(again) == model(report), syntax
