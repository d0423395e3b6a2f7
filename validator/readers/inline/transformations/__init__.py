"""Inline XBRL transformations: what is printed → the value it states (Transformation Rules Registries 1 to 5, SEC).

A transformation takes the text as displayed and returns the lexical value; it raises Refused, which tells what it
expected, when the text is not in its input format. Nothing here is a float.
Tables are data in `schemas/transformations/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import local, namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.names import Name

    Transformation = Callable[[str], str]

TR1 = "http://www.xbrl.org/inlineXBRL/transformation/2010-04-20"
TR2 = "http://www.xbrl.org/inlineXBRL/transformation/2011-07-31"
TR3 = "http://www.xbrl.org/inlineXBRL/transformation/2015-02-26"
TR4 = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
TR5 = "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"
SEC = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
DRAFT = "http://www.xbrl.org/2008/inlineXBRL/transformation"  # Registry 1 before it was recommended

_LOADED: dict[str, Mapping[str, Transformation]] = {}
_FOUND: dict[Name, Transformation] = {}


def find(name: Name) -> Transformation | None:
    """Return the transformation of that Clark name; None when no registry known here has it."""
    known = _FOUND.get(name)
    if known is None:
        known = registry(namespace(name)).get(local(name))
        if known is not None:
            _FOUND[name] = known
    return known


def registry(uri: str) -> Mapping[str, Transformation]:
    """Return every transformation of a registry, by local name; empty when the registry is not known."""
    if uri not in _LOADED:
        _LOADED[uri] = _load(uri)
    return _LOADED[uri]


def _load(uri: str) -> Mapping[str, Transformation]:
    if uri == SEC:
        from validator.readers.inline.transformations import sec

        return sec.REGISTRY
    from validator.readers.inline.transformations import registries

    makers = {
        TR1: registries.first,
        DRAFT: registries.first,
        TR2: registries.second,
        TR3: registries.third,
        TR4: registries.fourth,
        TR5: registries.fifth,
    }
    maker = makers.get(uri)
    return maker() if maker else {}
