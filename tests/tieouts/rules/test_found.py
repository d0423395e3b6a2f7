"""What was found in a document: how it is said, kept beside a report, and bound in every column."""

from __future__ import annotations

import json

import pytest

from tests.building import report
from validator.finding import Verdict
from validator.tieouts.figures import Figures
from validator.tieouts.rules import found
from validator.tieouts.rules.found import RELATIONS, STRONG, Relation, bind, relations, written

YEARS = ("2022-12-31", "2023-12-31")
FACTS = [(name, value, 0, when) for when in YEARS for name, value in (("A", 6), ("B", 4), ("C", 2))]
IDS = ["a1", "b1", "c1", "a2", "b2", "c2"]


def figure(row):
    return ("figure", row)


SUM = Relation(
    "sum", "A is B and C", 20, 2, 3,
    tuple((figure(at), ("sum", ((1, figure(at + 1)), (-1, figure(at + 2))))) for at in (0, 3)),
)  # fmt: skip
RATIO = Relation(
    "quotient", "A for each B", 7, 1, 1,
    ((figure(0), ("product", ("constant", 3), ("quotient", figure(1), figure(2)))),), "TO901",
)  # fmt: skip


def kept(folder, text, ids=IDS):
    """A report with what was found beside it."""
    made = report(FACTS)
    made.ids[:] = ids
    made.path = str(folder / "report.xml")
    if text is not None:
        (folder / "report.xml.found.json").write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("bits", "chance"),
    [
        (0, "1 in 1"),
        (3, "1 in 1"),
        (4, "1 in 10"),
        (20, "1 in 1,000,000"),
        (33, "1 in 1,000,000,000"),
        (34, "1 in 10^10"),
        (100, "1 in 10^30"),
    ],
)
def test_odds_are_said_as_a_chance(bits, chance):
    assert SUM._replace(bits=bits).evidence == f"it holds in 2 of 3; by chance {chance}"


def test_what_is_tied_strongly_is_one_chance_in_a_million():
    assert 2 ** (STRONG - 1) < 10**6 < 2**STRONG


def test_figures_with_the_other_sign_are_turned():
    (first, second) = SUM.turned((0, 1, 5)).instances
    assert first == (
        ("sum", ((-1, figure(0)),)),
        ("sum", ((1, ("sum", ((-1, figure(1)),))), (-1, figure(2)))),
    )
    assert second == (figure(3), ("sum", ((1, figure(4)), (-1, ("sum", ((-1, figure(5)),))))))
    assert SUM.turned(()) == SUM


def test_what_is_kept_beside_a_report_is_what_was_found(tmp_path):
    text = written((SUM, RATIO), IDS)
    assert json.loads(text)["relations"][1] == {
        "kind": "quotient", "title": "A for each B", "bits": 7, "held": 1, "of": 1, "rule": "TO901",
        "ties": [[["figure", "a1"], ["product", ["constant", 3], ["quotient", ["figure", "b1"], ["figure", "c1"]]]]],
    }  # fmt: skip
    first, *_, last = lines = text.splitlines()
    assert (first, last, len(lines)) == ("{", "}", 6)
    made = kept(tmp_path, text)
    assert relations(made) == (SUM, RATIO)
    assert relations(made) is relations(made)
    assert relations(kept(tmp_path, written((SUM._replace(title="Größe"),), IDS)))[0].title == "Größe"
    assert '"Größe"' in written((SUM._replace(title="Größe"),), IDS)
    assert relations(kept(tmp_path, text, [one.upper() for one in IDS])) == ()  # of facts that are not there


def test_nothing_is_kept_where_no_file_stands(tmp_path):
    made = kept(tmp_path, None)
    assert relations(made) == ()
    (tmp_path / "report.xml.found.json").write_text(written((SUM,), IDS))
    assert relations(made) == ()  # it was looked for once
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "report.xml.found.json").mkdir()
    assert relations(kept(tmp_path / "other", None)) == ()


def one(**more):
    values = {
        "kind": "same",
        "title": "t",
        "bits": 1,
        "held": 1,
        "of": 1,
        "ties": [[["figure", "a1"], ["constant", 6]]],
    }
    return json.dumps({"relations": [{**values, **more}]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"relations": 1}',
        '{"relations": [1]}',
        '{"relations": [{}]}',
        one(kind="guess"),
        one(kind=["sum"]),
        one(title=1),
        one(bits="1"),
        one(held=1.5),
        one(of=None),
        one(ties="ab"),
        one(ties={"ab": 1}),
        one(ties=[1]),
        one(ties=[[["figure", "a1"]]]),
        one(ties=[[["figure", "a1"], ["figure", "x"]]]),
        one(ties=[[["figure", 1], ["figure", "a1"]]]),
        one(ties=[[["figure", "a1"], ["constant", 1.5]]]),
        one(ties=[[["figure", "a1"], ["constant"]]]),
        one(ties=[[["figure", "a1"], ["sum", "ab"]]]),
        one(ties=[[["figure", "a1"], ["sum", [[1]]]]]),
        one(ties=[[["figure", "a1"], ["sum", [["1", ["figure", "b1"]]]]]]),
        one(ties=[[["figure", "a1"], ["sum", [[1.5, ["figure", "b1"]]]]]]),
        one(ties=[[["figure", "a1"], ["sum", [[float("inf"), ["figure", "b1"]]]]]]),
        one(ties=[[["figure", "a1"], ["least", ["figure", "b1"], ["figure", "c1"]]]]),
        one(ties=[[["figure", "a1"], ["product", ["figure", "b1"]]]]),
        one(ties=[[["figure", "a1"], "b1"]]),
        "[" * 100_000,
    ],
)
def test_what_does_not_have_the_shape_is_nothing(tmp_path, text):
    assert relations(kept(tmp_path, text)) == ()


def test_what_has_the_shape_is_read(tmp_path):
    (read,) = relations(kept(tmp_path, one(more="besides")))
    assert read == Relation("same", "t", 1, 1, 1, ((figure(0), ("constant", 6)),), "")


def test_a_file_beyond_the_largest_is_not_read(tmp_path, monkeypatch):
    text = one()
    monkeypatch.setattr(found, "LARGEST", len(text))
    assert len(relations(kept(tmp_path, text))) == 1
    monkeypatch.setattr(found, "LARGEST", len(text) - 1)
    assert relations(kept(tmp_path, text)) == ()


def test_a_relation_is_bound_in_every_column():
    made = report(FACTS)
    made.texts[3] = "99"
    made.derived.keep(RELATIONS, (SUM, RATIO))
    figures = Figures(made)
    ties = list(bind(figures))
    assert [(tie.code, tie.source, tie.title, tie.spot, tie.relation) for tie in ties] == [
        ("FD101", "found-sum", "A is B and C", figures.key_of(0)[1], "=="),
        ("FD101", "found-sum", "A is B and C", figures.key_of(3)[1], "=="),
        ("FD103", "found-quotient", "A for each B", figures.key_of(0)[1], "=="),
    ]
    assert [tie.frame for tie in ties[:2]] == ["as of 2022-12-31, CNY", "as of 2023-12-31, CNY"]
    assert [tie.verdict for tie in ties] == [Verdict.FAILS, Verdict.FAILS, Verdict.HOLDS]
    assert [tie.found for tie in ties] == [SUM, SUM, RATIO]
    assert ties[1].keys == tuple(map(figures.key_of, (3, 4, 5)))
    assert list(bind(figures, accepted=True))[-1].found == SUM  # the rule drafted from the other says it


def test_what_is_no_figure_stands_in_no_relation():
    made = report(FACTS)
    made.derived.keep(RELATIONS, (SUM,))
    made.units_of[2] = -1
    (tie,) = bind(Figures(made))
    assert tie.frame == "as of 2023-12-31, CNY"
