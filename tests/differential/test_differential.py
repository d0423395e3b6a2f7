"""Our verdicts against Arelle's on real filings and mutated copies: every difference is of a kind we explain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.differential import test_peers
from tests.differential.comparing import compare
from tests.differential.explained import EXPLAINED, unexplained
from tests.differential.mutating import KINDS, mutated

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

QUICK = ("inline-dfin-2021-8k/dfin-8k_20210225.htm.xml", "inline-cmg-2020q1/cmg-20200331x10q.htm.xml")
SLOW = (
    "berkshire-2010-10k/brka-20101231.xml",
    "sony-2012-20f/sne-20120331.xml",
    "ferc714-florida-pl-2021/florida-pl-2021.xbrl",
    "ferc2-columbia-gas-2021/columbia-gas-2021.xbrl",
    "ferc1-pacificorp-2022/pacificorp-2022.xbrl",
    "corpus-ferc/AES_US_Services,_LLC_form60_Q4_1682951770.xbrl",
    "corpus-ferc/ATC_Management_Inc._form60_Q4_1682952743.xbrl",
    "corpus-ferc/Great_Lakes_Gas_Transmission_Limited_Partnership_form2_Q4_1648665508.xbrl",
    "corpus-ferc/Guardian_Pipeline,_L.L.C._form2_Q4_1649361661.xbrl",
    "corpus-ferc/LG&E_and_KU_Services_Company_form60_Q4_1682689232.xbrl",
    "corpus-ferc/Onward_Energy_Management,_LLC_form60_Q4_1682610076.xbrl",
    "corpus-ferc/PHI_Service_Company_form60_Q4_1682605913.xbrl",
    "corpus-ferc/Pine_Prairie_Energy_Center,_LLC_form2_Q4_1650300606.xbrl",
    "corpus-ferc/White_River_Hub,_LLC_form2_Q4_1652907854.xbrl",
    "corpus-ferc/Wyoming_Interstate_Company,_L.L.C._form2_Q4_1648655287.xbrl",
    "corpus-ferc/Xcel_Energy_Services_Inc._form60_Q4_1682619384.xbrl",
)
MUTATED = (
    "inline-cmg-2020q1/cmg-20200331x10q.htm.xml",
    "berkshire-2010-10k/brka-20101231.xml",
    "sony-2012-20f/sne-20120331.xml",
    "corpus-ferc/ATC_Management_Inc._form60_Q4_1682952743.xbrl",
    "corpus-ferc/White_River_Hub,_LLC_form2_Q4_1652907854.xbrl",
)
FILINGS = [*QUICK, *(pytest.param(name, marks=pytest.mark.differential) for name in SLOW)]
COPIES = [
    pytest.param(name, kind, marks=() if name in QUICK and kind in ("digit", "duplicate") else pytest.mark.differential)
    for name in MUTATED
    for kind in KINDS
]
MODES = pytest.mark.parametrize("calc11", [False, True], ids=["calc-2.1", "calc-1.1"])


def test_every_filing_is_compared(shared: Path) -> None:
    found = {str(p.relative_to(shared / "filings")) for p in (shared / "filings").rglob("*") if _instance(p)}
    assert found == {*QUICK, *SLOW}


def _instance(path: Path) -> bool:
    return path.is_file() and b":xbrl " in path.read_bytes()[:3000].replace(b"\n", b" ").replace(b"<xbrl ", b":xbrl ")


@MODES
@pytest.mark.parametrize("name", FILINGS)
def test_a_filing(name: str, calc11: bool, shared: Path) -> None:
    compared = compare(shared / "filings" / name, shared / "webcache", calc11=calc11)
    assert unexplained(compared) == []
    assert not compared.twice


@MODES
@pytest.mark.parametrize(("name", "kind"), COPIES)
def test_a_mutated_copy(name: str, kind: str, calc11: bool, shared: Path, tmp_path: Path) -> None:
    copy = mutated(shared / "filings" / name, tmp_path / "copy", kind, seed=1)
    assert unexplained(compare(copy, shared / "webcache", calc11=calc11)) == []


def test_the_page_explains_every_kind_and_names_every_test(root: Path) -> None:
    page = (root / "docs" / "differences.md").read_text(encoding="utf-8")
    rows = {(name, clause) for name, clause in re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", page, re.MULTILINE)}
    assert rows == {(kind.name, kind.clause) for kind in EXPLAINED}
    named = set(re.findall(r"`(test_[a-h]_\w+)`", page))
    assert named == {name for name in vars(test_peers) if re.match(r"test_[a-h]_", name)}
