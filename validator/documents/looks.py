"""How a piece of a page looks: seen or hidden, bold, indented, ruled, told by its tag's own attributes and classes."""

from __future__ import annotations

import re
from typing import NamedTuple

from validator.budget import spend
from validator.documents.markup import attributes

WIDEST, TALLEST = 1000, 65534  # the limits of HTML itself on colspan and rowspan
LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|px|em|rem|in|cm|mm|%)?")
POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "%": 4.0, None: 0.75}
NONE = re.compile(r"\b(?:none|hidden)\b|^0(?:p[tx])?\b")
DISPLAYS = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
ROLES = {"table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "td",
         "rowheader": "td"}  # fmt: skip


class Look(NamedTuple):
    """What a tag's attributes say: `bold` None where they say nothing; `acts` the tag it stands for ("" its own)."""

    hidden: bool = False
    bold: bool | None = None
    raised: bool = False
    indent: float = 0.0
    align: str = ""
    rule: str = ""
    width: int = 1
    height: int = 1
    acts: str = ""
    breaks: str = ""


PLAIN = Look()


class Looks:
    """The looks of a page's tags, each kind of tag understood once; `classes` are those its style sheet tells."""

    def __init__(self, sheet: str = "") -> None:
        self.classes: dict[str, list[str]] = {}
        self.known: dict[str, Look] = {"": PLAIN}
        for rule in sheet.split("}")[:-1]:
            selectors, _, said = rule.rpartition("{")
            for selector in selectors.rpartition("{")[2].split(","):
                _, dot, name = "".join(selector.split()[-1:]).rpartition(".")
                if dot:
                    self.classes.setdefault(name, []).append(said)

    def of(self, given: str) -> Look:
        """Return the look of a tag with these attributes."""
        look = self.known.get(given)
        if look is None:
            look = self.known[given] = self._read(given) if len(given) < 100_000 else PLAIN
        return look

    def _read(self, given: str) -> Look:
        told = attributes(given)
        named = told.get("class", "").split() if self.classes else ()
        styles = [*(said for name in named for said in self.classes.get(name, ())), told.get("style", "")]
        spend(sum(map(len, styles)))
        style = declarations(";".join(styles))
        return Look(
            hidden="hidden" in told or unseen(style),
            bold=bold(style.get("font-weight", "")),
            raised=raised(style),
            indent=indent(style),
            align=style.get("text-align", told.get("align", "")).lower(),
            rule=rules(style),
            width=extent(told.get("colspan", ""), WIDEST),
            height=extent(told.get("rowspan", ""), TALLEST),
            acts=DISPLAYS.get(style.get("display", ""), ROLES.get(told.get("role", ""), "")),
            breaks=breaking(style),
        )


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style; the last of a name counts."""
    told: dict[str, str] = {}
    for one in style.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            told[name.strip().lower()] = value.strip().lower()
    return told


def unseen(style: dict[str, str]) -> bool:
    """Whether a reader of the page sees nothing of what is styled so."""
    size = LENGTH.match(style.get("font-size", "1"))
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "") in ("hidden", "collapse")
        or (size is not None and float(size[1]) == 0)
    )


def bold(weight: str) -> bool | None:
    """Whether a font's weight is bold; None where nothing is said."""
    if not weight:
        return None
    return weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)


def raised(style: dict[str, str]) -> bool:
    """Whether text is a superscript without being tagged so."""
    if style.get("vertical-align", "") == "super":
        return True
    return style.get("position", "") == "relative" and style.get("top", "").startswith("-")


def points(length: str) -> float:
    """Return a length in points; 0 where it is none."""
    found = LENGTH.match(length)
    return float(found[1]) * POINTS[found[2]] if found else 0.0


def indent(style: dict[str, str]) -> float:
    """Return how far in the first line of text starts."""
    total = points(style.get("text-indent", ""))
    for edge in ("padding", "margin"):
        sides = style.get(edge, "").split()
        left = sides[3] if len(sides) == 4 else sides[1] if len(sides) > 1 else sides[0] if sides else ""
        total += points(style.get(f"{edge}-left", left))
    return total


def rules(style: dict[str, str]) -> str:
    """Return which edges carry a visible line: `t` above, `b` below, doubled where the line is."""
    told = ""
    for edge, letter in (("top", "t"), ("bottom", "b")):
        line = style.get(f"border-{edge}", style.get(f"border-{edge}-style", ""))
        if line and not NONE.search(line):
            told += letter * (2 if "double" in line else 1)
    return told


def extent(text: str, most: int) -> int:
    """Return how many columns or rows a cell covers; anything illegible covers one."""
    text = text.strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def breaking(style: dict[str, str]) -> str:
    """Return whether a page breaks before a piece (`b`) or after it (`a`)."""
    told = ""
    for edge, letter in (("before", "b"), ("after", "a")):
        if style.get(f"page-break-{edge}", style.get(f"break-{edge}", "")) in ("always", "page"):
            told += letter
    return told
