"""`coverage`, `prove`, `waive`, `explain` and `review` on documents nobody prepared, alone and beside others."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.quarters import release
from validator.cli import main

RELEASE = release("Q2", "Q1")
RIGHT, WRONG = "Trade receivables | 92,190 | 52,674", "Trade receivables | 92,910 | 52,674"
ACCEPTED = ("--reason", "restated", "--by", "R.", "--until", "2999-12-31")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.md").write_text(RELEASE)
    (tmp_path / "wrong.md").write_text(RELEASE.replace(RIGHT, WRONG))
    (tmp_path / "before.md").write_text(release("Q1", "Q4"))
    return tmp_path


def said(capsys, *words, code=0):
    assert main([*words]) == code
    out, err = capsys.readouterr()
    return err if code == 2 else out


def ties(capsys, *words):
    each = json.loads(said(capsys, "coverage", *words, "--format", "json"))["each"]
    return {(one["label"], one["where"]): [tie["code"] for tie in one["ties"]] for one in each}


GOODWILL = ("Goodwill", "as of 2025-06-30, USD")


def test_coverage_counts_what_other_documents_say_and_only_figures_of_the_document(folder, capsys):
    alone = ties(capsys, "right.md")
    beside = ties(capsys, "right.md", "wrong.md", "--against-each-other")
    assert len(alone) == len(beside) == 36
    assert (alone[GOODWILL], beside[GOODWILL]) == (["FD101"], ["FD101", "FD109"])
    # an option may stand between the documents
    assert ties(capsys, "right.md", "--against-each-other", "wrong.md") == beside


def test_coverage_counts_what_was_published_before(folder, capsys):
    assert main(["draft", "before.md", "-o", "ours"]) == 0
    capsys.readouterr()
    like = ties(capsys, "right.md", "--like", "ours")
    assert like["Goodwill", "as of 2025-03-31, USD"] == ["FD101", "FD105"]
    assert like[GOODWILL] == ["FD101"]


def test_prove_corrupts_the_figures_of_the_document_alone(folder, capsys):
    alone = json.loads(said(capsys, "prove", "right.md", "--sample", "0", "--format", "json", "--workers", "1"))
    words = ("prove", "right.md", "wrong.md", "--against-each-other", "--format", "json", "--workers", "1")
    beside = json.loads(said(capsys, *words))
    assert alone["facts"] == beside["facts"] == 36
    assert alone["all"]["culprit"] < beside["all"]["culprit"]
    accused = [sum(one["kinds"][kind]["accused"] for kind in ("digit", "swap", "sign")) for one in (alone, beside)]
    assert accused[0] > accused[1] == 0
    assert (alone["kinds"]["decimals"]["corruptions"], beside["kinds"]["decimals"]["corruptions"]) == (0, 36)
    assert alone["kinds"]["/10"]["detected"] == 36  # what is shown to fewer digits is read to fewer
    told = said(capsys, "prove", "right.md", "--workers", "1")
    assert told.partition("\n")[0].endswith("corruptions of 10 facts (of 36, chosen with seed 0)")
    assert "in tables only" in told


@pytest.mark.parametrize("others", [(), ("right.md", "--against-each-other")])
def test_what_fails_is_waived_and_the_waiver_covers_it(others, folder, capsys):
    text = said(capsys, "waive", "wrong.md", *others, *ACCEPTED)
    codes = [one["code"] for one in tomllib.loads(text)["waiver"]]
    assert codes == ["FD101", *(["FD109"] if others else [])]
    (folder / "waivers.toml").write_text(text)
    paths = ("right.md", "wrong.md", "--against-each-other") if others else ("wrong.md",)
    assert "FD101: 1" in said(capsys, "check", *paths, "--waivers", "waivers.toml")
    said(capsys, "check", *paths, "--no-waivers", code=1)


def test_a_figure_is_explained_by_its_place(folder, capsys):
    assert said(capsys, "explain", "wrong.md:8:23") == (
        "wrong.md:8:23: Trade receivables (as of 2025-06-30, USD) is 92,910,000\n"
        "  fails: FD101 Cash and cash equivalents + Trade receivables + Inventories + Prepaid expenses, "
        "as of 2025-06-30, USD\n"
        "      240,076,000 == 15,239,000 + 92,910,000 + 97,980,000 + 34,667,000\n"
        "      it holds in 1 of 2; by chance 1 in 1,000\n"
        "      wrong.md:11:26: Total current assets\n"
        "      wrong.md:7:31: Cash and cash equivalents\n"
        "      wrong.md:9:17: Inventories\n"
        "      wrong.md:10:22: Prepaid expenses\n"
    )
    line = said(capsys, "explain", "wrong.md:8")
    assert [one for one in line.splitlines() if not one.startswith(" ")] == [
        "wrong.md:8:23: Trade receivables (as of 2025-06-30, USD) is 92,910,000",
        "",
        "wrong.md:8:32: Trade receivables (as of 2025-03-31, USD) is 52,674,000",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("explain", "wrong.md:1"), "no figure stands at wrong.md:1"),
        (("explain", "none.md:8"), "none.md: missing file"),
        (("coverage", "right.md", "wrong.md"), "to hold it against wrong.md: --against-each-other"),
        (("coverage", "right.md", "--against-each-other"), "name the documents to hold it against"),
        (("coverage", "right.md", "none.md", "--against-each-other"), "none.md: missing file"),
        (("review", "right.md", "none.md", "--against-each-other"), "none.md holds no facts"),
        (("prove", "right.md", "--like", "none"), "--like: none"),
        (("review", "right.md", "--like", "none"), "--like: none"),
    ],
)
def test_what_cannot_be_done_is_said(words, why, folder, capsys):
    assert why in said(capsys, *words, code=2)


def paged(folder):
    """The data of a page: its texts, its figures in columns, its checks."""
    return json.loads((folder / "page.html").read_text().partition('id="data">')[2].partition("</script>")[0])


def test_the_page_shows_what_stands_behind_a_figure(folder, capsys):
    words = ("review", "wrong.md", "right.md", "--against-each-other", "-o", "page.html")
    assert said(capsys, *words).startswith("36 figures and ")
    data = paged(folder)
    texts, figures, own = data["texts"], data["figures"], data["own"]
    assert own == sum(data["counts"].values()) == 36
    across = [tie for tie in data["ties"] if texts[tie["code"]] == "FD109"]
    agreeing = [tie for tie in across if tie["outcome"] in ("proven", "rounding")]
    assert len({row for tie in agreeing for row in tie["rows"] if row < own}) == 35  # one differs
    assert [tie["outcome"] for tie in across].count("failed") == 1
    behind = [
        (texts[figures["label"][row]], texts[figures["file"][row]], figures["line"][row], figures["column"][row])
        for row in range(own, len(figures["label"]))
    ]
    assert ("Goodwill, in right.md", "right.md", 14, 14) in behind
    assert ("right.md", 8, 23) in {one[1:] for one in behind}
    assert set(data["listed"]) == set(range(own, len(figures["label"])))
    assert all(max(tie["rows"]) >= own for tie in across)
    sums = [texts[tie["odds"]] for tie in data["ties"] if texts[tie["code"]] == "FD101"]
    assert sums
    assert all(one.startswith("it holds in ") for one in sums)


def test_the_page_of_one_document_names_no_other(folder, capsys):
    said(capsys, "review", "wrong.md", "-o", "page.html")
    data = paged(folder)
    assert data["own"] == len(data["figures"]["label"])
    assert "right.md" not in (folder / "page.html").read_text()
