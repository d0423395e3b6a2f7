from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.cli.lsp.completing import MAPPING, kind_of, offers
from validator.run import Options, run

if TYPE_CHECKING:
    from validator.finding import Result

REPORT = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts" / "report.xml"


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return list(run([str(REPORT)], Options()).results)


def offered(kind: str, text: str, results: list[Result]) -> list[str]:
    """What is offered at the mark ^."""
    before, _, after = text.partition("^")
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    return [one.text for one in offers(kind, before + after, line, column, results)[1]]


def test_files_are_known_by_name_and_by_what_settings_say(tmp_path: Path) -> None:
    assert [kind_of(f"/x/{name}") for name in (RULES, WAIVERS, MAPPING, "report.xml")] == [RULES, WAIVERS, MAPPING, ""]
    ours, theirs = str(tmp_path / "ours.toml"), str(tmp_path / "theirs.toml")
    assert [kind_of(one, rules=[ours], waivers=[theirs]) for one in (ours, theirs)] == [RULES, WAIVERS]


def test_nothing_is_offered_in_comments_keys_and_other_places(results: list[Result]) -> None:
    for text in ('# rule = "^"', "[TO9^]", "na^", 'name = "x" ^', "[waiver.figures]^"):
        assert offered(RULES, text, results) == []


def test_concepts_are_offered_as_the_file_spells_them(results: list[Result]) -> None:
    space = "http://tieout.example/t"
    assert "Loans" in offered(RULES, f'[namespaces]\ndefault = "{space}"\n[a]\nrule = "^"', results)
    assert "x:Loans" in offered(RULES, f'[namespaces]\nx = "{space}"\n[a]\nrule = "x:^"', results)
    assert "t:Loans" in offered(RULES, '[a]\nrule = "t:Lo^"', results)
    assert offered(RULES, '[a]\nrule = """\nt:Cash +\n  t:Lo^', results)[0] == "t:Loans"


def test_mappings_name_concepts_and_call_nothing(results: list[Result]) -> None:
    assert offered(MAPPING, 'concept = "t:Lo^"', results) == ["t:Loans"]
    assert "sum(" not in offered(MAPPING, 'concept = "^"', results)


def test_waivers_name_what_fails(results: list[Result]) -> None:
    assert offered(WAIVERS, '[[waiver]]\ncode = "C^"', results) == ["CA101"]
    assert offered(WAIVERS, '[[waiver]]\ncode = "TO^"', results) == []
    figures = offered(WAIVERS, '[[waiver]]\ncode = "CA101"\n[waiver.figures]\n^', results)
    assert figures[1] == '"t:Cash @ as of 2023-09-30, CNY" = "60000"'
    assert offered(WAIVERS, '[[waiver]]\ncode = "TO1"\n[waiver.figures]\n^', results) == []
    assert offered(WAIVERS, '[[waiver]]\ncode = "CA101"\n^', results) == []
    assert offers(WAIVERS, "", 7, 0, results) == ("", [])
