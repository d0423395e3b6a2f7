"""The stored form of taxonomies: what is read back is what was written."""

from __future__ import annotations

import marshal

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.dts.stored import Compiled, problem_rows, read, read_problems, write
from validator.model.components import (
    AnyParticle,
    AttributeUse,
    ComplexType,
    ElementParticle,
    Group,
    SimpleType,
    Wildcard,
)
from validator.model.networks import Arc
from validator.model.report import Reference
from validator.model.source import Document, Location, Problem
from validator.model.taxonomy import Concept, Role

TEXT = st.sampled_from(["", "a", "{urn:t}b", "c d", "é"])
MAYBE = st.none() | TEXT
NUMBER = st.integers(-1, 9)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
PLACES = st.builds(Location, TEXT, NUMBER, NUMBER, st.just(""))
PARTICLES = st.recursive(
    st.builds(
        ElementParticle, TEXT, NUMBER, NUMBER, reference=st.booleans(), type=TEXT, nillable=st.booleans(),
        default=MAYBE, fixed=MAYBE, block=TEXT,
    )
    | st.builds(AnyParticle, TEXTS, TEXT, NUMBER, NUMBER),
    lambda inner: st.builds(Group, TEXT, st.lists(inner, max_size=3).map(tuple), NUMBER, NUMBER),
    max_leaves=5,
)  # fmt: skip
USES = st.builds(AttributeUse, TEXT, TEXT, TEXT, MAYBE, MAYBE)
SIMPLE = st.builds(
    SimpleType, TEXT, TEXT, TEXT, TEXT, TEXT, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.none() | TEXTS, PAIRS,
    PLACES,
)  # fmt: skip
COMPLEX = st.builds(
    ComplexType, TEXT, TEXT, TEXT, st.booleans(), st.booleans(), TEXT, TEXT, st.none() | PARTICLES,
    st.lists(USES, max_size=2).map(tuple), st.none() | st.builds(Wildcard, TEXTS, TEXT), PLACES, TEXT,
)  # fmt: skip
CONCEPTS = st.builds(
    Concept, *[TEXT] * 8, st.booleans(), st.booleans(), PLACES, typed_domain=TEXT, default=MAYBE, fixed=MAYBE,
    simple=TEXT, block=TEXT,
)  # fmt: skip
ROLES = st.dictionaries(TEXT, st.builds(Role, TEXT, TEXT, TEXTS, TEXT, PLACES), max_size=3)
ARCS = st.lists(st.builds(Arc, TEXT, TEXT, TEXT, TEXT, TEXT, PAIRS, PLACES), max_size=3).map(tuple)
COMPILED = st.builds(
    Compiled,
    st.lists(st.tuples(TEXT, TEXT, TEXT).map(lambda one: Document(*one)), max_size=2).map(tuple),
    st.dictionaries(TEXT, CONCEPTS, max_size=3),
    st.dictionaries(st.tuples(TEXT, TEXT), ARCS, max_size=3),
    ROLES,
    ROLES,
    st.dictionaries(TEXT, SIMPLE | COMPLEX, max_size=3),
    st.dictionaries(TEXT, USES, max_size=3),
    st.dictionaries(TEXT, st.tuples(st.tuples(TEXTS, TEXTS)), max_size=2),
    st.frozensets(TEXT, max_size=2),
    st.frozensets(TEXT, max_size=2),
    st.dictionaries(st.tuples(TEXT, TEXT), TEXTS.map(sorted).map(tuple), max_size=2),
    st.dictionaries(TEXT, TEXT, max_size=2),
    st.dictionaries(TEXT, st.tuples(TEXT, st.booleans(), st.tuples(st.tuples(TEXTS, TEXTS))), max_size=2),
)
REFERENCES = [Reference("schemaRef", "t.xsd", "", Location("r.xml", 2, 3))]
PROBLEMS = st.builds(
    Problem,
    TEXT,
    PLACES | st.just(REFERENCES[0].at),
    st.dictionaries(TEXT, TEXT | NUMBER, max_size=2),
    st.lists(st.tuples(TEXT, PLACES | st.just(REFERENCES[0].at)), max_size=2).map(tuple),
)


@tried(100)
@given(COMPILED)
def test_what_is_read_back_is_what_was_written(compiled: Compiled) -> None:
    raw = write(compiled)
    assert marshal.loads(marshal.dumps(raw)) == raw
    found = read(marshal.loads(marshal.dumps(raw)), dict)
    assert found.documents == compiled.documents
    assert {key: network.arcs for key, network in found.networks.items()} == compiled.networks
    assert (found.concepts, found.types, found.attributes) == (compiled.concepts, compiled.types, compiled.attributes)
    assert (found.roles, found.arcroles, found.units) == (compiled.roles, compiled.arcroles, compiled.units)
    lost = (found.lost, found.absent, found.open_sums, found.assumed)
    assert found.told == compiled.told
    assert lost == (compiled.lost, compiled.absent, compiled.open_sums, compiled.assumed)


@given(st.lists(PROBLEMS, max_size=4))
def test_problems_are_read_back_each_once(problems: list[Problem]) -> None:
    rows = problem_rows(problems, REFERENCES)
    found = read_problems(marshal.loads(marshal.dumps(rows)), REFERENCES)
    assert problem_rows(found, REFERENCES) == rows
    assert all(problem in problems for problem in found)
    assert {(one.check, one.at) for one in found} == {(one.check, one.at) for one in problems}


def test_a_problem_of_a_reference_is_found_where_this_report_has_it() -> None:
    rows = problem_rows([Problem("schema-expected", REFERENCES[0].at, {})], REFERENCES)
    elsewhere = [REFERENCES[0]._replace(at=Location("s.xml", 7, 1))]
    assert [problem.at for problem in read_problems(rows, elsewhere)] == [Location("s.xml", 7, 1)]
