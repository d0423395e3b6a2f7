"""What the Inline XBRL specification forbids in a document set, beyond what single facts say (Part 1, §4 to §15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import BLANK, XBRLI, XML, XSI, expand, local, namespace
from validator.model.source import Problem, shown
from validator.readers.inline.nests import TERMS, Nests, chained, inside_their_own, on_circles
from validator.readers.inline.tree import MOST_SHAPES
from validator.readers.inline.values import clause, inner, nil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.tree import Element
    from validator.readers.inline.tree import Tag

FACTS = ("nonFraction", "nonNumeric", "fraction", "tuple")
REQUIRED = {
    "nonFraction": ("name", "contextRef", "unitRef"), "nonNumeric": ("name", "contextRef"), "tuple": ("name",),
    "fraction": ("name", "contextRef", "unitRef"), "continuation": ("id",), "footnote": ("id",),
    "relationship": ("fromRefs", "toRefs"),
}  # fmt: skip
KNOWN = {
    "nonFraction": "id contextRef unitRef name decimals precision format scale sign order target tupleRef footnoteRefs",
    "nonNumeric": "id contextRef name format escape order target tupleRef continuedAt footnoteRefs",
    "fraction": "id contextRef unitRef name order target tupleRef footnoteRefs",
    "numerator": "id format scale sign", "denominator": "id format scale sign",
    "tuple": "id name order target tupleID tupleRef footnoteRefs", "continuation": "id continuedAt", "exclude": "id",
    "footnote": "id footnoteRole title continuedAt footnoteID arcrole footnoteLinkRole footnoteResourceRole",
    "references": "id target", "relationship": "id arcrole fromRefs linkRole order toRefs",
    "header": "", "hidden": "id", "resources": "id",
}  # fmt: skip
USUAL = {"nonFraction": ("name", "contextRef", "unitRef", "decimals"), "nonNumeric": ("name", "contextRef")}
SIGNS, TRUTHS = ("", "-"), ("true", "false", "1", "0")
AROUND = {"hidden": ("header",), "references": ("header",), "resources": ("header",), "relationship": ("resources",),
          "numerator": ("fraction",), "denominator": ("fraction",)}  # fmt: skip


def check(
    tags: Sequence[Tag], continuations: Mapping[str, Tag], roots: Sequence[Element], nests: Nests
) -> Iterator[Problem]:
    """Yield every breach in a document set."""
    yield from _structure(tags, roots)
    usual = _Usual()
    for at, tag in enumerate(tags):
        if not usual.is_so(tag):
            yield from _element(at, tags, nests)
    yield from _identifiers(tags)
    yield from _references(tags)
    yield from _continuations(tags, continuations)
    yield from _tuples(tags)
    yield from _relationships(tags)


# --- the set ------------------------------------------------------------------------------------
def _structure(tags: Sequence[Tag], roots: Sequence[Element]) -> Iterator[Problem]:
    if not roots:
        return
    top = roots[0].at
    kinds = {tag.kind for tag in tags}
    if "header" not in kinds:
        yield Problem.of("inline-header-missing/header", top)
    elif "resources" not in kinds:
        yield Problem.of("inline-header-missing/resources", top)
    if len({namespace(name) for name in {tag.element.name for tag in tags}}) > 1:
        used = {namespace(tag.element.name): tag for tag in tags}
        yield Problem.of("inline-element-misplaced/versions", max(tag.at for tag in used.values()))


def _identifiers(tags: Sequence[Tag]) -> Iterator[Problem]:
    first: dict[str, Tag | Element] = {}
    for tag in tags:
        places: list[tuple[str, Tag | Element]] = [(tag.id, tag)] if tag.id else []
        if tag.kind == "resources":
            places += [(child.get("id").strip(BLANK), child) for child in tag.element.children if child.get("id")]
        for name, one in places:
            other = first.setdefault(name, one)
            if other is not one:
                others = (("the other one", other.at),)
                spec = f"{clause(tag, 2)}:uniqueIxId"
                yield Problem.of("inline-id-duplicated", one.at, related=others, spec=spec, id=name)


def _references(tags: Sequence[Tag]) -> Iterator[Problem]:
    referenced = {tag.target for tag in tags if tag.kind == "references"}
    missing: dict[str, Tag] = {}
    for tag in tags:
        if tag.kind in FACTS and tag.target not in referenced:
            missing.setdefault(tag.target, tag)
    for target, tag in missing.items():
        if target:
            yield Problem.of("inline-target-without-references/named", tag.at, target=target)
        else:
            yield Problem.of("inline-target-without-references/default", tag.at)
    attributes: set[tuple[str, str]] = set()
    prefixes: dict[tuple[str, str], str] = {}
    for tag in tags:
        if tag.kind != "references":
            continue
        for name in (one for one in tag.element.attributes if namespace(one) not in ("", XML)):
            if (tag.target, name) in attributes:
                yield Problem.of("inline-references-conflicting/attribute", tag.at, attribute=local(name))
            attributes.add((tag.target, name))
        for prefix, uri in tag.element.prefixes.items():
            if prefixes.setdefault((tag.target, prefix), uri) != uri:
                yield Problem.of("inline-references-conflicting/prefix", tag.at, prefix=prefix or "(none)")


# --- one element --------------------------------------------------------------------------------
def _element(at: int, tags: Sequence[Tag], nests: Nests) -> Iterator[Problem]:
    tag = tags[at]
    element = tag.element
    if tag.kind not in KNOWN:
        yield Problem.of("inline-element-misplaced/unknown", tag.at, element=tag.kind)
        return
    for name in REQUIRED.get(tag.kind, ()):
        if not element.get(name).strip(BLANK) and not (name == "id" and element.get("footnoteID")):
            yield Problem.of("inline-attribute-invalid/missing", tag.at, element=tag.kind, attribute=name)
    for name in element.attributes:
        if not namespace(name) and name not in KNOWN[tag.kind].split():
            yield Problem.of("inline-attribute-invalid/unknown", tag.at, element=tag.kind, attribute=name)
        elif namespace(name) == XBRLI:
            yield Problem.of("inline-attribute-invalid/xbrli", tag.at, element=tag.kind, attribute=local(name))
    yield from _written(tag)
    around = tags[tag.parent].kind if tag.parent >= 0 else ""
    if tag.kind in AROUND and around not in AROUND[tag.kind]:
        holder = AROUND[tag.kind][0]
        yield Problem.of("inline-element-misplaced/elsewhere", tag.at, element=tag.kind, holder=holder)
    if tag.kind == "continuation" and tag.hidden:
        yield Problem.of("inline-element-misplaced/hidden", tag.at, element=tag.kind)
    if tag.kind == "exclude" and nests.kinds[at].isdisjoint(("continuation", "footnote", "nonNumeric")):
        yield Problem.of("inline-element-misplaced/exclude", tag.at, element=tag.kind)
    if tag.kind == "nonFraction":
        yield from _nesting(tag)
    if tag.kind == "fraction":
        yield from _fraction(at, tags, nests)


class _Usual:
    """Tells facts that break none of this, as nearly all do, by what they have in common: the names of attributes."""

    def __init__(self) -> None:
        self.shapes: dict[tuple[str, ...], bool] = {}
        self.named: set[str] = set()
        self.prefixes: Mapping[str, str] = {}

    def is_so(self, tag: Tag) -> bool:
        """Whether a fact is of a usual shape, and what its attributes say is right; other elements never are."""
        kind, element = tag.kind, tag.element
        attributes = element.attributes
        shape = (kind, *attributes)
        usual = self.shapes.get(shape)
        if usual is None:
            usual = self._shape(kind, attributes)
            if len(self.shapes) < MOST_SHAPES:
                self.shapes[shape] = usual
        if not usual or not attributes["contextRef"].strip(BLANK) or not self._bound(attributes["name"], element):
            return False
        if kind == "nonNumeric":
            return "escape" not in attributes or attributes["escape"].strip(BLANK) in ("", *TRUTHS)
        return (
            not element.children
            and element.text != ""
            and attributes["unitRef"].strip(BLANK) != ""
            and attributes["decimals"].strip(BLANK) != ""
            and ("sign" not in attributes or attributes["sign"].strip(BLANK) in SIGNS)
        )

    def _shape(self, kind: str, attributes: Mapping[str, str]) -> bool:
        least = USUAL.get(kind)
        known = KNOWN[kind].split() if least else ()
        return (
            least is not None
            and all(name in attributes for name in least)
            and "precision" not in attributes
            and all(name in known or namespace(name) not in ("", XBRLI, XSI) for name in attributes)
        )

    def _bound(self, name: str, element: Element) -> bool:
        if element.prefixes is not self.prefixes:
            self.prefixes = element.prefixes
            self.named.clear()
        if name in self.named:
            return True
        bound = name.strip(BLANK) != "" and expand(name.strip(BLANK), element.prefixes) is not None
        if bound:
            self.named.add(name)
        return bound


def _written(tag: Tag) -> Iterator[Problem]:
    element = tag.element
    name = element.get("name").strip(BLANK)
    if name and expand(name, element.prefixes) is None:
        yield Problem.of(
            "inline-attribute-invalid/prefix", tag.at, element=tag.kind, name=shown(name), prefix=name.partition(":")[0]
        )
    sign, escape = element.get("sign"), element.get("escape")
    if sign.strip(BLANK) not in SIGNS:
        yield Problem.of("inline-attribute-invalid/sign", tag.at, element=tag.kind, value=shown(sign))
    if escape.strip(BLANK) not in ("", *TRUTHS):
        yield Problem.of("inline-attribute-invalid/escape", tag.at, element=tag.kind, value=shown(escape))
    given = [name for name in ("decimals", "precision") if element.get(name).strip(BLANK)]
    if tag.kind == "nonFraction" and nil(element) and given:
        yield Problem.of("inline-attribute-invalid/nil-accuracy", tag.at)
    elif tag.kind == "nonFraction" and not nil(element) and len(given) != 1:
        yield Problem.of("inline-attribute-invalid/accuracy", tag.at)


def _nesting(tag: Tag) -> Iterator[Problem]:
    element = tag.element
    child = inner(element)
    stray = element.text.strip(BLANK) or any(one.tail.strip(BLANK) for one in element.children)
    empty = not element.children and not element.text and not nil(element)
    if empty or (element.children and (child is None or len(element.children) > 1 or stray)):
        yield Problem.of("inline-number-mixed", tag.at)
    elif child is not None:
        differing = [
            name
            for name in ("format", "scale", "unitRef")
            if child.get(name).strip(BLANK) != element.get(name).strip(BLANK)
        ]
        if differing == ["scale"] and {
            child.get("scale").strip(BLANK) or "0",
            element.get("scale").strip(BLANK) or "0",
        } == {"0"}:
            differing = []
        if nil(child) or nil(element):
            yield Problem.of("nested-number-disagreeing/nil", tag.at)
        elif differing:
            yield Problem.of("nested-number-disagreeing/properties", tag.at, attributes=", ".join(differing))


def _fraction(at: int, tags: Sequence[Tag], nests: Nests) -> Iterator[Problem]:
    tag, terms = tags[at], nests.terms.get(at, {})
    counts = [terms[kind].many if kind in terms else 0 for kind in TERMS]
    if nil(tag.element):
        if terms:
            yield Problem.of("inline-fraction-incomplete/nil-terms", tag.at)
        if nests.fraction[at] >= 0:
            yield Problem.of("inline-fraction-incomplete/nil-nested", tag.at)
    elif counts != [1, 1]:
        yield Problem.of("inline-fraction-incomplete/terms", tag.at, numerators=counts[0], denominators=counts[1])
    for one in (tags[held] for held in nests.within.get(at, ())):
        if one.kind in TERMS and one.element.children:
            yield Problem.of("inline-fraction-incomplete/mixed", one.at, term=one.kind)
        elif one.kind not in (*TERMS, "fraction"):
            yield Problem.of("inline-fraction-incomplete/stray", tag.at, element=one.kind)


# --- across elements ----------------------------------------------------------------------------
def _continuations(tags: Sequence[Tag], continuations: Mapping[str, Tag]) -> Iterator[Problem]:
    referrers: dict[str, list[Tag]] = {}
    following_of: dict[int, str] = {}
    for number, tag in enumerate(tags):
        if "continuedAt" not in tag.element.attributes:
            continue
        following = tag.element.get("continuedAt").strip(BLANK)
        if following:
            following_of[number] = following
            referrers.setdefault(following, []).append(tag)
            if following not in continuations:
                spec = f"{clause(tag, 2)}:continuationMissing"
                yield Problem.of("continuation-missing", tag.at, spec=spec, id=following)
    for name, found in referrers.items():
        if len(found) > 1:
            others = (("the first of them", found[0].at),)
            at = found[1].at
            yield Problem.of("continuation-disordered/shared", at, related=others, elements=len(found), id=name)
    for name, tag in continuations.items():
        if name not in referrers:
            yield Problem.of("continuation-unused", tag.at, id=name)
    if not following_of:
        return
    numbers = {id(tag.element): number for number, tag in enumerate(tags) if tag.kind == "continuation"}
    ahead = {number: continuations.get(following) for number, following in following_of.items()}
    next_ones = {number: numbers[id(one.element)] for number, one in ahead.items() if one is not None}
    starts = [number for number in next_ones if tags[number].kind in ("nonNumeric", "footnote")]
    circular, nested = on_circles(next_ones), inside_their_own(tags, chained(starts, next_ones))
    for number in sorted(circular | nested):
        tag = tags[number]
        if number in circular:
            yield Problem.of("continuation-disordered/circle", tag.at, id=tag.id)
        if number in nested:
            yield Problem.of("continuation-disordered/nested", tag.at)


def _tuples(tags: Sequence[Tag]) -> Iterator[Problem]:
    tuples: dict[str, int] = {}
    for index, tag in enumerate(tags):
        name = tag.element.get("tupleID").strip(BLANK) if tag.kind == "tuple" else ""
        if name:
            if name in tuples:
                yield Problem.of("inline-tuple-disordered/repeated", tag.at, id=name)
            tuples.setdefault(name, index)
    above: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if tag.kind in FACTS:
            attributes = tag.element.attributes
            reference = attributes["tupleRef"].strip(BLANK) if "tupleRef" in attributes else ""
            if reference in tuples:
                above[index] = tuples[reference]
            elif reference:
                yield Problem.of("inline-tuple-disordered/missing", tag.at, id=reference)
            elif tag.parent >= 0 and tags[tag.parent].kind == "tuple":
                above[index] = tag.parent
    yield from _members(tags, above)
    yield from _loose(tags, above)
    for index in sorted(on_circles(above)):
        yield Problem.of("inline-tuple-disordered/circle", tags[index].at)


def _members(tags: Sequence[Tag], above: Mapping[int, int]) -> Iterator[Problem]:
    orders: set[tuple[int, str]] = set()
    for index, parent in above.items():
        tag, written = tags[index], tags[index].element.get("order").strip(BLANK)
        if not is_decimal(written):
            yield Problem.of("inline-tuple-disordered/unordered", tag.at)
        elif tags[parent].target != tag.target:
            yield Problem.of("inline-tuple-disordered/target", tag.at)
        elif (parent, written) in orders:
            yield Problem.of("inline-tuple-disordered/order-repeated", tag.at, order=written)
        orders.add((parent, written))
        if nil(tags[parent].element):
            yield Problem.of("inline-tuple-disordered/nil", tag.at)


def _loose(tags: Sequence[Tag], above: Mapping[int, int]) -> Iterator[Problem]:
    """Yield tuples no fact can be in, and places given to facts that are in none."""
    holding = {tag.parent for tag in tags if tag.kind in FACTS}
    for index, tag in enumerate(tags):
        if (
            tag.kind == "tuple"
            and index not in holding
            and not (tag.element.get("tupleID").strip(BLANK) or nil(tag.element))
        ):
            yield Problem.of("inline-tuple-disordered/empty", tag.at)
        ordered = "order" in tag.element.attributes and tag.kind in FACTS and index not in above
        if ordered and tag.element.get("order").strip(BLANK) and not tag.element.get("tupleRef").strip(BLANK):
            yield Problem.of("inline-tuple-disordered/loose", tag.at, spec=f"{clause(tag, 2)}:tupleOrder")


def is_decimal(text: str) -> bool:
    """Whether a text is decimal digits with at most a sign and a point."""
    body = text[1:] if text[:1] in ("+", "-") else text
    digits = body.replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def _relationships(tags: Sequence[Tag]) -> Iterator[Problem]:
    relationships = [tag for tag in tags if tag.kind == "relationship"]
    facts = {tag.id for tag in tags if tag.kind in FACTS and tag.id} if relationships else set()
    notes = {tag.id for tag in tags if tag.kind == "footnote"}
    for tag in relationships:
        sources, goals = tag.element.get("fromRefs").split(), tag.element.get("toRefs").split()
        for name in sources:
            if name not in facts:
                yield Problem.of("inline-relationship-broken/from", tag.at, id=name)
        for name in goals:
            if name not in facts and name not in notes:
                yield Problem.of("inline-relationship-broken/to", tag.at, id=name)
        if shared := set(sources) & set(goals):
            yield Problem.of("inline-relationship-broken/both", tag.at, id=min(shared))
        if set(goals) & facts and set(goals) & notes:
            yield Problem.of("inline-relationship-broken/mixed", tag.at)
