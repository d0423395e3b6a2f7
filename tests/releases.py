"""A small taxonomy, and a release and a mapping to try one thing at a time on."""

from __future__ import annotations

from functools import lru_cache

from validator.encoder import mapping, release
from validator.model.names import XBRLI
from validator.model.source import Location
from validator.model.taxonomy import Concept, Taxonomy

SPACE = "http://example.com/tiny"
DTR = "http://www.xbrl.org/dtr/type/2022-03-31"
TINY = (
    # name, base, declared type, period type
    ("Cash", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "instant"),
    ("Debt", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "instant"),
    ("Sales", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "duration"),
    ("Loss", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "duration"),
    ("Other", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "duration"),
    ("Margin", "pureItemType", f"{{{DTR}}}percentItemType", "duration"),
    ("Earnings", "decimalItemType", f"{{{DTR}}}perShareItemType", "duration"),
    ("Shares", "sharesItemType", f"{{{XBRLI}}}sharesItemType", "duration"),
    ("Users", "integerItemType", f"{{{XBRLI}}}integerItemType", "instant"),
    ("UsersGrowth", "pureItemType", f"{{{DTR}}}percentItemType", "instant"),
    ("Volume", "monetaryItemType", f"{{{XBRLI}}}monetaryItemType", "duration"),
    ("VolumeGrowth", "pureItemType", f"{{{DTR}}}percentItemType", "duration"),
    ("Axis", "stringItemType", f"{{{XBRLI}}}stringItemType", "duration"),
    ("A", "stringItemType", f"{{{XBRLI}}}stringItemType", "duration"),
    ("B", "stringItemType", f"{{{XBRLI}}}stringItemType", "duration"),
)
HEAD = """taxonomy = "http://example.com/tiny.xsd"
prefix = "tiny"
namespace = "http://example.com/tiny"
period = "2023-07-01/2023-09-30"
[entity]
scheme = "http://example.com/scheme"
identifier = "one"
"""


def tiny() -> Taxonomy:
    """Return a taxonomy of a dozen concepts, each labelled with its own name in lower case."""
    concepts = {}
    labels = {}
    for name, base, declared, period in TINY:
        clark = f"{{{SPACE}}}{name}"
        concepts[clark] = Concept(clark, name, "item", base, declared, "", period, "", False, True, Location(""))
        labels[clark] = [("http://www.xbrl.org/2003/role/label", "en", {"Sales": "Net sales"}.get(name, name))]
    return Taxonomy(concepts=concepts, labels=labels)


TAXONOMY = tiny()


@lru_cache(maxsize=64)
def loaded(text: str) -> mapping.FigureMap:
    """Load a mapping that must be fine."""
    found, troubles = mapping.load("map.toml", text.encode())
    assert troubles == []
    assert found is not None
    return found


def encoded(
    source: str, rules: str, head: str = HEAD, path: str = "release.md", *, propose: bool = False
) -> release.Encoding:
    """Encode a release by a mapping that must itself be fine."""
    return release.encode(path, source.encode(), loaded(head + rules), TAXONOMY, propose=propose)


def told(encoding: release.Encoding) -> list[tuple[str, str, str, str, str]]:
    """Return figures as (concept, period's context id, unit, value, decimals)."""
    from validator.understanding.words import calendar

    rows = []
    for figure in encoding.figures:
        concept = figure.concept.rpartition("}")[2]
        rows.append((concept, calendar.label(figure.period), figure.unit, figure.value, figure.decimals))
    return rows
