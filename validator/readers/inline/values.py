"""What an inline fact states: its text, its continuations, its number as transformed, scaled and signed (§10, §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.model.names import BLANK, XSI, expand, namespace
from validator.model.source import Refused, shown
from validator.readers.inline.transformations import find, registry
from validator.readers.inline.tree import NAMESPACES, chunks, markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.model.tree import Element
    from validator.readers.inline.tree import Tag

NIL = f"{{{XSI}}}nil"
NESTING = tuple(f"{{{uri}}}nonFraction" for uri in NAMESPACES)
LONGEST_SCALE = 4  # characters, sign included


def nil(element: Element) -> bool:
    """Whether the element reports nil."""
    return element.get(NIL).strip(BLANK) in ("true", "1")


def text_of(tag: Tag, chain: Sequence[Tag], bases: Mapping[str, str]) -> str:
    """Return what an ix:nonNumeric states: its content and its continuations', transformed where it has a format."""
    escape = tag.element.get("escape").strip(BLANK) in ("true", "1")
    parts: list[str] = []
    for one in (tag, *chain):
        base = one.base or bases.get(one.element.path, "")
        held = list(markup(one.element, base) if escape else chunks(one.element))
        spend(4 * len(held) + sum(map(len, held)))
        parts += held
    text = "".join(parts)
    return transformed(tag, text) if "format" in tag.element.attributes else text


def content_of(element: Element) -> str:
    """Return the content of an element as text; what stands within others again and again is spent for."""
    if not element.children:
        spend(4 + len(element.text))
        return element.text
    held = list(chunks(element))
    spend(4 * len(held) + sum(map(len, held)))
    return "".join(held)


def number_of(tag: Tag) -> str:
    """Return what an ix:nonFraction states as decimal text; raises Refused when it states no number."""
    element = tag.element
    attributes = element.attributes
    text = content_of(element)
    value = transformed(tag, text) if "format" in attributes else text.strip(BLANK)
    if not _plain(value):
        if "format" in attributes and value in ("INF", "-INF", "NaN"):
            return value
        raise _illegible(tag, value if "format" in attributes else text)
    if "scale" in attributes:
        value = scaled(value, _scale(tag))
    negative = "sign" in attributes and attributes["sign"].strip(BLANK) == "-"
    return f"-{value}" if negative and value.strip("0.") else value


def _illegible(tag: Tag, text: str) -> Refused:
    code = "nonFractionNegative" if tag.kind == "nonFraction" else "fractionTermNegative"
    spec = f"{clause(tag, 2)}:{code}" if text.startswith("-") else ""
    return Refused("inline-number-illegible", tag.at, spec=spec, text=shown(text))


def transformed(tag: Tag, text: str) -> str:
    """Return the text as its format reads it; raises Refused."""
    written = tag.element.get("format").strip(BLANK)
    name = expand(written, tag.element.prefixes)
    transformation = find(name) if name else None
    if transformation is None:
        spec, space = f"{clause(tag, 2)}:invalidTransformation", namespace(name) if name else ""
        if space and not registry(space):
            raise Refused("unknown-transformation/registry", tag.at, spec=spec, format=written, space=space)
        raise Refused("unknown-transformation/format", tag.at, spec=spec, format=written)
    try:
        return transformation(text)
    except Refused as refused:
        values = {**refused.problem.values, "format": written, "text": shown(text)}
        spec = f"{clause(tag, 1)}:transformValueError"
        refused.problem = refused.problem._replace(at=tag.at, values=values, spec=spec)
        raise


def _scale(tag: Tag) -> int:
    text = tag.element.get("scale").strip(BLANK)
    if not text:
        return 0
    body = text[1:] if text[0] in "+-" else text
    if not (body.isascii() and body.isdigit()) or len(text) > LONGEST_SCALE:
        raise Refused("inline-attribute-invalid/scale", tag.at, element=tag.kind, value=shown(text))
    return int(text)


def scaled(value: str, scale: int) -> str:
    """Return decimal text times ten to the scale, exactly, moving only the point."""
    if not scale:
        return value
    whole, _, fraction = value.partition(".")
    if scale > 0:
        fraction = fraction.ljust(scale, "0")
        whole, fraction = whole + fraction[:scale], fraction[scale:]
    else:
        whole = whole.rjust(1 - scale, "0")
        whole, fraction = whole[:scale], whole[scale:] + fraction
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole


def _plain(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def clause(tag: Tag, part: int) -> str:
    """Return the clause about an element as error codes write it: part 1 constrains, 2 validates."""
    number, *parts = CLAUSES.get(tag.kind, (0, 1, 2))
    return f"ix11.{number}.1.{parts[part - 1]}" if number else "ix11"


CLAUSES = {
    "continuation": (4, 1, 2), "exclude": (5, 1, 2), "footnote": (6, 1, 2), "fraction": (7, 2, 3),
    "numerator": (7, 1, 3), "denominator": (7, 1, 3), "header": (8, 1, 3), "hidden": (9, 1, 2),
    "nonFraction": (10, 1, 2), "nonNumeric": (11, 1, 2), "references": (12, 1, 2), "relationship": (13, 1, 2),
    "resources": (14, 1, 2), "tuple": (15, 1, 2),
}  # fmt: skip # section, then its parts that constrain and validate


def inner(element: Element) -> Element | None:
    """Return the ix:nonFraction directly nested in another; None where there is text."""
    return element.children[0] if element.children and element.children[0].name in NESTING else None
