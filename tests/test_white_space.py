"""White space of XML is four characters (XML 1.0 §2.3); a no-break space is part of what it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.constructs import PROVEN, WHOLE, page, report, tagged
from validator import check

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = report(WHOLE).replace(">30<", ">31<")
TAGGED = page(tagged("T", 31), tagged("A", 10), tagged("B", 20))


def codes(folder: Path, name: str, text: str) -> list[str]:
    for file, content in (PROVEN | {name: text}).items():
        (folder / file).write_text(content, encoding="utf-8")
    return sorted({one.code for one in check(str(folder / name)).findings})


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\r\n"])
@pytest.mark.parametrize("place", ["2023-09-30</xbrli:instant>", "iso4217:CNY</xbrli:measure>", "7</xbrli:identifier>"])
def test_white_space_at_an_end_changes_nothing(blank: str, place: str, tmp_path: Path) -> None:
    value, _, end = place.partition("<")
    assert codes(tmp_path, "r.xml", FIGURES.replace(place, f"{blank}{value}{blank}<{end}")) == ["CA201"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u3000"])
@pytest.mark.parametrize(
    ("place", "code"), [("2023-09-30</xbrli:instant>", "CX101"), ("iso4217:CNY</xbrli:measure>", "UN201")]
)
def test_any_other_space_belongs_to_the_value(blank: str, place: str, code: str, tmp_path: Path) -> None:
    value, _, end = place.partition("<")
    assert code in codes(tmp_path, "r.xml", FIGURES.replace(place, f"{value}{blank}<{end}"))


def test_two_entities_are_told_apart_by_a_no_break_space(tmp_path: Path) -> None:
    other = FIGURES.replace('<xbrli:context id="now">', '<xbrli:context id="then">').replace("</xbrli:xbrl>", "")
    context = other[other.index("<xbrli:context") : other.index("<xbrli:unit")].replace(">7<", ">7\u00a0<")
    mixed = FIGURES.replace("<xbrli:unit", context + "<xbrli:unit", 1).replace(
        '<g:T contextRef="now"', '<g:T contextRef="then"'
    )
    assert "CA201" not in codes(tmp_path, "r.xml", mixed)
    assert "CA201" in codes(tmp_path, "r.xml", mixed.replace("\u00a0", " "))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [('name="g:T"', 'name="g:T\u00a0"', "FA101"), ('decimals="0"', 'decimals="0" sign="-\u00a0"', "IX105")],
)
def test_inline_attributes_keep_their_other_spaces(before: str, after: str, code: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "r.htm", TAGGED) == ["CA201"]
    assert code in codes(tmp_path, "r.htm", TAGGED.replace(before, after, 1))
