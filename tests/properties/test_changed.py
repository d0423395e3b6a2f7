"""A law: for any one delete, rename or edit in a repository drawn at random, `--changed` finds what `check .` finds.

Whatever is kept of the reports before: nothing, what is so, what is damaged, what another sealed.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dts.packaged.test_packages import CATALOG, METADATA
from tests.faulty import FAULTY, RULES, WAIVER
from tests.inline_documents import document, fact
from tests.laws import tried
from tests.oim_documents import NS, SCHEMA
from validator import memory
from validator.cli import main
from validator.cli.changed import index

SPACE = "http://example.com/taxonomy"
TICK = 0.03  # seconds in which a clock of files is sure to have moved on
TABLE = """# Balance sheets, December 31

| (in thousands of US dollars) | 2023 | 2022 | 2021 | 2020 |
|---|---|---|---|---|
| Cash | 1,204 | 1,118 | 1,377 | 1,059 |
| Inventories | 3,417 | 3,209 | 2,981 | 2,734 |
| Total assets | 4,621 | 4,327 | 4,358 | 3,793 |
"""


def plain(folder: Path, *, broken: bool = False) -> None:
    """Write a report with its schema and its calculation beside it."""
    shutil.copytree(FAULTY, folder, ignore=shutil.ignore_patterns("expected.txt"))
    if not broken:
        report = folder / "report.xml"
        report.write_text(report.read_text().replace(">110000<", ">100000<"))


def ruled(folder: Path) -> None:
    plain(folder)
    (folder / "tieouts.toml").write_text(RULES)


def waived(folder: Path) -> None:
    """Two reports that share a file of waivers: the one needs it, the other does not."""
    plain(folder, broken=True)
    (folder / "good.xml").write_text((folder / "report.xml").read_text().replace(">110000<", ">100000<"))
    (folder / "waivers.toml").write_text(WAIVER)


def waived_from_afar(folder: Path) -> None:
    """Reports whose waivers and rules their configuration names."""
    plain(folder / "one", broken=True)
    plain(folder / "other")
    (folder / "accepted.toml").write_text(WAIVER)
    (folder / "further.toml").write_text(RULES)
    (folder / "tieout.toml").write_text('waivers = ["accepted.toml"]\nrules = ["further.toml"]\nexclude = ["no*"]\n')
    plain(folder / "none", broken=True)


def pages(folder: Path, *, whole: bool) -> None:
    """Write two pages, which are one report or two."""
    folder.mkdir(parents=True)
    (folder / "e.xsd").write_text(SCHEMA.replace(NS, SPACE))
    (folder / "1.htm").write_bytes(document(fact("7", 'id="f1"')))
    (folder / "2.htm").write_bytes(document(fact("7", 'id="f2"'), bare=whole))
    (folder / "notes.json").write_text("{}")


def tables(folder: Path) -> None:
    """Write a report in xBRL-CSV that extends another."""
    folder.mkdir(parents=True)
    (folder / "e.xsd").write_text(SCHEMA.replace(NS, SPACE))
    spaces = {"e": SPACE, "i": "http://www.xbrl.org/2003/iso4217", "s": "http://x.y"}
    kind = "https://xbrl.org/2021/xbrl-csv"
    period = {"period": "2023-09-30T00:00:00", "entity": "s:A", "unit": "i:CNY", "concept": "e:Cash"}
    base = {
        "documentInfo": {"documentType": kind, "namespaces": spaces, "taxonomy": ["e.xsd"]},
        "tableTemplates": {"t": {"columns": {"id": {}, "value": {"dimensions": period}}}},
    }
    extended = {"documentInfo": {"documentType": kind, "extends": ["base.json"]}, "tables": {"t": {"url": "t.csv"}}}
    (folder / "base.json").write_text(json.dumps(base))
    (folder / "report.json").write_text(json.dumps(extended))
    (folder / "t.csv").write_text("id,value\na,1\n")


def linked(folder: Path) -> None:
    """A report whose taxonomy lies behind a link to a folder."""
    plain(folder / "years" / "2023")
    report = folder / "report.xml"
    shutil.move(folder / "years" / "2023" / "report.xml", report)
    report.write_text(report.read_text().replace('"taxonomy.xsd"', '"now/taxonomy.xsd"'))
    (folder / "now").symlink_to(Path("years") / "2023")


def published(folder: Path) -> None:
    """A report whose taxonomy is published, and answered for by a folder of the configuration."""
    plain(folder)
    cache = folder / "cache" / "tieout.example"
    cache.mkdir(parents=True)
    for name in ("taxonomy.xsd", "calculation.xml"):
        shutil.move(folder / name, cache / name)
    report = folder / "report.xml"
    report.write_text(report.read_text().replace('"taxonomy.xsd"', '"http://tieout.example/taxonomy.xsd"'))
    (folder / "tieout.toml").write_text('webcache = "cache"\n')


def packaged(folder: Path, *, inside: bool) -> None:
    """A report whose taxonomy is in a package: one that the configuration names, or that the report lies in."""
    package = folder if inside else folder / "package"
    plain(folder / "reports")
    for name in ("taxonomy.xsd", "calculation.xml"):
        (package / "files").mkdir(parents=True, exist_ok=True)
        shutil.move(folder / "reports" / name, package / "files" / name)
    report = folder / "reports" / "report.xml"
    report.write_text(report.read_text().replace('"taxonomy.xsd"', '"http://t.example/taxonomy.xsd"'))
    (package / "META-INF").mkdir()
    (package / "META-INF" / "taxonomyPackage.xml").write_text(METADATA.replace("t.xsd", "taxonomy.xsd"))
    (package / "META-INF" / "catalog.xml").write_text(CATALOG)
    if not inside:
        (folder / "tieout.toml").write_text('packages = ["package"]\n')


def packed(folder: Path) -> None:
    """A report with all it needs in an archive."""
    plain(folder / "unpacked")
    with zipfile.ZipFile(folder / "report.zip", "w") as archive:
        for file in sorted((folder / "unpacked").iterdir()):
            archive.write(file, file.name)
    shutil.rmtree(folder / "unpacked")


def drafted(folder: Path) -> None:
    """A draft: a report, what was found in it, a taxonomy package and rules."""
    with tempfile.TemporaryDirectory() as place:
        document = Path(place) / "release.md"
        document.write_text(TABLE)
        with redirect_stdout(io.StringIO()):
            assert main(["draft", str(document), "-o", str(folder)]) == 0
    for name in ("report.xbrl", "report.xhtml", "report-csv.json", "report-csv-facts.csv", "tieout.toml"):
        (folder / name).unlink()


def named(folder: Path) -> None:
    """Documents that their configuration names, and one that nobody does."""
    folder.mkdir(parents=True)
    for name in ("release.md", "other.md", "nobody.md"):
        (folder / name).write_text(TABLE)
    (folder / "tieout.toml").write_text('documents = ["release.md", "o*.md"]\n')


PARTS = {
    "plain": plain, "ruled": ruled, "waived": waived, "afar": waived_from_afar, "linked": linked,
    "set": lambda folder: pages(folder, whole=True), "pages": lambda folder: pages(folder, whole=False),
    "tables": tables, "published": published, "named": named, "packed": packed, "drafted": drafted,
    "package": lambda folder: packaged(folder, inside=False), "within": lambda folder: packaged(folder, inside=True),
}  # fmt: skip
QUIET = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@tieout.example", "GIT_CONFIG_GLOBAL": os.devnull,
         "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@tieout.example"}  # fmt: skip


def git(*words: str) -> None:
    subprocess.run(("git", *words), env={**os.environ, **QUIET}, capture_output=True, check=True)


def found(*words: str) -> set[str]:
    """Return what is found, line by line; that a folder has no report left is no news of a report."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(["check", "--format", "concise", *words]) in (0, 1, 2)
    lines = [*out.getvalue().replace(f"{Path.cwd()}{os.sep}", "").splitlines(), *err.getvalue().splitlines()]
    passed = ("clean", "no report depends", "not counted")  # how often is another number among fewer reports
    return {
        one for one in lines if ": " in one and not one.startswith(passed) and "no report was found here" not in one
    }


def changed(draw: st.DataObject, files: list[str]) -> str:
    """Change one file, and return how."""
    file = Path(draw.draw(st.sampled_from(files), label="file"))
    how = draw.draw(st.sampled_from(["delete", "rename", "edit", "edit a figure"]), label="how")
    if how == "delete" or (file.is_symlink() and how.startswith("edit")):
        file.unlink()
    elif how == "rename":
        file.rename(file.with_stem(draw.draw(st.sampled_from(["tieouts", "waivers", "report", "x"]), label="to")))
    else:
        data = file.read_bytes()
        places = [at for at, byte in enumerate(data) if how == "edit" or chr(byte).isdigit()] or [0]
        at = draw.draw(st.sampled_from(places), label="at")
        file.write_bytes(data[:at] + draw.draw(st.sampled_from([b"", b"9", b"<", b"a"]), label="by") + data[at + 1 :])
    return how


def damaged(how: str) -> None:
    """Damage what is kept of the reports."""
    for file in (Path(memory.folder()) / index.KIND).iterdir():
        data = file.read_bytes()
        start = len(memory.MARK) + memory.SIZE
        file.write_bytes(
            {"cut": data[:-9], "flipped": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
             "unsealed": memory.MARK + bytes(memory.SIZE) + data[start:], "empty": b""}[how]
        )  # fmt: skip


@pytest.mark.slow
@given(
    parts=st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=4, unique=True),
    kept=st.sampled_from(["nothing", "warm", "warm", "stale", "cut", "flipped", "unsealed", "empty"]),
    committed=st.booleans(),
    draw=st.data(),
)
@tried(40)
def test_what_is_found_of_a_change_is_found_by_what_changed(
    parts: list[str], kept: str, committed: bool, draw: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place, chdir(place):
        patch.setattr(index, "SETTLED", int(TICK * 1e9 / 2))
        patch.setenv("TIEOUT_CACHE", str(Path(place) / "kept"))
        repository = Path(place).resolve() / "repository"
        repository.mkdir()
        with chdir(repository):
            for part in parts:
                PARTS[part](repository / part)
            git("init", "-q", "--template=")
            git("add", "-A")
            git("commit", "-q", "-m", "1")
            listed = subprocess.run(("git", "ls-files", "-z"), capture_output=True, text=True, check=True).stdout
            files = [file for file in listed.split("\0") if file]
            before = found()
            if kept != "nothing":
                time.sleep(TICK)
                assert found("--changed") == set()
                if kept == "stale":
                    changed(draw, files)
                    git("add", "-A")
                    git("commit", "-q", "-m", "2", "--allow-empty")
                    files = [file for file in files if Path(file).is_file()]
                    before = found()
                elif kept != "warm":
                    damaged(kept)
            changed(draw, files)
            if committed:
                git("add", "-A")
                git("commit", "-q", "-m", "3", "--allow-empty")
            words = ["--from-ref", "HEAD~1", "--to-ref", "HEAD"] if committed else ["--changed"]
            assert found() - before <= found(*words)
