"""SO: what a report says and what its source prints are the same figures."""

from __future__ import annotations

import json

import pytest

from tests.constructs import fact, laid, report, schema, sums
from validator.run import Options, run

LINES = ["# Results", "", "| | 2023 |", "|---|---|"]


def written(folder, figures, source=None, name="release.md", **places):
    """A report of figures (value, printed) with its source and their places; `source` is what that says by now."""
    rows = [f"| Row {number} | RMB{printed} |" for number, (_, printed) in enumerate(figures)]
    text = "\n".join([*LINES, *rows])
    told = {
        f"f{number}": {"line": 5 + number, "column": 9 + len(str(number)) + 3, "text": printed, "words": "Row"}
        for number, (_, printed) in enumerate(figures)
    }
    facts = [fact("A", value, more=f' id="f{number}"') for number, (value, _) in enumerate(figures)]
    sidecar = {"source": name, "mapping": "m", "facts": told | places, "left_out": []}
    laid(folder, {"g.xsd": schema(), "cal.xml": sums({}), "r.xml": report(*facts),
                  "r.xml.places.json": json.dumps(sidecar), "release.md": source or text})  # fmt: skip
    return text


def found(folder):
    outcome = run([str(folder / "r.xml")], Options(store=False, select=("SO101",)))
    return [one.message for one in outcome.findings]


@pytest.mark.parametrize(
    ("value", "printed"),
    [(12, "12"), (1_200_000, "1,200"), (-12_000, "12.0"), (0, "0"), ("0.125", "12.5"), (5, ".5"), (12, "about 12")],
)
def test_the_same_digits_at_any_scale_are_the_same_figure(tmp_path, value, printed):
    written(tmp_path, [(value, printed)])
    assert found(tmp_path) == []


def test_a_figure_that_the_source_prints_otherwise_is_told(tmp_path):
    text = written(tmp_path, [(12_000, "12"), (34_000, "34"), (56_000, "56")])
    (tmp_path / "release.md").write_text(text.replace("RMB34", "RMB43"))
    assert found(tmp_path) == ["A is 34,000 in the report, and release.md prints 43"]
    outcome = run([str(tmp_path / "r.xml")], Options(store=False, select=("SO101",)))
    (one,) = outcome.findings
    assert [(what, at.line, at.column) for what, at in one.related] == [("printed", 6, 13)]
    written(tmp_path, [(12_000, "12"), (43_000, "34")], text)
    assert found(tmp_path) == ["A is 43,000 in the report, and release.md prints 34"]
    (tmp_path / "release.md").write_text(text.replace("RMB34", "none"))
    assert found(tmp_path) == ["A is 43,000 in the report, and release.md prints no number"]


def test_a_source_that_has_moved_is_told_once(tmp_path):
    text = written(tmp_path, [(100 + number, str(100 + number)) for number in range(8)])
    (tmp_path / "release.md").write_text(text.replace("# Results", "# Results\n\nOf the year."))
    (said,) = found(tmp_path)
    assert said == "8 of 8 figures do not stand in release.md as r.xml.places.json says: it has changed since"


def test_what_cannot_be_compared_says_nothing(tmp_path):
    written(tmp_path, [(12, "twelve"), (34, "-")])
    assert found(tmp_path) == []
    written(tmp_path, [(12, "13")], f9={"line": 999, "column": 1, "text": "7", "words": "gone"})
    assert len(found(tmp_path)) == 1
    (tmp_path / "release.md").unlink()
    assert found(tmp_path) == []
    (tmp_path / "release.md").write_bytes(b"\xff\xfe")
    assert found(tmp_path) == []
    (tmp_path / "r.xml.places.json").write_text("[")
    assert found(tmp_path) == []


def test_a_source_outside_the_folder_of_the_report_is_not_opened(tmp_path):
    (tmp_path / "secret.md").write_text("7\n" * 20)
    written(tmp_path / "in", [(12, "12")], name="../secret.md")
    assert found(tmp_path / "in") == []
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "secret.md")
    written(tmp_path / "in", [(12, "12")], name="link.md")
    assert found(tmp_path / "in") == []
