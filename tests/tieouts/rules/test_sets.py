"""Sets of rules: what they hold, and what they may lack where a document is lost; and names."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.building import NS, concept, qname, report, taxonomy
from tests.dts.test_incomplete import BASE, IMPORT, REPORT
from tests.dts.test_taxonomy import BODY, ITEM, arc, link, write
from tests.ruling import CONCEPTS, EAST, QUARTER, WEST, binder
from validator.finding import Verdict
from validator.model.names import PARENT_CHILD, SUMMATION_10
from validator.model.networks import Network
from validator.run import Options, run
from validator.tieouts.figures import Figures
from validator.tieouts.rules.grammar import parse_ranging
from validator.tieouts.rules.scope import Frames
from validator.tieouts.rules.sets import DOMAIN_MEMBER, Sets
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = "TO004"
LOST = "what a sum adds up may stand in a document that could not be had"
RULE = '[namespaces]\nt = "http://t.example"\nb = "http://base.example"\n[TO901]\nname = "off"\nsays = "off by {{gap}}"\nwhy = "It is so."\nrule = "{}"\n'  # noqa: E501 - one file


def judged(folder: Path, rule: str, base: str | None, part: int = 40) -> tuple[list[tuple[Verdict, str]], set[str]]:
    """Return how a rule comes out over A = 100, B = 60 and P, which base.xsd declares, and the codes of errors."""
    locator = '<link:loc xlink:type="locator" xlink:href="base.xsd#t_P" xlink:label="P"/>'
    arcs = arc("presentation", PARENT_CHILD, "A", "B", 'order="1"') + arc("presentation", PARENT_CHILD, "A", "P")
    write(folder, f"{IMPORT}{BODY}", link("presentation", locator + arcs))
    if base is not None:
        (folder / "base.xsd").write_text(base)
    (folder / "r.xbrl").write_text(REPORT.format(part))
    (folder / "tieouts.toml").write_text(RULE.format(rule))
    options = Options(store=False, rules=(str(folder / "tieouts.toml"),))
    outcome = run([str(folder / "r.xbrl")], options)
    return [(tie.verdict, tie.reason) for tie in outcome.results[0].ties], {one.code for one in outcome.findings}


WHOLE = BASE.format(body=ITEM.format(n="P"), appinfo="")


@pytest.mark.parametrize("rule", ["t:A == sum(children(t:A))", "t:A == sum(descendants(t:A))"])
def test_a_sum_over_links_is_open_where_one_may_lead_to_what_is_lost(tmp_path: Path, rule: str) -> None:
    assert judged(tmp_path, rule, WHOLE)[0] == [(Verdict.HOLDS, "")]
    assert judged(tmp_path, rule, WHOLE, 30)[0] == [(Verdict.FAILS, "")]
    (tmp_path / "base.xsd").unlink()
    for part in (30, 40):
        assert judged(tmp_path, rule, None, part)[0] == [(Verdict.INDETERMINATE, LOST)]


def test_a_name_of_a_lost_schema_is_no_unknown_name(tmp_path: Path) -> None:
    assert judged(tmp_path, "t:A == t:B + b:P", WHOLE)[0] == [(Verdict.HOLDS, "")]
    assert judged(tmp_path, "t:A == t:B + b:Q", WHOLE) == ([], {UNKNOWN})
    (tmp_path / "base.xsd").unlink()
    assert judged(tmp_path, "t:A == t:B + b:P", None)[0] == [(Verdict.HOLDS, "")]
    ties, codes = judged(tmp_path, "t:A == t:B + b:Q", None)
    assert [verdict for verdict, _ in ties] == [Verdict.INDETERMINATE]
    assert UNKNOWN not in codes


# --- what a set holds ----------------------------------------------------------------------------
FACTS = [
    ("Odd", 1), ("Assets", 9), ("Cash", 4), ("Equity", 5), ("Revenue", 3, 0, QUARTER), ("Costs", 2, 0, QUARTER),
    ("Margin", "0.5", 2, QUARTER, "pure"), ("Revenue", 1, 0, QUARTER, None, EAST),
    ("Revenue", 2, 0, QUARTER, None, {**WEST, "Axis2": "North"}),
]  # fmt: skip
TREE = {
    "Income": {"Costs": ["Revenue"], "Liabilities": ["Costs", "Cash"]},
    "Sheet": {"Assets": ["Equity", "Cash"], "Cash": ["Margin"]},
}
SUMS = {"Income": {"Assets": {"Cash": "0.5", "Costs": 1}}, "Sheet": {"Assets": {"Cash": 1, "Equity": -1}}}


def sets(namespaces=None, **networks):
    """Sets over a report and its taxonomy; the link role Income is defined as `Statement of Operations`."""
    using = taxonomy(networks.get("sums", SUMS), CONCEPTS, presented=networks.get("tree", TREE))
    for uri, role in using.roles.items():
        if uri.endswith("Income"):
            using.roles[uri] = role._replace(definition="Statement of Operations")
    margin = using.concepts[qname("Margin")]
    using.concepts[margin.name] = margin._replace(type="{http://own.example}shareItemType")
    domain = taxonomy({}, presented={"Regions": {"Axis": ["West"], "West": ["East"]}}).networks
    for (_, role), network in domain.items():
        using.networks[DOMAIN_MEMBER, role] = Network(DOMAIN_MEMBER, role, network.arcs)
    return binder(FACTS, namespaces=namespaces, using=using).sets


def held(text, variables=(), **networks):
    """The elements of a set by their local names, those of another weight than 1 with it."""
    found = sets(**networks).elements(parse_ranging(f"X in {text}")[3], variables)
    names = [(name.removeprefix(f"{{{NS}}}"), weight) for name, weight in found]
    return [name if weight == 1 else (name, weight) for name, weight in names]


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("[]", []),
        ("[Cash, Assets]", ["Cash", "Assets"]),
        ("[Cash, Assets, Cash]", ["Cash", "Assets"]),
        ("[X, Y]", ["Equity", "Cash"]),
        ("[Cash, Assets] + [Equity, Cash]", ["Cash", "Assets", "Equity"]),
        ("[Cash, Assets] - [Equity, Cash]", ["Assets"]),
        ("[Cash, Assets, Equity] & [Equity, Cash, Costs]", ["Cash", "Equity"]),
        ("[Cash] + [Assets] - [Cash]", ["Assets"]),
        ("contributors(Assets, 'sheet') + [Equity, Costs]", ["Cash", ("Equity", -1), "Costs"]),
        ("[Equity] + contributors(Assets, 'sheet')", ["Equity", "Cash"]),
        ("contributors(Assets, 'sheet') & [Equity]", [("Equity", -1)]),
        ("concepts()", ["Assets", "Cash", "Equity", "Revenue", "Costs", "Margin"]),
        ("concepts(duration)", ["Revenue", "Costs", "Margin"]),
        ("concepts(monetary, duration)", ["Revenue", "Costs"]),
        ("concepts(monetary, duration, debit)", ["Costs"]),
        ("concepts(pure)", ["Margin"]),
        ("concepts(share)", ["Margin"]),
        ("concepts(shares)", []),
        ("concepts(percent, instant)", []),
        ("statement('sheet')", ["Assets", "Equity", "Cash", "Margin"]),
        ("statement('operations')", ["Costs", "Revenue", "Cash"]),
        ("statement('STATEMENT of')", ["Costs", "Revenue", "Cash"]),
        ("statement('')", ["Costs", "Revenue", "Cash", "Assets", "Equity", "Margin"]),
        ("statement('none of it')", []),
        ("children(Assets)", ["Equity", "Cash"]),
        ("children(Assets, 'income')", []),
        ("children(X)", []),
        ("children(Liabilities, 'income')", ["Costs", "Cash"]),
        ("descendants(Assets)", ["Equity", "Cash", "Margin"]),
        ("descendants(Liabilities)", ["Costs", "Revenue", "Cash"]),
        ("contributors(Assets)", [("Cash", "half"), "Costs", ("Equity", -1)]),
        ("contributors(Assets, 'sheet')", ["Cash", ("Equity", -1)]),
        ("contributors(Assets, 'Statement of Op')", [("Cash", "half"), "Costs"]),
        ("contributors(Cash)", []),
        ("members(Axis)", ["East", "West"]),
        ("members(Axis2)", ["North"]),
        ("members(Axis, West)", ["East"]),
        ("members(Axis, East)", []),
    ],
)
def test_what_a_set_holds(text, elements):
    half = Fraction(1, 2)
    made = [(one[0], half) if one[1:] == ("half",) else one for one in elements]
    variables = (("X", qname("Equity")), ("Y", qname("Assets")), ("Y", qname("Cash")))
    assert held(text, variables) == made


def test_a_weight_that_cannot_be_read_counts_as_one():
    assert held("contributors(Assets)", sums={"Sheet": {"Assets": {"Cash": "x", "Equity": 3}}}) == [
        "Cash",
        ("Equity", 3),
    ]


def test_calculations_of_either_kind_contribute_those_of_1_0_first():
    made = sets(sums={"New": {"Assets": {"Cash": 2, "Equity": 3}}})
    old = taxonomy({"Old": {"Assets": {"Cash": 5}}}, arcrole=SUMMATION_10).networks
    made.taxonomy.networks.update(old)
    found = made.elements(parse_ranging("X in contributors(Assets)")[3], ())
    assert found == [(qname("Cash"), 5), (qname("Equity"), 3)]


def test_combinations_follow_their_order_and_later_sets_use_earlier_variables():
    ranging = tuple(map(parse_ranging, ("X in [Assets, Liabilities]", "Y in children(X)")))
    found = list(sets().combinations(ranging))
    pairs = [("Assets", "Equity"), ("Assets", "Cash"), ("Liabilities", "Costs"), ("Liabilities", "Cash")]
    assert found == [(("X", qname(one)), ("Y", qname(other))) for one, other in pairs]
    assert list(sets().combinations(())) == [()]


@pytest.mark.parametrize(
    ("text", "fault", "offset", "values"),
    [
        ("other(Assets)", "unknown", 5, {"kind": "function", "name": "other"}),
        ("[Cash] + child(Assets)", "nearly", 14, {"kind": "function", "name": "child", "near": "children"}),
        ("statement()", "network", 5, {"function": "statement"}),
        ("statement(Assets)", "network", 5, {"function": "statement"}),
        ("statement('a', 'b')", "network", 5, {"function": "statement"}),
        ("children()", "concept-and-network", 5, {"function": "children"}),
        ("children('a')", "concept-and-network", 5, {"function": "children"}),
        ("children(Assets, Cash)", "concept-and-network", 5, {"function": "children"}),
        ("children(Assets, 'a', 'b')", "concept-and-network", 5, {"function": "children"}),
        ("members()", "members", 5, {"function": "members"}),
        ("members('a')", "members", 5, {"function": "members"}),
        ("members(Axis, 'a')", "members", 5, {"function": "members"}),
        ("members(Axis, East, West)", "members", 5, {"function": "members"}),
        ("[Cash, Zebra]", "unknown", 12, {"kind": "concept", "name": "Zebra"}),
        ("children(Zebra)", "unknown", 14, {"kind": "concept", "name": "Zebra"}),
        ("members(Axis, Zebra)", "unknown", 19, {"kind": "concept", "name": "Zebra"}),
    ],
)
def test_what_is_no_set_is_placed(text, fault, offset, values):
    with pytest.raises(RuleError) as caught:
        held(text)
    assert (caught.value.fault, caught.value.offset, caught.value.values) == (fault, offset, values)


def test_an_amount_is_no_set():
    with pytest.raises(RuleError) as caught:
        sets().elements(("number", 3, "1"), ())
    assert (caught.value.fault, caught.value.offset) == ("set", 3)


@pytest.mark.parametrize(
    ("text", "fault", "offset", "values"),
    [
        ("concepts(none)", "unknown", 14, {"kind": "trait", "name": "none"}),
        ("concepts(duration, monetry)", "nearly", 24, {"kind": "trait", "name": "monetry", "near": "monetary"}),
        ("concepts(shar)", "nearly", 14, {"kind": "trait", "name": "shar", "near": "share"}),
    ],
)
def test_a_trait_that_no_concept_can_have_is_told_and_holds_nothing_silently(text, fault, offset, values):
    with pytest.raises(RuleError) as caught:
        held(text)
    assert (caught.value.fault, caught.value.offset, caught.value.values) == (fault, offset, values)


def test_a_trait_of_a_document_that_is_lost_is_not_judged():
    made = sets()
    assert made.taxonomy is not None
    made.taxonomy.lost = frozenset({"schema"})
    assert made.elements(parse_ranging("X in concepts(ownKind)")[3], ()) == []


# --- names ---------------------------------------------------------------------------------------
OTHER = "http://other.example"


def named(name, namespaces, variables=()):
    using = taxonomy({}, CONCEPTS)
    far = concept("Far")._replace(name=f"{{{OTHER}}}Far")
    twice = concept("Cash")._replace(name=f"{{{OTHER}}}Cash")
    using.concepts.update({one.name: one for one in (far, twice)})
    made = report([("Assets", 1)], using)
    made.prefixes = {"o": OTHER, "t": NS}
    figures = Figures(made)
    return Sets(figures, Frames(figures), namespaces).concept(name, 7, variables).name


@pytest.mark.parametrize(
    ("name", "namespaces", "found"),
    [
        ("Assets", {"default": NS}, qname("Assets")),
        ("Far", {"default": OTHER}, f"{{{OTHER}}}Far"),
        ("o:Far", {"default": NS}, f"{{{OTHER}}}Far"),
        ("t:Assets", {}, qname("Assets")),
        ("u:Assets", {"u": NS}, qname("Assets")),
        ("o:Assets", {"o": NS}, qname("Assets")),  # the file's prefixes go before the report's
        ("Far", {}, f"{{{OTHER}}}Far"),
        ("X", {"default": NS}, qname("Cash")),
    ],
)
def test_a_name_is_resolved(name, namespaces, found):
    assert named(name, namespaces, (("X", qname("Assets")), ("X", qname("Cash")))) == found


@pytest.mark.parametrize(
    ("name", "namespaces", "fault", "values"),
    [
        ("Asset", {"default": NS}, "nearly", {"kind": "concept", "name": "Asset", "near": "Assets"}),
        ("o:Fax", {}, "nearly", {"kind": "concept", "name": "o:Fax", "near": "o:Far"}),
        ("o:Assets", {}, "unknown", {"kind": "concept", "name": "o:Assets"}),  # it is near to none of that namespace
        ("Fax", {}, "nearly", {"kind": "concept", "name": "Fax", "near": "Far"}),
        ("Zebra", {}, "unknown", {"kind": "concept", "name": "Zebra"}),
        ("Cash", {}, "several", {"name": "Cash", "namespaces": 2}),
        ("oo:Far", {"other": OTHER}, "prefix-nearly", {"name": "oo", "near": "o"}),
        ("zz:Far", {}, "prefix", {"name": "zz"}),
        ("default:Far", {"default": OTHER}, "prefix", {"name": "default"}),
    ],
)
def test_a_name_there_is_none_of_is_told_with_the_nearest(name, namespaces, fault, values):
    with pytest.raises(RuleError) as caught:
        named(name, namespaces)
    assert (caught.value.fault, caught.value.offset, caught.value.values) == (fault, 7, values)


def test_without_a_taxonomy_there_are_no_names_and_networks():
    figures = Figures(report([("Assets", 1)]))
    bare = Sets(figures, Frames(figures), {})
    for text in ("concepts()", "statement('')"):
        node = parse_ranging(f"X in {text}")[3]
        assert (bare.elements(node, ()), bare.open(node)) == ([], False)
    for namespaces in ({}, {"default": NS}):
        with pytest.raises(RuleError) as caught:
            Sets(figures, Frames(figures), namespaces).concept("Assets", 7, ())
        assert (caught.value.fault, caught.value.offset) == ("unknown", 7)


def test_a_default_for_every_edition_needs_no_taxonomy():
    figures = Figures(report([("Assets", 1)]))
    found = Sets(figures, Frames(figures), {"default": "http://example.com/*", "t": NS})
    assert [found.concept(name, 0, ()).name for name in ("Assets", "Cash", "t:Cash")] == [
        qname("Assets"), "Cash", qname("Cash"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lost", "absent", "is_open"),
    [
        ("children(Cash)", {"schema"}, set(), True),
        ("children(Cash)", {"presentation"}, set(), True),
        ("descendants(Cash)", {"linkbase"}, set(), True),
        ("statement('x')", {"presentation"}, set(), True),
        ("children(Cash)", {"calculation", "definition"}, set(), False),
        ("children(Cash)", set(), set(), False),
        ("members(Axis)", {"definition"}, set(), True),
        ("members(Axis)", {"presentation"}, set(), False),
        ("contributors(Cash)", {"calculation"}, set(), True),
        ("contributors(Cash)", {"schema", "presentation"}, set(), False),
        ("concepts(duration)", {"schema"}, {NS}, True),  # Odd may be declared there
        ("concepts(duration)", {"schema"}, {OTHER}, False),
        ("[Cash]", {"schema", "presentation"}, {NS}, False),
        ("[Cash] + children(Cash)", {"schema"}, set(), True),
        ("children(Cash) - [Cash]", {"schema"}, set(), True),
        ("[Cash] & [Cash]", {"schema"}, set(), False),
    ],
)
def test_a_set_is_open_where_what_decides_it_is_lost(text, lost, absent, is_open):
    made = sets()
    made.taxonomy.lost, made.taxonomy.absent = frozenset(lost), frozenset(absent)
    assert made.open(parse_ranging(f"X in {text}")[3]) is is_open


def test_concepts_that_are_known_leave_no_set_open():
    made = sets()
    made.taxonomy.lost, made.taxonomy.absent = frozenset({"schema"}), frozenset({NS})
    del made.figures.by_concept[qname("Odd")]
    assert not made.open(parse_ranging("X in concepts(duration)")[3])


def test_sums_with_a_part_in_what_is_lost_are_open():
    made = sets()
    made.taxonomy.lost = frozenset({"schema"})
    made.taxonomy.open_sums = {("arcrole", "role"): (qname("Assets"),)}
    assert made.open(parse_ranging("X in contributors(Cash)")[3])
