"""Schema documents → concepts and types (XML Schema 1.0 Part 1 §3, XBRL 2.1 §5.1).

Every global component is first only noted; what refers to it is compiled when asked for, so order never matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.model.components import UNBOUNDED, AttributeUse, ComplexType, Particle, SimpleType, Wildcard
from validator.model.names import XBRLDT, XBRLI, XSD, Name, expand, local, name, namespace
from validator.model.source import Location
from validator.model.taxonomy import Concept

if TYPE_CHECKING:
    from validator.dts.discovery import Discovery, Part
    from validator.xsd.documents import Element

XS = f"{{{XSD}}}"
ANY_TYPE = f"{XS}anyType"
ANY_SIMPLE = f"{XS}anySimpleType"
ITEM, TUPLE = f"{{{XBRLI}}}item", f"{{{XBRLI}}}tuple"
KINDS = {
    ITEM: "item",
    TUPLE: "tuple",
    f"{{{XBRLDT}}}dimensionItem": "dimension",
    f"{{{XBRLDT}}}hypercubeItem": "hypercube",
}
GLOBAL = ("element", "simpleType", "complexType", "attribute", "attributeGroup", "group")
FACETS = (
    "length", "minLength", "maxLength", "whiteSpace", "maxInclusive", "maxExclusive", "minInclusive", "minExclusive",
    "totalDigits", "fractionDigits",
)  # fmt: skip
EXCLUDES = {
    "minInclusive": "minExclusive",
    "minExclusive": "minInclusive",
    "maxInclusive": "maxExclusive",
    "maxExclusive": "maxInclusive",
}
LARGEST = 20_000  # particles of one type, those of the groups it refers to counted each time
DEEPEST = 64  # steps of derivation or nesting: beyond any schema, and within the interpreter's stack

_NO_TYPE = ComplexType(
    ANY_TYPE, "", "", False, True, "elements", "", ("any", ("##any",), "lax", 0, UNBOUNDED), (),  # noqa: FBT003 - fields of a record
    (("##any",), "lax"), Location(""),
)  # fmt: skip


class Schemas:
    """The components of every schema of a DTS."""

    def __init__(self, discovery: Discovery) -> None:
        self.discovery = discovery
        self.declared: dict[str, dict[Name, tuple[Element, Part]]] = {kind: {} for kind in GLOBAL}
        self.concepts: dict[Name, Concept] = {}
        self.types: dict[Name, SimpleType | ComplexType] = {ANY_TYPE: _NO_TYPE}
        self.attributes: dict[Name, AttributeUse] = {}
        self.by_id: dict[str, dict[str, Name]] = {}
        self._compiling: list[Name] = []
        self._groups: dict[Name, tuple[list[AttributeUse], Wildcard | None]] = {}
        self._open: list[Name] = []
        self._particles = 0
        self._anonymous = 0

    # ------------------------------------------------------------------ noting what is declared

    def note(self, part: Part) -> None:
        """Note the global components of one schema document."""
        for child in part.root:
            tag = child.tag
            if not isinstance(tag, str) or not tag.startswith(XS):
                continue
            if tag == f"{XS}redefine":
                self.discovery.trouble("redefine-used", part.at(child))
                continue
            kind = tag[len(XS) :]
            local_name = child.get("name")
            if kind in GLOBAL and local_name is not None:
                clark = name(part.target, local_name.strip())
                known = self.declared[kind].get(clark)
                if known is not None and not _same_document(known[1], part):
                    self.discovery.trouble(
                        "declared-twice",
                        part.at(child),
                        ("declared first", known[1].at(known[0])),
                        kind=kind,
                        component=clark,
                    )
                else:
                    self.declared[kind][clark] = (child, part)

    def compile(self) -> None:
        """Compile everything that was noted."""
        for clark in self.declared["complexType"]:
            self.type(clark, None, None)
        for clark in self.declared["simpleType"]:
            self.type(clark, None, None)
        for clark in self.declared["attribute"]:
            self._global_attribute(clark, None, None)
        for clark, (element, part) in self.declared["element"].items():
            if clark not in self.concepts:
                self._concept(clark, element, part)
        self._kinds()

    # ------------------------------------------------------------------ names

    def resolve(self, text: str, element: Element, part: Part) -> Name:
        """Resolve a QName attribute of a schema; "" when its prefix is not bound, which is a problem."""
        found = expand(text, part.scope(element))
        if found is None:
            self.discovery.trouble("schema-prefix-not-bound", part.at(element), qname=text)
            return ""
        if part.chameleon and not namespace(found):
            return name(part.target, found)
        return found

    def _missing(self, kind: str, clark: Name, element: Element | None, part: Part | None) -> None:
        if element is None or part is None or not clark:
            return
        if namespace(clark) not in self.discovery.absent:  # else its schema is missing, which has been said
            self.discovery.trouble("component-not-declared", part.at(element), kind=kind, component=clark)

    def _own(self) -> str:
        self._anonymous += 1
        return f"#{self._anonymous}"

    # ------------------------------------------------------------------ elements

    def _concept(self, clark: Name, element: Element, part: Part) -> None:
        attributes = dict(element.attrib)
        head = attributes.get("substitutionGroup")
        typed = attributes.get("type")
        head_name = self.resolve(head, element, part) if head else ""
        type_name = self._element_type(clark, element, part, typed, head_name)
        if head_name and head_name not in self.declared["element"]:
            self._missing("element", head_name, element, part)
        domain = attributes.get(f"{{{XBRLDT}}}typedDomainRef", "")
        found = self.types.get(type_name)
        identifier = attributes.get("id", "")
        self.concepts[clark] = Concept(
            name=clark,
            id=identifier,
            kind="",
            base=self._item_base(type_name),
            type=type_name,
            substitution=head_name,
            period_type=attributes.get(f"{{{XBRLI}}}periodType", "").strip(),
            balance=attributes.get(f"{{{XBRLI}}}balance", "").strip(),
            abstract=attributes.get("abstract", "").strip() in ("true", "1"),
            nillable=attributes.get("nillable", "").strip() in ("true", "1"),
            at=part.at(element),
            typed_domain=domain,
            default=attributes.get("default"),
            fixed=attributes.get("fixed"),
            simple=found.simple if isinstance(found, ComplexType) else (type_name if found else ""),
        )
        if identifier:
            self.by_id.setdefault(part.uri, {})[identifier.strip()] = clark

    def _element_type(self, clark: Name, element: Element, part: Part, typed: str | None, head: Name) -> Name:
        if typed is not None:
            type_name = self.resolve(typed, element, part)
            self.type(type_name, element, part)
            return type_name
        inner = next((c for c in element if c.tag in (f"{XS}complexType", f"{XS}simpleType")), None)
        if inner is not None:
            type_name = f"{clark}{self._own()}"
            self._define(type_name, inner, part)
            return type_name
        depth = 0
        while head and depth < DEEPEST:  # without a type of its own an element has its head's (§3.3.2)
            found = self.declared["element"].get(head)
            if found is None:
                break
            if head not in self.concepts and head != clark and depth == 0 and head not in self._compiling:
                self._compiling.append(head)
                self._concept(head, *found)
                self._compiling.pop()
            if head in self.concepts:
                return self.concepts[head].type
            depth += 1
        return ANY_TYPE

    def _item_base(self, type_name: Name) -> str:
        """Return the local name of the XBRL item type a type derives from; "" when it derives from none."""
        for _ in range(DEEPEST):
            if namespace(type_name) == XBRLI and type_name.endswith("ItemType"):
                return local(type_name)
            found = self.types.get(type_name)
            if found is None or not found.base or found.base == type_name:
                return ""
            type_name = found.base
        return ""

    def _kinds(self) -> None:
        """Work out what each element is from the chain of its substitution groups."""
        kinds: dict[Name, str] = dict(KINDS)
        for clark, concept in self.concepts.items():
            chain = []
            at: Name = clark
            while at not in kinds and at not in chain:
                chain.append(at)
                found = self.concepts.get(at)
                at = found.substitution if found else ""
                if not at:
                    break
            if at in chain:
                self.discovery.trouble("substitution-in-a-circle", concept.at, element=clark)
            for step in chain:
                kinds[step] = kinds.get(at, "")
        for clark, concept in self.concepts.items():
            if kinds[clark] and clark not in KINDS:
                self.concepts[clark] = concept._replace(kind=kinds[clark])

    # ------------------------------------------------------------------ types

    def type(self, clark: Name, element: Element | None, part: Part | None) -> SimpleType | ComplexType | None:
        """Return a named type, compiled on first use; None when no schema declares it, which is a problem."""
        found = self.types.get(clark)
        if found is not None or not clark:
            return found
        if namespace(clark) == XSD and clark not in self.declared["simpleType"]:
            made = builtin(clark)
            if made is not None:
                self.types[clark] = made
                return made
        noted = self.declared["complexType"].get(clark) or self.declared["simpleType"].get(clark)
        if noted is None or clark in self._compiling or len(self._compiling) > DEEPEST:
            if noted is None:
                self._missing("type", clark, element, part)
            elif element is not None and part is not None:
                self.discovery.trouble("type-from-itself", part.at(element), type=clark)
            return None
        if clark in self.declared["complexType"] and clark in self.declared["simpleType"]:
            self.discovery.trouble(
                "declared-twice",
                noted[1].at(noted[0]),
                ("declared first", self._where("simpleType", clark)),
                kind="type",
                component=clark,
            )
        self._compiling.append(clark)
        self._define(clark, *noted)
        self._compiling.pop()
        return self.types.get(clark)

    def _where(self, kind: str, clark: Name) -> Location:
        element, part = self.declared[kind][clark]
        return part.at(element)

    def _define(self, clark: Name, element: Element, part: Part) -> None:
        if element.tag == f"{XS}simpleType":
            self.types[clark] = self._simple(clark, element, part)
        else:
            self.types[clark] = self._complex(clark, element, part)

    def _inner(self, owner: Name, element: Element, part: Part) -> Name:
        """Define an anonymous simple type below an element and return the name made for it; "" without one."""
        for child in element:
            if child.tag == f"{XS}simpleType":
                clark = f"{owner}{self._own()}"
                self._define(clark, child, part)
                return clark
        return ""

    def _simple(self, clark: Name, element: Element, part: Part) -> SimpleType:
        at = part.at(element)
        for child in element:
            if child.tag == f"{XS}restriction":
                return self._restricted(clark, child, part)
            if child.tag == f"{XS}list":
                item = child.get("itemType")
                item_name = self.resolve(item, child, part) if item else self._inner(clark, child, part)
                self.type(item_name, child, part)
                return SimpleType(clark, "list", "", ANY_SIMPLE, item_name, (), (), None, (), at)
            if child.tag == f"{XS}union":
                members = [self.resolve(m, child, part) for m in child.get("memberTypes", "").split()]
                for member in members:
                    self.type(member, child, part)
                for inner in child:
                    if inner.tag == f"{XS}simpleType":
                        members.append(f"{clark}{self._own()}")
                        self._define(members[-1], inner, part)
                return SimpleType(clark, "union", "", ANY_SIMPLE, "", tuple(members), (), None, (), at)
        return SimpleType(clark, "atomic", "anySimpleType", ANY_SIMPLE, "", (), (), None, (), at)

    def _restricted(self, clark: Name, element: Element, part: Part, base_name: Name = "") -> SimpleType:
        """Compile a restriction of a simple type, named or anonymous (Part 2 §4.1.3)."""
        stated = element.get("base")
        if not base_name:
            base_name = self.resolve(stated, element, part) if stated else self._inner(clark, element, part)
        base = self.type(base_name, element, part)
        if isinstance(base, ComplexType):
            base = self.type(base.simple, element, part) if base.content == "simple" else None
        if not isinstance(base, SimpleType):
            base = SimpleType(base_name, "atomic", "anySimpleType", ANY_SIMPLE, "", (), (), None, (), part.at(element))
        patterns, values, facets = [], [], dict(base.facets)
        for child in element:
            kind = child.tag[len(XS) :] if isinstance(child.tag, str) and child.tag.startswith(XS) else ""
            value = child.get("value")
            if value is None:
                continue
            if kind == "pattern":
                self._pattern(value, child, part)
                patterns.append(value)
            elif kind == "enumeration":
                values.append(value)
            elif kind in FACETS:
                facets.pop(EXCLUDES.get(kind, ""), None)
                facets[kind] = value.strip()
        return SimpleType(
            clark,
            base.variety,
            base.builtin,
            base.name,
            base.item,
            base.members,
            (*base.patterns, tuple(patterns)) if patterns else base.patterns,
            tuple(values) if values else base.enumeration,
            tuple(facets.items()),
            part.at(element),
        )

    def _pattern(self, value: str, element: Element, part: Part) -> None:
        from validator.xsd.datatypes.patterns import BadPatternError, compiled

        try:
            compiled(value)
        except BadPatternError as error:
            self.discovery.trouble("pattern-not-legible", part.at(element), pattern=value, reason=str(error))

    # ------------------------------------------------------------------ complex types

    def _complex(self, clark: Name, element: Element, part: Part) -> ComplexType:
        made: dict[str, Any] = {
            "name": clark,
            "base": ANY_TYPE,
            "derivation": "restriction",
            "abstract": element.get("abstract", "").strip() in ("true", "1"),
            "mixed": element.get("mixed", "").strip() in ("true", "1"),
            "at": part.at(element),
        }
        for child in element:
            if child.tag == f"{XS}simpleContent":
                return self._derived(made, child, part, simple=True)
            if child.tag == f"{XS}complexContent":
                made["mixed"] = made["mixed"] or child.get("mixed", "").strip() in ("true", "1")
                return self._derived(made, child, part, simple=False)
        particle = self._content(element, part)
        uses, wildcard = self._attribute_uses(element, part)
        return ComplexType(
            **made,
            content="elements" if particle or made["mixed"] else "empty",
            simple="",
            particle=particle,
            attributes=tuple(uses),
            wildcard=wildcard,
        )

    def _derived(self, made: dict[str, Any], content: Element, part: Part, *, simple: bool) -> ComplexType:
        step = next((c for c in content if c.tag in (f"{XS}extension", f"{XS}restriction")), None)
        if step is None:
            return ComplexType(**made, content="empty", simple="", particle=None, attributes=(), wildcard=None)
        made["derivation"] = local(step.tag)
        made["base"] = self.resolve(step.get("base", ""), step, part)
        base = self.type(made["base"], step, part)
        uses, wildcard = self._attribute_uses(step, part)
        inherited = base.attributes if isinstance(base, ComplexType) else ()
        extending = made["derivation"] == "extension"
        names = {use.name for use in uses}
        merged = [use for use in inherited if extending or use.name not in names] + [
            use for use in uses if use.use != "prohibited"
        ]
        if extending and isinstance(base, ComplexType) and base.wildcard is not None:
            wildcard = _united(base.wildcard, wildcard)
        made |= {"attributes": tuple(merged), "wildcard": wildcard, "particle": None, "simple": ""}
        if simple:
            made |= {"content": "simple", "simple": self._simple_content(made["name"], base, step, part, extending)}
            return ComplexType(**made)
        particle = self._content(step, part)
        if extending and isinstance(base, ComplexType):
            made["mixed"] = made["mixed"] or base.mixed
            if base.content == "simple":
                made |= {"content": "simple", "simple": base.simple}
                return ComplexType(**made)
            if base.particle is not None:
                particle = ("sequence", (base.particle, particle), 1, 1) if particle else base.particle
        made |= {"content": "elements" if particle or made["mixed"] else "empty", "particle": particle}
        return ComplexType(**made)

    def _simple_content(
        self,
        clark: Name,
        base: SimpleType | ComplexType | None,
        step: Element,
        part: Part,
        extending: bool,  # noqa: FBT001 - private
    ) -> Name:
        inner_base = base.simple if isinstance(base, ComplexType) else base.name if base else ""
        if extending:
            return inner_base
        inner = self._inner(clark, step, part)
        restricts = any(isinstance(c.tag, str) and local(c.tag) in (*FACETS, "pattern", "enumeration") for c in step)
        if not restricts:
            return inner or inner_base
        simple_name = f"{clark}{self._own()}"
        self.types[simple_name] = self._restricted(simple_name, step, part, inner or inner_base or ANY_SIMPLE)
        return simple_name

    def _content(self, element: Element, part: Part) -> Particle | None:
        for child in element:
            if child.tag in (f"{XS}sequence", f"{XS}choice", f"{XS}all", f"{XS}group"):
                self._particles = 0
                found = self._particle(child, part, 0)
                if self._particles > LARGEST:
                    self.discovery.trouble("content-model-too-large", part.at(element), most=LARGEST)
                    return None
                return found
        return None

    def _particle(self, element: Element, part: Part, depth: int) -> Particle | None:
        self._particles += 1
        if self._particles > LARGEST:
            return None
        kind = local(element.tag)
        minimum, maximum = _occurs(element.get("minOccurs"), 1), _occurs(element.get("maxOccurs"), 1)
        if kind == "element":
            return self._element_particle(element, part, minimum, maximum)
        if kind == "any":
            namespaces = _namespaces(element.get("namespace", "##any"), part.target)
            return ("any", namespaces, element.get("processContents", "strict"), minimum, maximum)
        if depth > DEEPEST:
            self.discovery.trouble("type-from-itself", part.at(element), type=element.get("ref", kind))
            return None
        if kind == "group":
            return self._group(element, part, minimum, maximum, depth)
        children = []
        for child in element:
            if isinstance(child.tag, str) and local(child.tag) in (
                "element", "any", "group", "sequence", "choice", "all"
            ):  # fmt: skip
                inner = self._particle(child, part, depth + 1)
                if inner is not None:
                    children.append(inner)
        return (kind, tuple(children), minimum, maximum)

    def _group(self, element: Element, part: Part, minimum: int, maximum: int, depth: int) -> Particle | None:
        clark = self.resolve(element.get("ref", ""), element, part)
        noted = self.declared["group"].get(clark)
        if noted is None:
            self._missing("group", clark, element, part)
            return None
        if clark in self._open:
            self.discovery.trouble("type-from-itself", part.at(element), type=clark)
            return None
        self._open.append(clark)
        found = None
        for child in noted[0]:
            if child.tag in (f"{XS}sequence", f"{XS}choice", f"{XS}all"):
                inner = self._particle(child, noted[1], depth + 1)
                found = inner and ("sequence", (inner,), minimum, maximum)
                break
        self._open.pop()
        return found

    def _element_particle(self, element: Element, part: Part, minimum: int, maximum: int) -> Particle:
        ref = element.get("ref")
        if ref is not None:
            clark = self.resolve(ref, element, part)
            if clark and clark not in self.declared["element"]:
                self._missing("element", clark, element, part)
            return ("element", clark, "", minimum, maximum, False, True)
        own = element.get("name", "").strip()
        form = element.get("form") or part.root.get("elementFormDefault", "unqualified")
        clark = name(part.target, own) if form == "qualified" else own
        type_name = self._element_type(f"{clark}", element, part, element.get("type"), "")
        nillable = element.get("nillable", "").strip() in ("true", "1")
        return ("element", clark, type_name, minimum, maximum, nillable, False)

    # ------------------------------------------------------------------ attributes

    def _attribute_uses(self, element: Element, part: Part) -> tuple[list[AttributeUse], Wildcard | None]:
        uses: list[AttributeUse] = []
        wildcard: Wildcard | None = None
        for child in element:
            if child.tag == f"{XS}attribute":
                use = self._attribute_use(child, part)
                if use is not None:
                    uses.append(use)
            elif child.tag == f"{XS}anyAttribute":
                wildcard = (
                    _namespaces(child.get("namespace", "##any"), part.target),
                    child.get("processContents", "strict"),
                )
            elif child.tag == f"{XS}attributeGroup" and child.get("ref"):
                clark = self.resolve(child.get("ref", ""), child, part)
                more, other = self._attribute_group(clark, child, part)
                uses += [use for use in more if use not in uses]
                wildcard = wildcard or other
        return uses, wildcard

    def _attribute_group(self, clark: Name, element: Element, part: Part) -> tuple[list[AttributeUse], Wildcard | None]:
        if clark not in self._groups:
            noted = self.declared["attributeGroup"].get(clark)
            if noted is None:
                self._missing("attributeGroup", clark, element, part)
                return [], None
            if clark in self._open:
                self.discovery.trouble("type-from-itself", part.at(element), type=clark)
                return [], None
            self._open.append(clark)
            self._groups[clark] = self._attribute_uses(*noted)
            self._open.pop()
        return self._groups[clark]

    def _attribute_use(self, element: Element, part: Part) -> AttributeUse | None:
        use = element.get("use", "optional").strip()
        ref = element.get("ref")
        default, fixed = element.get("default"), element.get("fixed")
        if ref is not None:
            clark = self.resolve(ref, element, part)
            found = self._global_attribute(clark, element, part)
            if found is None:
                return None
            return AttributeUse(clark, found.type, use, default or found.default, fixed or found.fixed)
        own = element.get("name", "").strip()
        form = element.get("form") or part.root.get("attributeFormDefault", "unqualified")
        clark = name(part.target, own) if form == "qualified" else own
        return AttributeUse(clark, self._attribute_type(clark, element, part), use, default, fixed)

    def _attribute_type(self, clark: Name, element: Element, part: Part) -> Name:
        typed = element.get("type")
        if typed is None:
            return self._inner(f"{clark}@", element, part) or ANY_SIMPLE
        type_name = self.resolve(typed, element, part)
        self.type(type_name, element, part)
        return type_name

    def _global_attribute(self, clark: Name, element: Element | None, part: Part | None) -> AttributeUse | None:
        found = self.attributes.get(clark)
        if found is None:
            noted = self.declared["attribute"].get(clark)
            if noted is None:
                self._missing("attribute", clark, element, part)
                return None
            typed = self._attribute_type(clark, *noted)
            found = AttributeUse(clark, typed, "optional", noted[0].get("default"), noted[0].get("fixed"))
            self.attributes[clark] = found
        return found


def builtin(clark: Name) -> SimpleType | None:
    """Return a built-in simple type of XML Schema; None when there is none of that name."""
    from validator.xsd.datatypes.lexical import BUILTINS, LISTS

    own = local(clark)
    if own in LISTS:
        return SimpleType(
            clark, "list", own, ANY_SIMPLE, f"{XS}{LISTS[own]}", (), (), None, (("minLength", "1"),), Location("")
        )
    if own in BUILTINS:
        base = f"{XS}{BUILTINS[own]}" if BUILTINS[own] else ANY_SIMPLE if own != "anySimpleType" else ""
        return SimpleType(clark, "atomic", own, base, "", (), (), None, (), Location(""))
    return None


def _occurs(text: str | None, default: int) -> int:
    if text is None:
        return default
    text = text.strip()
    if text == "unbounded":
        return UNBOUNDED
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _namespaces(text: str, target: str) -> tuple[str, ...]:
    if text.strip() in ("##any", ""):
        return ("##any",)
    if text.strip() == "##other":
        return ("##other", target)
    return tuple({"##targetNamespace": target, "##local": ""}.get(part, part) for part in text.split())


def _united(first: Wildcard, second: Wildcard | None) -> Wildcard:
    """Return the union of two attribute wildcards (Part 1 §3.10.6), as wide as either."""
    if second is None or first == second:
        return first
    process = second[1]
    if "##any" in (first[0][0], second[0][0]):
        return (("##any",), process)
    if "##other" in (first[0][:1] + second[0][:1]):
        return (("##any",), process) if first[0] != second[0] else (first[0], process)
    return (tuple(dict.fromkeys(first[0] + second[0])), process)


def _same_document(first: Part, second: Part) -> bool:
    """Whether two documents are the same schema found under two names: the base schemas often are."""
    return first is second or first.path == second.path or first.root.get("targetNamespace") in BASE_NAMESPACES


BASE_NAMESPACES = frozenset({
    XBRLI, XBRLDT, "http://www.xbrl.org/2003/linkbase", "http://www.xbrl.org/2003/XLink",
    "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "http://xbrl.org/2006/xbrldi",
})  # fmt: skip
