"""Where Arelle 2.47.3 was found wanting (docs/differences.md): what each engine says of the same small report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.problems import spec_of
from validator import readers
from validator.readers.arelle.session import second_opinion
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOP = Path(__file__).parents[2] / "instances" / "bad" / "AR103-arelle-inconsistency"
TOTALS = ("calc11e:", "oime:", "xbrl.5.2.5.2")


def shop(folder: Path, facts: Sequence[tuple[str, int | str, str]], weight: str = "1") -> Path:
    """Write a report of facts (concept, value, decimals) with Stock as the sum of Bread and Cakes."""
    for name in ("shop.xsd", "shop-calculation.xml"):
        text = (SHOP / name).read_text()
        if weight != "1":  # a part that counts negatively must have the other balance (XBRL 2.1 §5.1.1.2)
            text = text.replace('weight="1"', f'weight="{weight}"').replace(' xbrli:balance="debit"', "")
        (folder / name).write_text(text)
    text = (SHOP / "report.xml").read_text()
    head, tail = text[: text.index("  <shop:Stock")], text[text.index("</xbrli:xbrl>") :]
    lines = [f'<shop:{n} contextRef="now" unitRef="CNY" decimals="{d}">{v}</shop:{n}>\n' for n, v, d in facts]
    (folder / "report.xml").write_text(head + "".join(lines) + tail)
    return folder / "report.xml"


def ours(path: Path, **options: Any) -> list[tuple[str, str]]:
    found = run([str(path)], Options(**options)).findings
    return [(f.code, f.spec) for f in found if f.spec.startswith(TOTALS)]


def theirs(path: Path, **options: Any) -> list[str]:
    asked = Options(**options)
    problems = second_opinion(readers.read(str(path), asked), asked).problems
    return [spec_of(p) for p in problems if spec_of(p).startswith(TOTALS)]


DUPLICATES = ("CA102", "oime:disallowedDuplicateFacts")
TRUNCATION = ("CA101", "calc11e:inconsistentCalculationUsingTruncation")


def test_a_inconsistent_duplicates_of_a_part(tmp_path: Path) -> None:
    report = shop(tmp_path, [("Stock", 130, "0"), ("Bread", 70, "0"), ("Bread", 60, "0"), ("Cakes", 60, "0")])
    assert ours(report, calc11=True) == [DUPLICATES]
    assert theirs(report, calc11=True) == []


def test_b_truncation_at_an_open_end(tmp_path: Path) -> None:
    report = shop(tmp_path, [("Stock", 180, "INF"), ("Bread", 170, "-1"), ("Cakes", 0, "INF")])
    assert ours(report, calc11=True, truncation=True) == [TRUNCATION]
    assert theirs(report, calc11=True, truncation=True) == []


def test_c_truncation_turned_by_a_negative_weight(tmp_path: Path) -> None:
    report = shop(tmp_path, [("Stock", -170, "-1"), ("Bread", 180, "-1"), ("Cakes", 0, "INF")], weight="-1")
    assert ours(report, calc11=True, truncation=True) == [TRUNCATION]
    assert theirs(report, calc11=True, truncation=True) == []


def test_d_calculations_are_checked_unasked(tmp_path: Path) -> None:
    report = shop(tmp_path, [("Stock", 9, "0"), ("Bread", 4, "0"), ("Cakes", 3, "0")])
    assert ours(report) == [("CA201", "xbrl.5.2.5.2:calcInconsistency")]
    assert theirs(report, arelle_calc="none") == []


def test_e_a_missing_part_is_named(tmp_path: Path) -> None:
    report = shop(tmp_path, [("Stock", 9, "0"), ("Bread", 4, "0")])
    options = Options(calc11=True)
    (found,) = run([str(report)], options).findings
    (problem,) = second_opinion(readers.read(str(report), options), options).problems
    assert "not reported here: Cakes" in found.notes
    assert "Cakes" not in problem.values["message"]


def test_f_findings_on_json_point_into_it(tmp_path: Path) -> None:
    shop(tmp_path, [("Stock", 9, "0")])
    facts = ",\n".join(
        f'"{name}": {{"value": "{value}", "decimals": 0, "dimensions": {{"concept": "shop:{name}", '
        '"entity": "e:baker", "period": "2023-10-01T00:00:00", "unit": "iso4217:CNY"}}'
        for name, value in (("Stock", 9), ("Bread", 4), ("Cakes", 3))
    )
    report = tmp_path / "report.json"
    report.write_text(
        '{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": {'
        '"shop": "http://example.com/shop", "e": "http://example.com/shops", "xbrl": "https://xbrl.org/2021",'
        '"iso4217": "http://www.xbrl.org/2003/iso4217"}, "taxonomy": ["shop.xsd"]},\n"facts": {\n' + facts + "}}"
    )
    options = Options(calc11=True, arelle=True)
    found = [f for f in run([str(report)], options).findings if f.spec.startswith(TOTALS)]
    assert [(f.code, f.engine, f.at.path, f.at.line, f.at.pointer) for f in found] == [
        ("CA101", "tieout, arelle", str(report), 3, "/facts/Stock")
    ]


def exit_code(report: Path, *words: str) -> int:
    home = str(report.parent)
    environment = {**os.environ, "HOME": home, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", *words, str(report)], env=environment, capture_output=True, check=False, timeout=120
    ).returncode


@pytest.mark.slow
def test_g_exit_codes_tell_what_happened(tmp_path: Path) -> None:
    inconsistent = shop(tmp_path, [("Stock", 9, "0"), ("Bread", 4, "0")])
    malformed = tmp_path / "malformed.xml"
    malformed.write_text("<a")
    arelle = ("arelle.CntlrCmdLine", "--disablePersistentConfig", "--internetConnectivity=offline", "--validate")
    arelle += ("--calc", "c11r", "--file")
    reports = (inconsistent, malformed, tmp_path / "missing.xml")
    assert [exit_code(report, "validator", "check") for report in reports] == [1, 1, 2]
    assert [exit_code(report, *arelle) for report in reports] == [0, 0, 0]


@pytest.mark.parametrize("order", [1, -1])
def test_h_duplicates_of_equal_decimals_whatever_their_order(tmp_path: Path, order: int) -> None:
    apart = shop(
        tmp_path, [("Stock", 130, "0"), *[("Bread", 60, "0"), ("Bread", 70, "0")][::order], ("Cakes", 60, "0")]
    )
    assert ours(apart, calc11=True) == [DUPLICATES]
    assert "FA201" in {f.code for f in run([str(apart)], Options()).findings}
    assert theirs(apart, calc11=True) == ([] if order == -1 else ["calc11e:inconsistentCalculationUsingRounding"])
    near = shop(tmp_path, [("Stock", 60, "0"), *[("Bread", 60, "0"), ("Bread", 61, "0")][::order]])
    assert ours(near, calc11=True) == [DUPLICATES]
    assert "FA201" in {f.code for f in run([str(near)], Options()).findings}
