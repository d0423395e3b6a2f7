"""Declared tie-outs bound to reports: silence first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import NS, report, taxonomy
from tests.problems import message_of
from tests.ruling import CONCEPTS
from validator.checks import tieouts
from validator.finding import Verdict
from validator.prove.altered import Change, changed
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures, figures_of
from validator.tieouts.rebinding import Remembered
from validator.tieouts.rules import rulebook

H, R, F, I = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE  # noqa: E741

Q, Y, Q22 = "2023-07-01/2023-09-30", "2023-01-01/2023-09-30", "2022-07-01/2022-09-30"


@pytest.fixture
def bound(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))

    def bind(facts, text, **networks):
        path = tmp_path / "rules.toml"
        path.write_text(f'[namespaces]\ndefault = "{NS}"\n{text}', encoding="utf-8")
        figures = Figures(report(facts, taxonomy(networks.get("sums", {}), CONCEPTS, presented=networks.get("tree"))))
        found = Evidence.gathered(figures, (tieouts.bind,), SimpleNamespace(rules=(str(path),)))
        return found.ties, list(found.said())

    return bind


def rule(text, **more):
    extra = "".join(f"{key} = {value!r}\n" for key, value in more.items())
    return f"""
[TO900]
name = "some-rule"
says = "{{left}} against {{right}} (off by {{gap}})"
why = "It must."
rule = "{text}"
{extra}"""


@pytest.mark.parametrize(
    ("text", "facts", "verdicts"),
    [
        ("Assets == Liabilities + Equity", [("Assets", 3), ("Liabilities", 1), ("Equity", 2)], [H]),
        ("Assets == Liabilities + Equity", [("Assets", 4), ("Liabilities", 1), ("Equity", 2)], [R]),
        ("Assets == Liabilities + Equity", [("Assets", 5), ("Liabilities", 1), ("Equity", 2)], [F]),
        ("Assets == Liabilities + Equity", [("Assets", 3), ("Liabilities", 1)], [I]),
        ("Assets == Liabilities + Equity", [("Assets", 3), ("Liabilities", 1), ("Equity", None)], [I]),
        ("Assets == Liabilities + Equity", [("Cash", 3)], []),
        ("Assets >= Cash", [("Assets", 3), ("Cash", 3)], [H]),
        ("Assets >= Cash", [("Assets", 2), ("Cash", 3)], [R]),
        ("Assets >= Cash", [("Assets", 1), ("Cash", 3)], [F]),
        ("Assets > Cash", [("Assets", 2), ("Cash", 3)], [F]),  # 2.5 at most against 2.5 at least
        ("0 <= Margin <= 1", [("Margin", "0.25", 2, Q, "pure")], [H, H]),
        ("Margin in [0, 1]", [("Margin", "1.25", 2, Q, "pure")], [H, F]),
        (
            "Margin == Profit / Revenue",
            [("Margin", "0.33", 2, Q, "pure"), ("Profit", 1, 0, Q), ("Revenue", 3, 0, Q)],
            [R],
        ),
        (
            "Margin == Profit / Revenue",
            [("Margin", "0.33", 2, Q, "pure"), ("Profit", 100, 0, Q), ("Revenue", 310, 0, Q)],
            [F],
        ),
        ("Margin == Profit / Revenue", [("Margin", 0, 2, Q, "pure"), ("Profit", 1, 0, Q), ("Revenue", 0, 0, Q)], [I]),
        (
            "Earnings == Profit / Shares",
            [("Earnings", "0.50", 2, Q, "CNY/shares"), ("Profit", 100, 0, Q), ("Shares", 200, 0, Q, "shares")],
            [H],
        ),
        (
            "closing(Cash) == opening(Cash) + Change",
            [("Cash", 10, 0, "2023-06-30"), ("Cash", 15, 0, "2023-09-30"), ("Change", 5, 0, Q)],
            [H],
        ),
        ("Cash == opening(Cash) + Change", [("Cash", 15, 0, "2023-09-30"), ("Change", 5, 0, Q)], [I]),
        ("Revenue >= last_quarter(Revenue)", [("Revenue", 9, 0, Y), ("Revenue", 3, 0, Q)], [H]),
        ("Revenue >= last_quarter(Revenue)", [("Revenue", 1, 0, Y), ("Revenue", 3, 0, Q)], [F]),
        ("Revenue >= year_ago(Revenue)", [("Revenue", 4, 0, Q), ("Revenue", 3, 0, Q22)], [H]),
        ("Revenue >= year_ago(Revenue)", [("Revenue", 4, 0, Q)], []),
        ("quarters(Revenue) == Revenue", [("Revenue", 9, 0, Y), ("Revenue", 3, 0, Q)], []),
        (
            "quarters(Revenue) == Revenue",
            [
                ("Revenue", 9, 0, Y),
                ("Revenue", 3, 0, Q),
                ("Revenue", 2, 0, "2023-04-01/2023-06-30"),
                ("Revenue", 4, 0, "2023-01-01/2023-03-31"),
            ],
            [H],
        ),
        (
            "unit(Assets, 'CNY') == unit(Assets, 'USD') * the(Rate)",
            [("Assets", 730, 0), ("Assets", 100, 0, None, "USD"), ("Rate", "7.30", 2, "2023-09-29", "pure")],
            [H],
        ),
        (
            "Revenue == sum(m in members(Axis), Revenue[Axis=m])",
            [
                ("Revenue", 5, 0, Q),
                ("Revenue", 2, 0, Q, None, {"Axis": "East"}),
                ("Revenue", 3, 0, Q, None, {"Axis": "West"}),
            ],
            [H],
        ),
        ("abs(Profit) <= Revenue", [("Profit", -5, 0, Q), ("Revenue", 9, 0, Q)], [H]),
        ("max(Assets, Cash) == Assets", [("Assets", 5), ("Cash", 4)], [H]),
        ("on(Cash, '2022-12-31') == Cash", [("Cash", 4), ("Cash", 4, 0, "2022-12-31")], [H]),
        ("Assets == 2 * Cash", [("Assets", 5, 0, None, "USD"), ("Cash", 2), ("Assets", 4)], [I, H]),
    ],
)
def test_verdicts(bound, text, facts, verdicts):
    ties, findings = bound(facts, rule(text))
    assert [tie.verdict for tie in ties] == verdicts
    assert [one.code for one in findings if one.code != "TO007"] == ["TO900"] * verdicts.count(F)


def test_powers_of_powers_are_bound_up_to_a_limit(bound):
    (tie,), found = bound([("Assets", 1), ("Cash", 1)], rule("Assets == (Cash**12)**12"))
    assert tie.verdict == H
    assert not found


def test_a_variable_ranges_over_a_set(bound):
    facts = [("Revenue", 4, 0, Y), ("Revenue", 5, 0, Q), ("Costs", 9, 0, Y), ("Costs", 5, 0, Q), ("Profit", -1, 0, Q)]
    text = rule("X >= last_quarter(X)", **{"for": "X in concepts(monetary, duration) - [Profit]"})
    ties, findings = bound(facts, text)
    assert [(tie.verdict, tie.terms[0].label) for tie in ties] == [(R, "Revenue"), (H, "Costs")]
    assert findings == []


def test_sets_of_networks(bound):
    facts = [("Assets", 9), ("Cash", 4), ("Equity", 5)]
    tree = {"Sheet": {"Assets": ["Cash", "Equity"]}}
    assert [t.verdict for t in bound(facts, rule("Assets == sum(children(Assets, 'sheet'))"), tree=tree)[0]] == [H]
    sums = {"Sheet": {"Assets": {"Cash": 1, "Equity": -1}}}
    assert [t.verdict for t in bound(facts, rule("Assets == sum(contributors(Assets))"), sums=sums)[0]] == [F]


def test_guards(bound):
    facts = [("Profit", -5, 0, Q), ("Revenue", 9, 0, Q), ("Revenue", 1, 0, Y), ("Profit", 2, 0, Y)]
    assert [t.frame for t in bound(facts, rule("Profit <= Revenue", when="months(9)"))[0]] == [
        "2023-01-01 to 2023-09-30, CNY"
    ]
    assert len(bound(facts, rule("Profit <= Revenue", when="Profit > 0 and reported(Revenue)"))[0]) == 1
    assert bound(facts, rule("Profit <= Revenue", when="reported(Costs)"))[0] == []


def test_what_a_missing_figure_means(bound):
    facts = [("Assets", 3), ("Liabilities", 3)]
    text = "Assets == Liabilities + Equity"
    (tie,), (note,) = bound(facts, rule(text))
    assert tie.missing == ("Equity (as of 2023-09-30, CNY)",)
    assert note.message == "Equity (as of 2023-09-30, CNY) is not reported, so TO900 cannot be checked"
    assert bound(facts, rule(text, missing="skip"))[0] == []
    assert [t.verdict for t in bound(facts, rule(text, missing="zero"))[0]] == [H]


def test_the_message(bound):
    facts = [("Cash", 10, 0, "2023-06-30"), ("Cash", 1500, 0, "2023-09-30"), ("Change", 5, 0, Q)]
    text = rule("closing(Cash) == start + Change", mends="look at {label(Cash)}").replace(
        "{left}", "from {start} to {left}"
    )
    _, (found,) = bound(facts, text + '[TO900.let]\nstart = "opening(Cash)"\n')
    assert found.message == "from 10 to 1,500 against 15 (off by 1,485)"
    assert found.help == "look at Cash"
    assert found.at.line == 2
    assert [(what, at.line) for what, at in found.related] == [("Cash", 1), ("Change", 3)]
    assert found.notes[:2] == ("closing(Cash) == start + Change, 2023-07-01 to 2023-09-30, CNY", "1,500 == 10 + 5")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("[TO900", "TO001", 3, 7, "this rule file cannot be read: Expected ']' at the end of a table declaration"),
        (rule("a = b"), "TO003", 7, 11, "TO900: expected ==, <=, >=, <, > or in, found '='"),
        (
            rule("Assets == Liabilties"),
            "TO004",
            7,
            19,
            "TO900: there is no concept 'Liabilties'; did you mean 'Liabilities'?",
        ),
        (rule("Assets == opned(Cash)"), "TO004", 7, 19, "TO900: there is no function 'opned'"),
        (
            rule("Assets == openin(Cash)"),
            "TO004",
            7,
            19,
            "TO900: there is no function 'openin'; did you mean 'opening'?",
        ),
        (rule("Assets == Cash", sayz="x"), "TO002", 8, 1, "there is no key 'sayz' here; did you mean 'says'?"),
        (
            rule("Assets == Cash", severity="bad"),
            "TO002",
            8,
            1,
            "TO900.severity: 'bad' is not one of ['error', 'warning', 'note']",
        ),
        (
            rule("Assets == " + "+".join(["Cash"] * 250)),
            "TO003",
            7,
            9,
            "TO900: 251 operations or more follow on each other here; at most 250 are read",
        ),
        (
            rule("Assets == Cash", when="-".join(["Cash"] * 500) + " > 0"),
            "TO003",
            8,
            9,
            "TO900: 500 operations or more follow on each other here; at most 250 are read",
        ),
        (rule("Assets == x:Cash"), "TO004", 7, 19, "TO900: the prefix 'x' is not declared"),
        (
            rule("Assets == (((((Cash**12)**12)**12)**12)**12)**12"),
            "TO004",
            7,
            53,
            "TO900: more than 144 figures are multiplied with each other",
        ),
        (
            rule("Assets == Cash", when="(Cash**12)**13 > 0"),
            "TO003",
            8,
            21,
            "TO900: an exponent is a whole number up to 12",
        ),
        (
            rule("Assets == Cash", when="Cash * (Cash**12)**12 > 0"),
            "TO004",
            8,
            14,
            "TO900: more than 144 figures are multiplied with each other",
        ),
    ],
)
def test_faults_of_a_rule_file_are_placed(bound, text, code, line, column, message):
    ties, (found,) = bound([("Assets", 1), ("Cash", 1)], text.lstrip("\n") if text[0] != "[" else text)
    assert ties == []
    assert (found.code, found.message) == (code, message)
    assert found.at.line == line
    assert found.at.column == column


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"when": "reported(Cassh)"}, "TO900: there is no concept 'Cassh'; did you mean 'Cash'?"),
        ({"for": "X in [Assets, Chash]"}, "TO900: there is no concept 'Chash'; did you mean 'Cash'?"),
        (
            {"for": "X in contributor(Assets)"},
            "TO900: there is no function 'contributor'; did you mean 'contributors'?",
        ),
        ({"mends": "look at {Equty}"}, "TO900: there is no concept 'Equty'; did you mean 'Equity'?"),
    ],
)
def test_every_name_is_looked_at_before_a_figure_needs_it(bound, changed, message):
    ties, (found,) = bound([("Cash", 1)], rule("Revenue == Costs", **changed))
    assert ties == []
    assert (found.code, found.message) == ("TO004", message)


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"when": "reported(Cash) and months(1.5)"}, 28),
        ({"when": "quarter(Cash) > 1"}, 9),
        ({"for": "X in members()"}, 13),
        ({"mends": "look at {label()}"}, 19),
        ({"when": "on(Cash, 'x') > 1"}, 9),
    ],
)
def test_what_a_function_takes_is_told_where_it_stands(bound, changed, column):
    ties, (found,) = bound([("Cash", 1), ("Assets", 1)], rule("Assets == Cash", **changed))
    assert (ties, found.code, found.at.line, found.at.column) == ([], "TO004", 9, column)


def test_a_rule_cannot_take_the_code_of_a_check(bound):
    ties, (found,) = bound([("Assets", 1), ("Cash", 1)], rule("Assets == Cash").replace("TO900", "CA101"))
    assert ties == []
    assert found.message == "CA101 is already a code of the catalogue: this rule was not checked"


def test_sound_rules_beside_a_broken_one_are_bound(bound):
    ties, findings = bound(
        [("Assets", 1), ("Cash", 1)], rule("Assets = Cash") + rule("Assets == Cash").replace("900", "901")
    )
    assert [tie.code for tie in ties] == ["TO901"]
    assert [one.code for one in findings] == ["TO003"]


def test_a_file_for_another_taxonomy_is_said(bound, tmp_path):
    path = tmp_path / "other.toml"
    path.write_text('[namespaces]\ndefault = "http://example.com/other"\n' + rule("A == B"))
    figures = Figures(report([("Assets", 1)], taxonomy({}, CONCEPTS)))
    found = list(Evidence.gathered(figures, (tieouts.bind,), SimpleNamespace(rules=(str(path),))).said())
    assert [one.code for one in found] == ["TO005"]


def test_a_missing_file_is_said(tmp_path):
    book = rulebook.load(str(tmp_path / "none.toml"))
    assert message_of(book.problems[0]).endswith(": No such file or directory")


def test_a_stored_rule_file_is_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    path.write_text(rule("Assets == opening(Cash) + 1.50 ** 2", **{"for": "X in [A, B]", "when": "months(3)"}))
    first = rulebook.load(str(path))
    assert list((tmp_path / "cache").rglob("*"))
    assert rulebook.load(str(path)) == first
    assert first.rules[0].code == "TO900"


EAST, WEST = {"Axis": "East"}, {"Axis": "West"}


@pytest.mark.parametrize(
    ("text", "facts", "verdicts"),
    [
        # the member that a rule chooses is all there is of it
        ("Revenue[Axis=East] <= 5", [("Revenue", 4, 0, Q, None, EAST)], [H]),
        ("Revenue[Axis=East] <= 5", [("Revenue", 4, 0, Q, None, WEST)], []),
        # the figure of another member is none of the rule's, so it is bound nowhere
        (
            "Revenue[Axis=East] >= opening(Cash)",
            [("Revenue", 4, 0, Q, None, WEST), ("Cash", 3, 0, "2023-06-30")],
            [],
        ),
        (
            "Revenue[Axis=East] >= opening(Cash)",
            [("Revenue", 4, 0, Q, None, EAST), ("Cash", 3, 0, "2023-06-30")],
            [H],
        ),
        # the whole is bound once, where it stands, and not for each of its members
        (
            "Revenue[] >= Costs[]",
            [
                ("Revenue", 5, 0, Q),
                ("Costs", 4, 0, Q),
                ("Revenue", 2, 0, Q, None, EAST),
                ("Costs", 3, 0, Q, None, EAST),
            ],
            [H],
        ),
        ("Revenue[] >= Costs[]", [("Revenue", 2, 0, Q, None, EAST), ("Costs", 3, 0, Q, None, EAST)], []),
        (
            "Revenue[] >= opening(Cash)",
            [("Revenue", 4, 0, Q, None, EAST), ("Cash", 3, 0, "2023-06-30", None, EAST)],
            [],
        ),
    ],
)
def test_a_rule_that_chooses_members_is_bound_where_they_are_reported(bound, text, facts, verdicts):
    ties, _ = bound(facts, rule(text))
    assert [tie.verdict for tie in ties] == verdicts


def test_what_was_said_is_said_again_where_all_that_the_message_reads_is_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    text = rule("Assets == Liabilities").replace("against {right}", "against {right}, of them {Cash} in cash")
    path.write_text(f'[namespaces]\ndefault = "{NS}"\n{text}', encoding="utf-8")
    facts = [("Assets", 9), ("Liabilities", 5), ("Cash", 3), ("Equity", 1)]
    made = report(facts, taxonomy({}, CONCEPTS))
    remembered = Remembered(made)

    def said(of):
        options = SimpleNamespace(rules=(str(path),))
        (finding,) = Evidence.gathered(figures_of(of), (tieouts.bind,), options).said()
        return finding

    def after(row, value):
        other = changed(made, {row: Change(value)})
        remembered.let(other, frozenset((made.concepts[row],)))
        return said(other)

    first = said(made)
    assert first.message == "9 against 5, of them 3 in cash (off by 4)"
    assert after(3, "2") is first
    assert after(2, "4").message == "9 against 5, of them 4 in cash (off by 4)"
    assert after(1, "6").message == "9 against 6, of them 3 in cash (off by 3)"
