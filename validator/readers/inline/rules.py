"""What the Inline XBRL specification forbids in a document set, beyond what single facts say (Part 1, §4 to §15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.names import BLANK, XBRLI, XML, expand, local, namespace
from validator.model.source import Location, Problem
from validator.readers.inline.tree import NAMESPACES
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
TERMS = ("numerator", "denominator", "fraction")
AROUND = {"hidden": ("header",), "references": ("header",), "resources": ("header",), "relationship": ("resources",),
          "numerator": ("fraction",), "denominator": ("fraction",)}  # fmt: skip


def check(tags: Sequence[Tag], continuations: Mapping[str, Tag], roots: Sequence[Element]) -> Iterator[Problem]:
    """Yield every breach in a document set."""
    yield from _structure(tags, roots)
    for tag in tags:
        yield from _element(tag, tags)
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
        yield Problem("inline-header-missing", top, {"element": "ix:header", "spec": "ix11.8.1.3:missingHeader"})
    elif "resources" not in kinds:
        yield Problem("inline-header-missing", top, {"element": "ix:resources", "spec": "ix11.14.1.2:missingResources"})
    used = {namespace(tag.element.name): tag for tag in tags}
    if len(used) > 1:
        at = max(used.values(), key=lambda tag: tag.at).at
        reason = "elements of two versions of Inline XBRL stand in one document set"
        yield Problem(
            "inline-element-misplaced", at, {"element": "html", "reason": reason, "spec": "ix:multipleIxNamespaces"}
        )


def _identifiers(tags: Sequence[Tag]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for tag in tags:
        places = [(tag.id, tag.at)] if tag.id else []
        if tag.kind == "resources":
            places += [(child.get("id").strip(BLANK), child.at) for child in tag.element.children if child.get("id")]
        for name, at in places:
            if name in first:
                values = {"id": name, "spec": f"{clause(tag, 2)}:uniqueIxId"}
                yield Problem("inline-id-duplicated", at, values, (("the other one", first[name]),))
            first.setdefault(name, at)


def _references(tags: Sequence[Tag]) -> Iterator[Problem]:
    referenced = {tag.target for tag in tags if tag.kind == "references"}
    missing: dict[str, Tag] = {}
    for tag in tags:
        if tag.kind in FACTS and tag.target not in referenced:
            missing.setdefault(tag.target, tag)
    for target, tag in missing.items():
        values = {"target": target or "(default)", "spec": "ix11.12.1.2:missingReferences"}
        yield Problem("inline-target-without-references", tag.at, values)
    seen: dict[tuple[str, str], tuple[str, Tag]] = {}
    for tag in tags:
        if tag.kind != "references":
            continue
        written = [
            (f"attribute {local(k)}", v) for k, v in tag.element.attributes.items() if namespace(k) not in ("", XML)
        ]
        for what, value in written:
            if (tag.target, what) in seen:
                values = {"what": what, "spec": "ix11.12.1.2:referencesAttributeDuplication"}
                yield Problem("inline-references-conflicting", tag.at, values)
            seen[tag.target, what] = (value, tag)
        for prefix, uri in tag.element.prefixes.items():
            what = f"prefix {prefix or '(none)'}"
            if seen.setdefault((tag.target, what), (uri, tag))[0] != uri:
                values = {"what": what, "spec": "ix11.12.1.2:referencesNamespacePrefixConflict"}
                yield Problem("inline-references-conflicting", tag.at, values)


# --- one element --------------------------------------------------------------------------------
def _element(tag: Tag, tags: Sequence[Tag]) -> Iterator[Problem]:
    element = tag.element
    if tag.kind not in KNOWN:
        yield _misplaced(tag, "the specification knows no such element")
        return
    for name in REQUIRED.get(tag.kind, ()):
        if not element.get(name).strip(BLANK) and not (name == "id" and element.get("footnoteID")):
            yield _wrong(tag, f"{name} is missing")
    for name in element.attributes:
        if not namespace(name) and name not in KNOWN[tag.kind].split():
            yield _wrong(tag, f"{name} is not an attribute of it")
        elif namespace(name) == XBRLI:
            yield _wrong(tag, f"xbrli:{local(name)} may not be written on it")
    yield from _written(tag)
    around = tags[tag.parent].kind if tag.parent >= 0 else ""
    if tag.kind in AROUND and around not in AROUND[tag.kind]:
        yield _misplaced(tag, f"it belongs in ix:{AROUND[tag.kind][0]}")
    if tag.kind == "continuation" and tag.hidden:
        yield _misplaced(tag, "it may not stand in ix:hidden", "ix11.4.1.1:ancestorNodeDisallowed")
    if tag.kind == "exclude" and not _inside(tag, tags, ("continuation", "footnote", "nonNumeric")):
        reason = "it belongs in ix:nonNumeric, ix:footnote or ix:continuation"
        yield _misplaced(tag, reason, "ix11.5.1.1:excludeMisplaced")
    if tag.kind == "nonFraction":
        yield from _nesting(tag)
    if tag.kind == "fraction":
        yield from _fraction(tag, tags)


def _inside(tag: Tag, tags: Sequence[Tag], kinds: tuple[str, ...]) -> bool:
    while tag.parent >= 0:
        tag = tags[tag.parent]
        if tag.kind in kinds:
            return True
    return False


def _written(tag: Tag) -> Iterator[Problem]:
    element = tag.element
    name = element.get("name").strip(BLANK)
    if name and expand(name, element.prefixes) is None:
        yield _wrong(tag, f"the prefix of name {name!r} is not declared")
    if element.get("sign").strip(BLANK) not in ("", "-"):
        yield _wrong(tag, f"sign {element.get('sign')!r} is not '-'")
    if element.get("escape").strip(BLANK) not in ("", "true", "false", "1", "0"):
        yield _wrong(tag, f"escape {element.get('escape')!r} is neither true nor false")
    if tag.kind == "nonFraction" and not nil(element):
        given = [name for name in ("decimals", "precision") if element.get(name).strip(BLANK)]
        if len(given) != 1:
            yield _wrong(tag, "exactly one of decimals and precision is required", f"{clause(tag, 1)}:nonFraction")
    if nil(element) and any(element.get(name).strip(BLANK) for name in ("decimals", "precision")):
        yield _wrong(tag, "a nil fact has neither decimals nor precision", f"{clause(tag, 1)}:nonFraction")


def _nesting(tag: Tag) -> Iterator[Problem]:
    element = tag.element
    child = inner(element)
    stray = element.text.strip(BLANK) or any(one.tail.strip(BLANK) for one in element.children)
    empty = not element.children and not element.text and not nil(element)
    if empty or (element.children and (child is None or len(element.children) > 1 or stray)):
        yield Problem("inline-number-mixed", tag.at, {"spec": f"{clause(tag, 2)}:nonFractionChildren"})
    elif child is not None:
        nested = nil(child) or nil(element)
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
        if nested or differing:
            code = "nestedNonFractionIsNil" if nested else "nestedNonFractionProperties"
            what = "nil" if nested else ", ".join(differing)
            yield Problem("nested-number-disagreeing", tag.at, {"what": what, "spec": f"{clause(tag, 2)}:{code}"})


def _fraction(tag: Tag, tags: Sequence[Tag]) -> Iterator[Problem]:
    terms = [one for one in tags if within(one, tag, tags)]
    kinds = [one.kind for one in terms]
    if nil(tag.element):
        if terms:
            yield _unlike(tag, "it is nil and yet has terms", "fractionNilTerms")
        if _inside(tag, tags, ("fraction",)):
            yield _unlike(tag, "it is nil inside another fraction", "nestedFractionIsNil")
    elif sorted(kinds) != ["denominator", "numerator"]:
        reason = f"it has {kinds.count('numerator')} numerators and {kinds.count('denominator')} denominators"
        yield _unlike(tag, reason, "fractionTerms")
    for one in terms:
        if one.element.children:
            yield _unlike(one, f"its {one.kind} holds more than text", "fractionTermDescendants")
    for node in tag.element.walk():
        if node is not tag.element and namespace(node.name) in NAMESPACES and local(node.name) not in TERMS:
            yield _unlike(tag, f"it holds an ix:{local(node.name)}", "fractionDescendants")


def _unlike(tag: Tag, reason: str, code: str) -> Problem:
    return Problem("inline-fraction-incomplete", tag.at, {"reason": reason, "spec": f"{clause(tag, 2)}:{code}"})


def within(term: Tag, fraction: Tag, tags: Sequence[Tag]) -> bool:
    """Whether an element is a term of a fraction, which may lie in further ones (§7.1)."""
    if term.kind not in ("numerator", "denominator"):
        return False
    while term.parent >= 0:
        term = tags[term.parent]
        if term is fraction:
            return True
    return False


# --- across elements ----------------------------------------------------------------------------
def _continuations(tags: Sequence[Tag], continuations: Mapping[str, Tag]) -> Iterator[Problem]:
    referrers: dict[str, list[Tag]] = {}
    for tag in tags:
        following = tag.element.get("continuedAt").strip(BLANK)
        if following:
            referrers.setdefault(following, []).append(tag)
            if following not in continuations:
                values = {"id": following, "spec": f"{clause(tag, 2)}:continuationMissing"}
                yield Problem("continuation-missing", tag.at, values)
    for name, found in referrers.items():
        if len(found) > 1:
            values = {
                "reason": f"{len(found)} elements continue at {name!r}",
                "spec": "ix11.4.1.2:continuationReferences",
            }
            yield Problem("continuation-disordered", found[1].at, values, (("the first of them", found[0].at),))
    for name, tag in continuations.items():
        if name not in referrers:
            yield Problem("continuation-unused", tag.at, {"id": name, "spec": "ix11.4.1.2:continuationNotReferenced"})
    circular = _circular(tags, continuations)
    for tag in tags:
        if id(tag.element) in circular:
            reason = f"the continuations that start at {tag.element.get('id').strip(BLANK)!r} form a circle"
            values = {"reason": reason, "spec": "ix11.4.1.2:continuationCycle"}
            yield Problem("continuation-disordered", tag.at, values)
        if tag.kind in ("nonNumeric", "footnote") and tag.element.get("continuedAt"):
            yield from _nested(tag, tags, continuations)


def _circular(tags: Sequence[Tag], continuations: Mapping[str, Tag]) -> set[int]:
    """Return the elements (by id()) that are continued at themselves, over however many others; each is met once."""
    walked: dict[int, int] = {}
    circular: set[int] = set()
    for number, tag in enumerate(tags):
        path: list[int] = []
        one: Tag | None = tag
        while one is not None and id(one.element) not in walked:
            walked[id(one.element)] = number
            path.append(id(one.element))
            one = continuations.get(one.element.get("continuedAt").strip(BLANK))
        if one is not None and walked[id(one.element)] == number and id(one.element) in path:
            circular.update(path[path.index(id(one.element)) :])
    return circular


def _nested(tag: Tag, tags: Sequence[Tag], continuations: Mapping[str, Tag]) -> Iterator[Problem]:
    chain = {id(tag.element): tag}
    following = tag.element.get("continuedAt").strip(BLANK)
    while following in continuations and id(continuations[following].element) not in chain:
        found = continuations[following]
        chain[id(found.element)] = found
        following = found.element.get("continuedAt").strip(BLANK)
    for one in chain.values():
        around = one
        while around.parent >= 0:
            around = tags[around.parent]
            if id(around.element) in chain:
                reason = "one part of a continued text lies inside another part"
                yield Problem(
                    "continuation-disordered", one.at, {"reason": reason, "spec": "ix11.4.1.2:continuationChainNested"}
                )
                break


def _tuples(tags: Sequence[Tag]) -> Iterator[Problem]:
    tuples: dict[str, int] = {}
    for index, tag in enumerate(tags):
        name = tag.element.get("tupleID").strip(BLANK)
        if tag.kind == "tuple" and name:
            if name in tuples:
                yield _tuple(tag, f"tupleID {name!r} is used twice", "tupleIdDuplication")
            tuples.setdefault(name, index)
    above: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if tag.kind in FACTS:
            reference = tag.element.get("tupleRef").strip(BLANK)
            if reference in tuples:
                above[index] = tuples[reference]
            elif reference:
                yield _tuple(tag, f"no ix:tuple has the tupleID {reference!r}", "tupleRefMissing")
            elif tag.parent >= 0 and tags[tag.parent].kind == "tuple":
                above[index] = tag.parent
    yield from _members(tags, above)
    yield from _loose(tags, above)
    for start, parent in above.items():
        index, steps = parent, 0
        while index in above and index != start and steps <= len(above):
            index, steps = above[index], steps + 1
        if index == start:
            yield _tuple(tags[start], "it lies in itself", "tupleNestingCycle")


def _members(tags: Sequence[Tag], above: Mapping[int, int]) -> Iterator[Problem]:
    orders: set[tuple[int, str]] = set()
    for index, parent in above.items():
        tag, written = tags[index], tags[index].element.get("order").strip(BLANK)
        if not is_decimal(written):
            yield _tuple(tag, "a fact in a tuple needs a number as its order", "tupleMemberOrderMissing")
        elif tags[parent].target != tag.target:
            yield _tuple(tag, "its tuple is reported in another target document", "tupleMemberDifferentTarget")
        elif (parent, written) in orders:
            yield _tuple(tag, f"its tuple has another fact of order {written}", "tupleSameOrderMembersUnequal")
        orders.add((parent, written))
        if nil(tags[parent].element):
            yield _tuple(tag, "its tuple is nil and may hold nothing", "tupleNilContent")


def _loose(tags: Sequence[Tag], above: Mapping[int, int]) -> Iterator[Problem]:
    """Yield tuples no fact can be in, and places given to facts that are in none."""
    holding = {tag.parent for tag in tags if tag.kind in FACTS}
    for index, tag in enumerate(tags):
        if (
            tag.kind == "tuple"
            and index not in holding
            and not (tag.element.get("tupleID").strip(BLANK) or nil(tag.element))
        ):
            yield _tuple(tag, "it holds nothing, and has no tupleID for facts to name", "tupleID")
        alone = tag.kind in FACTS and index not in above and not tag.element.get("tupleRef").strip(BLANK)
        if alone and tag.element.get("order").strip(BLANK):
            values = {"reason": "a fact in no tuple has an order", "spec": f"{clause(tag, 2)}:tupleOrder"}
            yield Problem("inline-tuple-disordered", tag.at, values)


def _tuple(tag: Tag, reason: str, code: str) -> Problem:
    return Problem("inline-tuple-disordered", tag.at, {"reason": reason, "spec": f"ix11.15.1.2:{code}"})


def is_decimal(text: str) -> bool:
    """Whether a text is decimal digits with at most a sign and a point."""
    body = text[1:] if text[:1] in ("+", "-") else text
    digits = body.replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def _relationships(tags: Sequence[Tag]) -> Iterator[Problem]:
    facts = {tag.id for tag in tags if tag.kind in FACTS and tag.id}
    notes = {tag.id for tag in tags if tag.kind == "footnote"}
    for tag in tags:
        if tag.kind != "relationship":
            continue
        sources, goals = tag.element.get("fromRefs").split(), tag.element.get("toRefs").split()
        for what, names, known in (("fromRefs", sources, facts), ("toRefs", goals, facts | notes)):
            for name in names:
                if name not in known:
                    code = "relationshipFromRef" if what == "fromRefs" else "relationshipToRef"
                    yield _relationship(
                        tag,
                        f"{what} names {name!r}, which is no fact{' or footnote' if what == 'toRefs' else ''}",
                        code,
                    )
        if set(sources) & set(goals):
            yield _relationship(tag, "fromRefs and toRefs share an id", "relationshipFromToMatch")
        if set(goals) & facts and set(goals) & notes:
            yield _relationship(tag, "toRefs names facts and footnotes together", "relationshipReferencesMixed")


def _relationship(tag: Tag, reason: str, code: str) -> Problem:
    return Problem("inline-relationship-broken", tag.at, {"reason": reason, "spec": f"ix11.13.1.2:{code}"})


def _wrong(tag: Tag, reason: str, spec: str = "") -> Problem:
    values = {"element": tag.kind, "reason": reason, "spec": spec}  # a rule of the schema has no code
    return Problem("inline-attribute-invalid", tag.at, values)


def _misplaced(tag: Tag, reason: str, spec: str = "") -> Problem:
    values = {"element": tag.kind, "reason": reason, "spec": spec}
    return Problem("inline-element-misplaced", tag.at, values)
