"""Sets of rules where a document is lost: what they may lack is left open, and names are taken from the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dts.test_incomplete import BASE, IMPORT, REPORT
from tests.dts.test_taxonomy import BODY, ITEM, arc, link, write
from validator.finding import Verdict
from validator.model.names import PARENT_CHILD
from validator.run import Options, run

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = "TO004"
LOST = "what a sum adds up may stand in a document that could not be had"
RULE = '[namespaces]\nt = "http://t.example"\nb = "http://base.example"\n[TO901]\nname = "off"\nsays = "off by {{gap}}"\nwhy = "It is so."\nrule = "{}"\n'  # noqa: E501 - one file


def judged(folder: Path, rule: str, base: str | None, part: int = 40) -> tuple[list[tuple[Verdict, str]], set[str]]:
    """Return how a rule comes out over A = 100, B = 60 and P, which base.xsd declares, and the codes of errors."""
    locator = '<link:loc xlink:type="locator" xlink:href="base.xsd#t_P" xlink:label="P"/>'
    arcs = arc("presentation", PARENT_CHILD, "A", "B", 'order="1"') + arc("presentation", PARENT_CHILD, "A", "P")
    write(folder, f"{IMPORT}{BODY}", link("presentation", locator + arcs))
    if base is not None:
        (folder / "base.xsd").write_text(base)
    (folder / "r.xbrl").write_text(REPORT.format(part))
    (folder / "tieouts.toml").write_text(RULE.format(rule))
    options = Options(store=False, rules=(str(folder / "tieouts.toml"),))
    outcome = run([str(folder / "r.xbrl")], options)
    return [(tie.verdict, tie.reason) for tie in outcome.results[0].ties], {one.code for one in outcome.findings}


WHOLE = BASE.format(body=ITEM.format(n="P"), appinfo="")


@pytest.mark.parametrize("rule", ["t:A == sum(children(t:A))", "t:A == sum(descendants(t:A))"])
def test_a_sum_over_links_is_open_where_one_may_lead_to_what_is_lost(tmp_path: Path, rule: str) -> None:
    assert judged(tmp_path, rule, WHOLE)[0] == [(Verdict.HOLDS, "")]
    assert judged(tmp_path, rule, WHOLE, 30)[0] == [(Verdict.FAILS, "")]
    (tmp_path / "base.xsd").unlink()
    for part in (30, 40):
        assert judged(tmp_path, rule, None, part)[0] == [(Verdict.INDETERMINATE, LOST)]


def test_a_name_of_a_lost_schema_is_no_unknown_name(tmp_path: Path) -> None:
    assert judged(tmp_path, "t:A == t:B + b:P", WHOLE)[0] == [(Verdict.HOLDS, "")]
    assert judged(tmp_path, "t:A == t:B + b:Q", WHOLE) == ([], {UNKNOWN})
    (tmp_path / "base.xsd").unlink()
    assert judged(tmp_path, "t:A == t:B + b:P", None)[0] == [(Verdict.HOLDS, "")]
    ties, codes = judged(tmp_path, "t:A == t:B + b:Q", None)
    assert [verdict for verdict, _ in ties] == [Verdict.INDETERMINATE]
    assert UNKNOWN not in codes
