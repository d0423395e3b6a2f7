"""The references of an instance: at least one schema, and all of them in order before anything else (XBRL 2.1 §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.instance_documents import BASE, CASH, HEAD, SCHEMA
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

ROOT, REFERENCE = HEAD.rsplit("  <link:schemaRef", 1)
SCHEMA_REF = f"  <link:schemaRef{REFERENCE}"
LINKBASE_REF = (
    '  <link:linkbaseRef xlink:type="simple" xlink:href="e.xml"'
    ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>\n'
)
ROLE_REF = (
    '  <link:roleRef xlink:type="simple" xlink:href="http://www.xbrl.org/lrr/role/restated-2003-07-31.xsd#r"'
    ' roleURI="http://example.com/r"/>\n'
)


def codes(folder: Path, text: str) -> list[str]:
    (folder / "e.xsd").write_text(SCHEMA, encoding="utf-8")
    (folder / "e.xml").write_text('<linkbase xmlns="http://www.xbrl.org/2003/linkbase"/>', encoding="utf-8")
    path = folder / "report.xml"
    path.write_text(text, encoding="utf-8")
    return [one.code for one in run([str(path)], Options(ignore=("DO004", "TX101"))).findings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROOT + SCHEMA_REF + LINKBASE_REF + BASE + CASH + "</xbrli:xbrl>", []),
        (ROOT + SCHEMA_REF + SCHEMA_REF + LINKBASE_REF + "</xbrli:xbrl>", []),
        (ROOT + BASE + CASH + "</xbrli:xbrl>", ["DO109"]),
        (ROOT + LINKBASE_REF + BASE + "</xbrli:xbrl>", ["DO109"]),
        (ROOT + "</xbrli:xbrl>", ["DO109"]),
        (ROOT + "</xbrli>", ["DO101"]),  # who knows what would have followed
        (ROOT + LINKBASE_REF + SCHEMA_REF + BASE + CASH + "</xbrli:xbrl>", ["DO110"]),
        (ROOT + SCHEMA_REF + ROLE_REF + LINKBASE_REF + BASE + CASH + "</xbrli:xbrl>", ["DO110"]),
        (ROOT + BASE + SCHEMA_REF + CASH + "</xbrli:xbrl>", ["DO110"]),
        (ROOT + SCHEMA_REF + BASE + CASH + LINKBASE_REF + "</xbrli:xbrl>", ["DO110"]),
    ],
)
def test_references_come_first_and_in_order(text: str, said: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, text) == said
