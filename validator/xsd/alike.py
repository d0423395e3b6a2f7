"""Many small trees judged by what they have in common: the contexts of a large report, most of all.

Whether a tree is valid hangs on its shape (names, attributes, children) and on a few of its texts. The first valid tree
of a shape is judged in full, and tells which; of the others only these are looked at, and what fails there is judged in
full as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.model.names import BLANK
from validator.xsd.prepared import FREE, LAX, NIL, TYPE
from validator.xsd.validity import Identities, Pending, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.model.names import Name
    from validator.model.tree import Element, Trees
    from validator.xsd.content import Model
    from validator.xsd.prepared import Plan
    from validator.xsd.validity import Declared, Fault, Validity


class Slots(NamedTuple):
    """Where in the values of a packed tree stands what its validity hangs on.

    `values` are held to a simple type, `blank` may be white space, `empty` must be nothing.
    """

    values: tuple[tuple[int, Name], ...]
    blank: tuple[int, ...]
    empty: tuple[int, ...]
    prefixes: Mapping[str, str]


def faults(known: Validity, trees: Trees) -> Iterator[Fault]:
    """Yield what is wrong with each of the trees, in their order, as if each were a document of its own."""
    slots: dict[int, Slots | None] = {}  # by shape; None where more than its slots would have to be looked at
    for index, (shape, values) in enumerate(trees.packed()):
        held = slots.get(shape)
        if held is not None and _fits(known, held, values):
            continue
        if shape < 0 or shape in slots:
            yield from known.faults(trees[index])
            continue
        walk = _Noting(known, Identities())
        root = trees[index]
        yield from walk.all(root)
        if not walk.faulty:
            slots[shape] = walk.slots(root)


def _fits(known: Validity, slots: Slots, values: Sequence[str]) -> bool:
    """Whether a tree has right values in all its slots."""
    for at in slots.blank:
        if values[at].strip(BLANK):
            return False
    for at in slots.empty:
        if values[at]:
            return False
    value, prefixes = known.value, slots.prefixes
    return not any(value(of, values[at], prefixes) for at, of in slots.values)


class _Noting(Walk):
    """A walk that notes what each element was judged by."""

    def __init__(self, known: Validity, identities: Identities) -> None:
        super().__init__(known, identities)
        self.faulty = False
        self.attributed: list[tuple[Element, Plan]] = []
        self.valued: list[tuple[Element, Name, Declared | None]] = []
        self.filled: list[tuple[Element, Plan, Declared | None]] = []

    def all(self, root: Element) -> Iterator[Fault]:
        """Yield what is wrong with a tree."""
        self.stack.append(Pending(root, None, LAX))
        while self.stack:
            self.judge(*self.stack.pop())
            self.faulty |= bool(self.found)
            yield from self.found
            self.found.clear()

    def attributes(self, element: Element, plan: Plan) -> None:
        self.attributed.append((element, plan))
        super().attributes(element, plan)

    def value(self, element: Element, simple: Name, declared: Declared | None) -> None:
        self.valued.append((element, simple, declared))
        super().value(element, simple, declared)

    def content(self, element: Element, plan: Plan, model: Model, declared: Declared | None) -> None:
        self.filled.append((element, plan, declared))
        super().content(element, plan, model, declared)

    def slots(self, root: Element) -> Slots | None:
        """Return what the validity of a tree of this shape hangs on; None for more than values of slots can tell."""
        texts: dict[int, int] = {}  # of each element, by its identity, where its text stands
        at = 1
        for node in root.walk():
            texts[id(node)] = at + len(node.attributes)
            at += len(node.attributes) + 4
        declarations = (declared for _, _, declared in (*self.valued, *self.filled) if declared is not None)
        if any(one.fixed is not None or one.default is not None for one in declarations):
            return None
        values = [(texts[id(element)], simple) for element, simple, _ in self.valued if simple and simple not in FREE]
        for element, plan in self.attributed:
            if TYPE in element.attributes or NIL in element.attributes:
                return None
            for at, name in enumerate(element.attributes, texts[id(element)] - len(element.attributes)):
                held = self.known.judged(plan, name)
                if held is not None and held.fixed is not None:
                    return None
                values += [(at, held.type)] if held is not None else ()
        if sum(self.known.identifying(of) == "ID" for _, of in values) > 1:
            return None
        blank: list[int] = []
        empty: list[int] = []
        for element, plan, _ in self.filled:
            if plan.empty and not plan.mixed:
                empty.append(texts[id(element)])
            elif not plan.mixed:
                blank += (texts[id(element)], *(texts[id(child)] + 1 for child in element.children))
        return Slots(tuple(values), tuple(blank), tuple(empty), root.prefixes)
