"""Documents nobody prepared, from end to end: checked, drafted, covered; and what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator import budget
from validator.cli import main

RELEASE = """# Northwind Ferries

(in thousands of US dollars)

| | September 30, 2025 | December 31, 2024 |
|---|---:|---:|
| Cash and cash equivalents | 48,213 | 39,127 |
| Trade receivables | 22,947 | 25,318 |
| Total current assets | 71,160 | 64,445 |
| Vessels and terminals | 214,880 | 219,432 |
| Total assets | 286,040 | 283,877 |
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.md"
    path.write_text(RELEASE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("menu.md", "| Dish | Price |\n|---|---|\n| Soup | 4.50 |\n| Fish | 17.20 |\n"),
        ("phones.txt", "".join(f"Desk {i}    555 {2000 + 37 * i * i % 7919}\n" for i in range(30))),
        ("novel.txt", "It was 1851, and of the 40 men aboard 3 could read.\n" * 40),
        (
            "dated.md",
            "# Menu, December 31, 2024\n\n| Dish | Price |\n|---|---|\n| Soup | $6.00 |\n| Steak | $32.00 |\n",
        ),
        (
            "carte.txt",
            "Carte du midi\n\nSoupe à l'oignon     8,50 €\nSalade           11,00 €\nMenu 2024        29,90 €\n",
        ),
        ("karte.htm", "<h1>Karte Dezember 2024</h1><table><tr><td>Suppe<td>€ 6,50<tr><td>Torte<td>€ 4,20</table>"),
        ("zug.txt", "Zug   Berlin   Leipzig\nICE 501   06:30   07:45\nICE 503   08:30   09:45\n"),
        ("roman.txt", "Am 31. Dezember 1849 waren noch 1.250,50 Gulden übrig, und 10 % gingen an den Wirt.\n"),
        ("ricetta.md", "# Torta (2023)\n\n- 250 g di mandorle\n- 250 g di zucchero\n- Totale 500 g, 35 minuti\n"),
        ("poem.txt", "1812年,十万士兵走了500里。1813年12月31日还剩20%。\n"),
        ("log.txt", "2023-11-04 12:00:01  INFO  200  312 ms\n2023-11-04 12:00:02  INFO  200  298 ms\n"),
        ("changes.md", "# Changes\n\n## 1.2.0 (2023-11-04)\n\n- 30% faster: from 450 ms to 315 ms.\n"),
        (
            "lease.txt",
            "Made as of March 1, 2023. The rent is $2,500 a month, and 5% interest is due on late payments.\n",
        ),
        ("table.c", "static int t[] = { 100, 200, 300, 600 }; /* three months ended 2023: 600 = 100 + 200 + 300 */\n"),
        ("source.py", "SIZES = (3, 12, 144)\n\n\ndef area(a, b=7):\n    return a * b * 1024\n" * 20),
    ],
)
def test_what_is_no_report_is_said_in_one_sentence(name, text, tmp_path, capsys):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path)]) == 2
    printed = capsys.readouterr().out
    assert printed.count("error[") == 1
    assert "error[DO006]" in printed


def test_a_document_is_read_only_where_it_is_named(release, capsys):
    assert main(["check", str(release.parent)]) == 2
    assert "error[DO003]" in capsys.readouterr().out


def test_a_document_that_adds_up_is_clean(release, capsys):
    assert main(["check", str(release)]) == 0
    assert capsys.readouterr().out == (
        f"{release}: 10 figures read; 10 tied strongly, 0 weakly, 0 not\n\n"
        "clean: 1 report, 10 facts; 4 relations found: 4 found to agree\n"
    )


def test_a_draft_is_a_report_like_any_other(release, tmp_path, capsys):
    out = tmp_path / "ours"
    assert main(["draft", str(release), "-o", str(out)]) == 0
    assert main(["check", str(out)]) == 0
    capsys.readouterr()
    assert main(["coverage", str(out / "report.json"), "--all", "--format", "json"]) == 0
    each = json.loads(capsys.readouterr().out)["each"]
    assert [(one["label"], one["printed"], len(one["ties"])) for one in each][::2] == [
        ("Cash and cash equivalents", "table", 1),
        ("Trade receivables", "table", 1),
        ("Total current assets", "table", 2),
        ("Vessels and terminals", "table", 1),
        ("Total assets", "table", 1),
    ]
    places = json.loads((out / "report.json.places.json").read_text(encoding="utf-8"))
    assert places["source"] == "../release.md"
    assert places["facts"]["f1"] == {
        "line": 7,
        "column": 31,
        "text": "48,213",
        "words": "Cash and cash equivalents",
        "header": "",
        "row": 1,
        "cell": 1,
    }


def test_a_table_left_without_words_is_no_error_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(__file__).parents[2] / "instances" / "bad" / "FD103-ratio-differing-from-its-terms" / "release.md"
    head, rule, rest = source.read_text(encoding="utf-8").partition("|---|---:|---:|---:|\n")
    document = tmp_path / "release.md"
    document.write_text(
        head.replace("Year ended December 31, 2025", "YYYear ended") + rule * 28 + rest, encoding="utf-8"
    )
    assert main(["check", str(document), "--debug"]) == 2
    assert "error[DO006]" in capsys.readouterr().out


def test_what_no_syntax_can_carry_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Path(__file__).parents[2] / "instances" / "lakeside-2025q3" / "release.md"
    document = tmp_path / "release.md"
    document.write_text(source.read_text(encoding="utf-8").replace("Leaf tea", "Leaf\x1atea"), encoding="utf-8")
    code = main(["draft", str(document), "-o", str(tmp_path / "ours"), "--debug"])
    assert code in (0, 2)
    assert (code == 2) == ("nothing was written: " in capsys.readouterr().err)


def test_a_draft_that_asks_for_too_much_work_is_given_up(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "STARTING", -8_000_000)
    assert main(["draft", str(release), "-o", str(tmp_path / "draft")]) == 2
    assert "gave up" in capsys.readouterr().err
    assert not (tmp_path / "draft").exists()
