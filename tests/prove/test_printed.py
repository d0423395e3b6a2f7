"""Slips in the text of a document, which is read again."""

from __future__ import annotations

from random import Random

import pytest

from tests.building import report, taxonomy
from tests.conftest import ROOT
from validator import prove, run, unprepared
from validator.finding import Severity
from validator.prove.printed import Printed, reprinted
from validator.run import Options

LAKESIDE = ROOT / "instances" / "lakeside-2025q3" / "release.md"


@pytest.mark.parametrize(
    ("digits", "old", "new", "made"),
    [
        ("33,715", (33715, 3), (33175, 3), "33,175"),
        ("33,715", (33715, 3), (-33715, 6), "33,715,000"),
        ("33,715", (33715000, 0), (3371500, 0), "3,371.5"),
        ("7.6", (76, -3), (67, -3), "6.7"),
        ("48.3", (483, 5), (48300000, 1), "483.0"),
        ("0.89", (89, -2), (89, -5), "0.00089"),
        (".89", (89, -2), (90, -2), "0.90"),
        ("5", (5, 0), (5000, 0), "5,000"),
        ("1200", (1200, 0), (12000, 0), "12000"),
        ("1,200", (12, 5), (0, 0), "0"),
        ("1,200", (13, 2), (14, 2), None),
        ("0", (0, 0), (1, 0), None),
    ],
)
def test_a_value_is_printed_as_the_old_one_is(digits, old, new, made):
    assert reprinted(digits, old, new) == made


def printed(text, *values):
    """A document whose figures stand, in order, where their prints start; and the texts that are read again."""
    made = report([(name, value, "0") for name, (_, value) in zip("TABC", values, strict=False)], taxonomy({}))
    lines, at = text.split("\n"), (0, 0)
    for row, (print_, _) in enumerate(values):
        line = next(n for n in range(at[0], len(lines)) if print_ in lines[n][at[1] if n == at[0] else 0 :])
        column = lines[line].index(print_, at[1] if line == at[0] else 0)
        at = line, column + len(print_)
        made.lines[row], made.columns[row] = line + 1, column + 1
    made.data = {made.path: text.encode()}
    made.syntax = "document"
    read = []

    def again(data):
        read.append(data.decode())
        return made

    return Printed(made, again), read


def slip(text, values, row, kind):
    """What becomes of a text by one slip, and the columns at which the facts may stand then."""
    made, read = printed(text, *values)
    lines = made.lines(made.rows)
    for one in made.of(row, Random(1)):
        if one.kind == kind:
            return read[-1], sorted({at.column for at in one.places})
    for one in (one for some in lines.values() for line in some for one in made.along(line, Random(1))):
        if one.kind == kind and row in one.rows:
            return read[-1], sorted({at.column for at in one.places})
    return None


@pytest.mark.parametrize(
    ("text", "print_", "value", "kind", "made"),
    [
        ("| Net | 12 | 3", "12", 12, "sign", ("| Net | (12) | 3", [9, 10])),
        ("| Net | (12) | 3", "(12", -12, "sign", ("| Net | 12 | 3", [9, 10])),
        ("| Net | $(12)% | 3", "12", -12, "sign", ("| Net | $12% | 3", [10, 11])),
        ("| Net | (12%) | 3", "(12", -12, "sign", ("| Net | 12% | 3", [9, 10])),
        ("| Net | -12 | 3", "-12", -12, "sign", ("| Net | 12 | 3", [9, 10])),
        ("<td>(12</td><td>)</td>", "12", -12, "sign", None),  # nobody can say where its parenthesis closes
        ("| Net | $12 | 3", "$12", 12, "x1000", ("| Net | $12,000 | 3", [9, 10, 11])),
        ("| Net | (12) | 3", "(12", -12, "dropped", ("| Net |  | 3", [9, 10])),
        ("| Net | 12 | 3", "12", 12, "dropped", ("| Net |  | 3", [9, 10])),
        ("| Net | twelve", "twelve", 12, "sign", None),
        ("| Net | 13", "13", 12, "sign", None),  # it is worked out, and not printed
        ("| Net | 12", "12", 12, "decimals", None),
    ],
)
def test_a_slip_is_made_where_the_figure_is_printed(text, print_, value, kind, made):
    assert slip(text, [(print_, value)], 0, kind) == made


def test_facts_of_one_line_move_with_what_is_printed_before_them():
    text = "| Net | 1,200 | 7 | 15 |"
    values = [("1,200", 1200), ("7", 7), ("15", 15)]
    made, columns = slip(text, values, 0, "column shifted")
    assert made == "| Net | 15 | 1,200 | 7 |"
    assert columns == [9, 10, 14, 15, 22, 23]
    assert [made[at - 1] for at in (9, 14, 22)] == ["1", "1", "7"]


def test_what_is_proven_of_a_document_is_what_a_file_with_the_slip_is_found_to_have(tmp_path):
    path = tmp_path / LAKESIDE.name
    path.write_bytes(LAKESIDE.read_bytes())
    options = Options()
    held, texts = unprepared.read(str(path), options), []
    reading = unprepared.reading(str(path), options)

    def read(data):
        texts.append(data)
        return reading(data)

    def judge(one):
        return [found for found in run.judged(one, options).findings if found.severity >= Severity.WARNING]

    prover = prove.Prover(held, judge, read)
    chosen = Random(2).sample(prover.corruptions.rows, 2)
    lines = prover.corruptions.lines(chosen)
    trials = [trial for row in chosen for trial in prover.trials(row, 0, lines[row])]
    before = {one.message for one in judge(held)}
    assert len(trials) == len(texts) > 20
    for trial, text in zip(trials, texts, strict=True):
        path.write_bytes(text)
        found = run.run([str(path)], options).findings
        assert trial.findings == sum(f.severity >= Severity.WARNING and f.message not in before for f in found)
    assert {trial.detected for trial in trials} == {True, False}
