"""Lexical forms of the Open Information Model: names, entities, units and periods (OIM Common 1.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import NO_ENTITY, OIM, Name, expand
from validator.model.periods import FOREVER, Period, moment
from validator.model.source import Refused, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTE = f"{{{OIM}}}note"
START = (
    "_A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
REST = START + "\\-\u00b70-9\u0300-\u036f\u203f\u2040"
NAME = re.compile(f"[{START}][{REST}.]*")
IDENTIFIER = re.compile(f"[{START}][{REST}]*")
QNAME = re.compile(f"[{START}][{REST}.]*:[{START}][{REST}.]*")
SQNAME = re.compile(f"[{START}][{REST}.]*:\\S+")
LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MOMENT = re.compile(
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]*[1-9])?(Z|[+-](?!00:00)[0-9]{2}:[0-9]{2})?"
)


class Measures(NamedTuple):
    """A unit's measures as Clark names."""

    numerator: tuple[Name, ...]
    denominator: tuple[Name, ...]


def name_of(text: str, prefixes: Mapping[str, str]) -> Name:
    """Return the Clark name of a QName; raises Refused."""
    if not QNAME.fullmatch(text):
        raise Refused("sqname-invalid/name", text=shown(text))
    name = expand(text, prefixes)
    if name is None:
        raise unbound(text)
    return name


def unbound(text: str) -> Refused:
    """Return the complaint about a prefix no namespace is declared for."""
    return Refused("prefix-unbound", prefix=shown(text.partition(":")[0]))


def entity_of(text: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return the scheme and identifier of an entity; raises Refused."""
    if not SQNAME.fullmatch(text):
        raise Refused("sqname-invalid/entity", text=shown(text))
    prefix, _, identifier = text.partition(":")
    scheme = prefixes.get(prefix)
    if scheme is None:
        raise unbound(text)
    if scheme == NO_ENTITY and identifier == "NA":
        raise Refused("oim-value-invalid/entity")
    return scheme, identifier


def unit_of(text: str, prefixes: Mapping[str, str]) -> Measures:
    """Return the measures of a unit such as `iso4217:CNY/xbrli:shares`; raises Refused (OIM Common §5)."""
    if text == "xbrli:pure":
        raise Refused("oim-unit-illegible/pure")
    above, slash, below = text.partition("/")
    return Measures(_measures(above, text, prefixes, bare=not slash), _measures(below, text, prefixes) if slash else ())


def _measures(part: str, text: str, prefixes: Mapping[str, str], *, bare: bool = False) -> tuple[Name, ...]:
    inside = part[1:-1] if part.startswith("(") and part.endswith(")") else part
    written = inside.split("*")
    enclosed = inside is not part
    legible = all(QNAME.fullmatch(one) for one in written) and written == sorted(written)
    if (
        not legible
        or (enclosed and len(written) == 1)
        or (len(written) > 1 and not enclosed and not bare)
        or (enclosed and bare)
    ):
        raise Refused("oim-unit-illegible/form", text=shown(text))
    names = [expand(one, prefixes) for one in written]
    for one, name in zip(written, names, strict=True):
        if name is None:
            raise unbound(one)
    return tuple(sorted(name for name in names if name))


def period_of(text: str) -> tuple[Period, str, str]:
    """Return a period with the texts of its start and end; raises Refused (OIM Common §6).

    An end is a moment, so 2023-10-01T00:00:00 ends 30 September.
    """
    start, slash, end = text.partition("/")
    moments = (start, end) if slash else (start,)
    try:
        if not all(MOMENT.fullmatch(one) for one in moments):
            raise ValueError(text)  # noqa: TRY301 - one complaint for all forms
        first, last = moment(moments[0], ending=False), moment(moments[-1], ending=True)
    except ValueError:
        raise Refused("oim-period-illegible/moment", text=shown(text)) from None
    if not slash or first == last:
        return Period(None, last), "", moments[-1]
    return Period(first, last), start, end


def forever() -> tuple[Period, str, str]:
    """Return the period of facts that name none."""
    return FOREVER, "", ""


def structural(name: str, prefix: str) -> str:
    """Return the error code of a syntax for what is wrong with the structure of a document; "" for anything else."""
    return f"{prefix}:invalidJSONStructure" if name.startswith("json-structure-invalid") else ""
