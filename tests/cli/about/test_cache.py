"""What is kept between runs is shown and cleared; nothing that is no entry is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator import memory
from validator.cli import main
from validator.cli.about.cache import sized

INSTANCE = Path(__file__).parents[3] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
HEAD = len(memory.MARK) + 32  # before what is kept stands how it begins, and its seal


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_nothing_is_kept_at_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache"]) == 0
    assert capsys.readouterr().out == f"{place}\n  all       0 entries       0 B\n"
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"0 of 0 entries cleared in {place}\n"
    assert not place.exists()


def test_what_is_kept_is_listed_by_kind(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory.remember("rules", b"one", bytes(2000 - HEAD))
    memory.remember("rules", b"two", bytes(3_500_000 - HEAD))
    memory.remember("labels", b"three", bytes(999 - HEAD))
    (place / "rules" / "README").write_text("no entry")
    (place / "taxonomies.txt").write_text("no folder")
    assert main(["cache", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(place),
        "  labels       1 entry       999 B",
        "  rules        2 entries    3.5 MB",
        "  all          3 entries    3.5 MB",
    ]
    assert main(["cache", "list", "labels", "--format", "json"]) == 0
    told = {"folder": str(place), "kinds": [{"kind": "labels", "entries": 1, "size": 999}]}
    assert json.loads(capsys.readouterr().out) == told


def test_what_is_no_entry_is_never_cleared(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder may be named by the user, and hold what is dear to him."""
    memory.remember("rules", b"one", b"content")
    memory.remember("labels", b"two", b"content")
    mine = [place / "rules" / "thesis.tex", place / "notes.txt", place / "more" / "deeper" / "entry"]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(memory.MARK if path.name == "entry" else b"dear")
    outside = place.parent / "outside"
    outside.mkdir()
    (outside / "entry").write_bytes(memory.MARK)
    (place / "linked").symlink_to(outside)
    (place / "rules" / "linked").symlink_to(outside / "entry")
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"2 of 2 entries cleared in {place}\n"
    assert all(path.is_file() for path in (*mine, outside / "entry"))
    assert memory.kept() == []


def test_one_kind_is_cleared_and_the_others_stay(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("labels", "rules"):
        memory.remember(kind, b"one", b"content")
    assert main(["cache", "clear", "rules", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["cleared"] == 1
    assert [one.kind for one in memory.kept()] == ["labels"]
    assert main(["cache", "clear", "rules", "lables"]) == 2
    assert capsys.readouterr().err == "tieout: cache clear: nothing is kept of rules, lables; there is labels\n"
    assert [one.kind for one in memory.kept()] == ["labels"]


def test_a_verdict_is_the_same_with_what_is_kept_without_it_and_once_it_is_cleared(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for words in ([], [], ["--no-cache"], ["clear"], []):
        if words == ["clear"]:
            assert main(["cache", "clear"]) == 0
            capsys.readouterr()
        else:
            assert main(["check", str(INSTANCE), *words]) == 1
            told.append(capsys.readouterr().out)
    assert place.is_dir()
    assert len(told) == 4
    assert len(set(told)) == 1


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (3_100_000, "3.1 MB"),
        (2_500_000_000, "2.5 GB"), (4_000_000_000_000, "4,000.0 GB"),
    ],
)  # fmt: skip
def test_sizes_are_told_as_a_reader_says_them(size: int, said: str) -> None:
    assert sized(size) == said
