"""The taxonomies of real filings: loaded offline, without a problem, and the same from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.dts import taxonomy
from validator.model.report import Report
from validator.readers.xml import xbrl_xml
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.slow]
# One filing of each taxonomy. Sony's names us-types-2011, which the cache does not hold.
FILINGS = {
    "berkshire-2010-10k/brka-20101231.xml": (14074, 287, 0),
    "ferc1-pacificorp-2022/pacificorp-2022.xbrl": (3192, 860, 0),
    "ferc2-columbia-gas-2021/columbia-gas-2021.xbrl": (3305, 964, 0),
    "ferc714-florida-pl-2021/florida-pl-2021.xbrl": (201, 54, 0),
    "sony-2012-20f/sne-20120331.xml": (16753, 850, 1),
}


@pytest.mark.parametrize("name", FILINGS)
def test_a_filing_loads_its_taxonomy_offline(name: str, shared: Path) -> None:
    path = shared / "filings" / name
    read = xbrl_xml.read(str(path), path.read_bytes())
    report = Report(str(path), read.syntax)
    report.references = read.references
    options = Options(webcache=str(shared / "webcache"))
    fresh = taxonomy.load(report, options)
    stored = taxonomy.load(report, options)
    for found in (fresh, stored):
        own = [concept for concept in found.concepts if not concept.startswith("{http://www.w3.org/2001/XMLSchema}")]
        assert (len(own), len(found.networks), len(found.problems)) == FILINGS[name]
    assert stored.problems == fresh.problems
    assert list(stored.concepts.values()) == list(fresh.concepts.values())
    assert [n.arcs for n in stored.networks.values()] == [n.arcs for n in fresh.networks.values()]
