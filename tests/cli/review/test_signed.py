"""A signature on a page is for what was checked: whatever of it changes afterwards is named."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from validator._version import __version__
from validator.cli import main
from validator.cli.review import signed

BAD = Path(__file__).parents[3] / "instances" / "bad"
WAIVER = '[[waiver]]\ncode = "CA101"\nreason = "r"\nby = "b"\nuntil = "2999-12-31"\n[waiver.figures]\n"a" = "1"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A report with its taxonomy, rules and settings, and the page signed for it."""
    shutil.copytree(BAD / "CA101-total-differing-from-its-parts", tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "more.toml").write_text("")
    (tmp_path / "in" / "tieout.toml").write_text("")
    assert main(["review", "in/report.xml", "-o", "page.html", "--rules", "more.toml", "--calc11"]) == 0
    return tmp_path


def verified(capsys):
    capsys.readouterr()
    code = main(["review", "--verify", "page.html"])
    return code, capsys.readouterr().out.splitlines()


def test_nothing_has_changed(folder, capsys):
    assert verified(capsys) == (0, ["page.html: all it was signed for is as it was"])


def test_the_page_says_what_it_rests_on(folder):
    text = (folder / "page.html").read_text(encoding="utf-8")
    said = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])["signed"]
    kinds = {path: kind for kind, path, digest in said["basis"] if digest}
    assert kinds["in/report.xml"] == "report"
    assert kinds["more.toml"] == "rules"
    assert kinds["in/tieout.toml"] == "settings"
    assert "taxonomy" in kinds.values()
    assert ["calc11", "True"] in said["options"]
    assert ["rules", "more.toml"] in said["options"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("in/report.xml", None, "report in/report.xml has changed"),
        ("in/taxonomy.xsd", None, "taxonomy in/taxonomy.xsd has changed"),
        ("more.toml", "# a word\n", "rules more.toml has changed"),
        ("in/tieout.toml", 'ignore = ["CA101"]\n', "settings in/tieout.toml has changed"),
        ("in/waivers.toml", WAIVER, "waivers in/waivers.toml was not there, and is now"),
        ("tieout.toml", "", "settings tieout.toml was not there, and is now"),
    ],
)
def test_what_changes_is_named_and_nothing_else(folder, capsys, name, text, told):
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" if text is None else text, encoding="utf-8")
    assert verified(capsys) == (1, [told])


def test_a_page_that_names_a_pipe_has_it_told_as_gone_and_never_opened(folder, capsys):
    (folder / "more.toml").unlink()
    os.mkfifo(folder / "more.toml")
    assert verified(capsys) == (1, ["rules more.toml is gone"])
    capsys.readouterr()
    assert main(["review", "--verify", "more.toml"]) == 2
    assert "is no regular file" in capsys.readouterr().err


def test_what_is_gone_is_named(folder, capsys):
    (folder / "more.toml").unlink()
    assert verified(capsys) == (1, ["rules more.toml is gone"])


def test_a_report_in_an_archive_is_signed_for_with_its_archive(folder, capsys):
    with ZipFile("r.zip", "w") as archive:
        for one in (folder / "in").iterdir():
            archive.writestr(one.name, one.read_bytes())
    assert main(["review", "r.zip", "-o", "page.html"]) == 0
    assert verified(capsys)[0] == 0
    with ZipFile("r.zip", "a") as archive:
        archive.writestr("more.txt", "a word")
    assert verified(capsys) == (1, ["report r.zip has changed"])


def test_what_was_piped_in_cannot_be_verified(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder / "in")
    with (folder / "in" / "report.xml").open("rb") as report:
        words = [sys.executable, "-m", "validator", "review", "-", "-o", "page.html"]
        subprocess.run(words, stdin=report, check=True, capture_output=True)
    assert verified(capsys) == (1, ["report - is gone"])


def test_what_lies_beside_and_has_no_say_in_it_is_not_named(folder, capsys):
    (folder / "in" / "notes.txt").write_text("a word")
    (folder / "other.toml").write_text("")
    assert verified(capsys)[0] == 0


def test_another_version_is_named(folder, capsys, monkeypatch):
    monkeypatch.setattr(signed, "__version__", "99.0")
    assert verified(capsys) == (1, [f"tieout was {__version__}, and is 99.0"])


def test_a_page_that_was_changed_says_so(folder, capsys):
    page = folder / "page.html"
    page.write_bytes(page.read_bytes().replace(b"110000", b"100000", 1).replace(b"110,000", b"100,000", 1))
    assert verified(capsys) == (1, ["the page itself was changed after it was written"])


def test_it_may_be_verified_from_anywhere(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder / "in")
    capsys.readouterr()
    assert main(["review", "--verify", "../page.html"]) == 0
    (folder / "in" / "report.xml").unlink()
    assert main(["review", "--verify", "../page.html"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "report in/report.xml is gone"


@pytest.mark.parametrize("text", ["", "<html></html>", '<script type="application/json" id="data">{}</script>',
    '<script type="application/json" id="data">{"signed": {"basis": 7}}</script>',
    '<script type="application/json" id="data">[[[</script>'])  # fmt: skip
def test_what_is_no_page_is_a_usage_error(tmp_path, capsys, text):
    (tmp_path / "page.html").write_text(text)
    assert main(["review", "--verify", str(tmp_path / "page.html")]) == 2
    assert "is no page of `tieout review`" in capsys.readouterr().err
    assert main(["review", "--verify", str(tmp_path / "none.html")]) == 2
    capsys.readouterr()


def test_a_document_that_writes_a_seal_does_not_move_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    seal = '"seal":"' + "0" * 64 + '"'
    rows = "\n".join(f"| {label} | {first} | {second} |" for label, first, second in
                     [("Products", 800, 700), ("Services", 400, 380), ("Net sales", "1,200", "1,080")])  # fmt: skip
    table = f"| Year ended December 31, | 2024 | 2023 |\n|---|---|---|\n{rows}\n"
    Path("r.md").write_text(f"(in thousands of US dollars)\n\n{seal}\n\n{table}")
    assert main(["review", "r.md", "-o", "page.html"]) == 0
    assert seal.encode() in Path("page.html").read_bytes()
    assert verified(capsys)[0] == 0
