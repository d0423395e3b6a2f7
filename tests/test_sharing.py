"""Several processes read the reports of a run: what is told is the same, and one that dies takes nothing with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from validator import sharing
from validator.cli import main
from validator.finding import Severity, Verdict
from validator.run import Options, run_parts
from validator.sharing import Died, Workers, elsewhere, shared, worth

HERE = Path(__file__).parents[1]
RELEASE = HERE / "instances" / "qifu-2023q3"
DYING = """import sys; sys.path[:] = {path!r}
import os
from validator import sharing
real = sharing.examined
def examined(given, task):
    if task[1].endswith("always.xml"):
        os._exit(7)
    if task[1].endswith("once.xml") and not os.path.exists(task[1] + ".seen"):
        open(task[1] + ".seen", "w").close()
        os._exit(7)
    if task[1].endswith("raising.xml"):
        raise LookupError("as it is")
    return real(given, task)
sharing.examined = examined
sharing.serve()
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[sharing.Process]:
    """The processes that are made, where errors are not to be let through."""
    monkeypatch.delenv("TIEOUT_DEBUG")
    all_: list[sharing.Process] = []
    real = sharing.Process.__init__

    def counted(self: sharing.Process, given: list[Options]) -> None:
        all_.append(self)
        real(self, given)

    monkeypatch.setattr(sharing.Process, "__init__", counted)
    return all_


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that die of some files."""
    monkeypatch.setattr(sharing, "PROGRAM", DYING)
    monkeypatch.setattr(sharing, "WORTH", 1)


def copies(folder: Path, *names: str) -> list[str]:
    """Return the paths of copies of the release, each under a name of its own beside its waivers."""
    shutil.copytree(RELEASE.parents[1] / "schemas" / "qifu", folder / "schemas" / "qifu")
    shutil.copytree(RELEASE, folder / "instances" / "qifu-2023q3")
    place = folder / "instances" / "qifu-2023q3"
    for name in names:
        shutil.copy(place / "report.xml", place / name)
    return [str(place / name) for name in names]


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_what_is_told_is_the_same_for_any_number_of_processes(
    form: str, made: list[sharing.Process], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.setattr(sharing, "WORTH", 1)
    told = []
    for workers in ("1", "2", "3"):
        status = main(["check", str(RELEASE), "instances/bad/CA*", "--format", form, "-j", workers])
        told.append((status, capsys.readouterr()))
    assert told[0] == told[1] == told[2]
    assert len(made) == 2 + 3
    assert all(one.child.returncode is not None for one in made)


def test_waivers_are_known_to_be_used_whichever_process_used_them(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    made: list[sharing.Process],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sharing, "WORTH", 1)
    paths = copies(tmp_path, *(f"r{at}.xml" for at in range(4)))
    assert main(["check", *paths, "-j", "2", "--format", "concise"]) == 0
    assert "WA101" not in capsys.readouterr().out
    text = (Path(paths[0]).parent / "waivers.toml").read_text()
    (Path(paths[0]).parent / "waivers.toml").write_text(text.replace('code = "TO402"', 'code = "TO101"', 1))
    alone = main(["check", *paths, "-j", "1"]), capsys.readouterr()
    assert (main(["check", *paths, "-j", "2"]), capsys.readouterr()) == alone
    assert "WA101" in alone[1].out
    assert len(made) == 2 + 2


@pytest.mark.usefixtures("dying")
def test_a_file_of_which_two_processes_die_is_a_finding_and_hides_no_other(tmp_path: Path) -> None:
    parts = [(copies(tmp_path, "a.xml", "always.xml", "once.xml", "b.xml"), Options())]
    (outcome,) = run_parts(parts, keep=False, each=elsewhere(parts, 2))
    assert [Path(one.path).name for one in outcome.results] == ["a.xml", "always.xml", "once.xml", "b.xml"]
    assert [one.count(Verdict.FAILS) for one in outcome.results] == [36, 0, 36, 36]
    (found,) = [one for one in outcome.findings if one.severity > Severity.NOTE]
    assert (found.code, found.message) == (
        "DO009",
        "internal error in its process: ChildProcessError: ended with 7, twice",
    )
    assert found.at.path == parts[0][0][1]


@pytest.mark.usefixtures("dying")
def test_what_a_process_raises_is_raised(tmp_path: Path) -> None:
    parts = [(copies(tmp_path, "a.xml", "raising.xml"), Options())]
    with pytest.raises(LookupError, match="as it is"):
        run_parts(parts, keep=False, each=elsewhere(parts, 2))


def test_few_files_and_what_asks_the_network_are_examined_here(tmp_path: Path, made: list[sharing.Process]) -> None:
    small = [(tmp_path / f"{at}.xml") for at in range(39)]
    for one in small:
        one.write_text("x")
    names = [str(one) for one in small]
    assert not worth(names)
    assert not worth([*names, str(tmp_path / "not there")][:39])
    assert worth([*names, str(tmp_path / "not there")])
    assert elsewhere([(names, Options())], 2) is None
    large = [(names * 2, Options())]
    assert elsewhere([(names * 2, Options(online=True))], 2) is None
    assert elsewhere([(names * 2, Options(arelle=True))], 2) is None
    assert elsewhere([(names * 2, Options(debug=True))], 2) is None
    assert elsewhere([(names * 2, Options(against=True))], 2) is None
    assert elsewhere(large, 1) is None
    assert elsewhere(large, 2) is not None
    assert made == []


def test_where_no_process_can_be_had_all_is_examined_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "WORTH", 1)
    monkeypatch.setattr(sharing.sys, "executable", str(tmp_path / "none"))
    parts = [(copies(tmp_path, "a.xml", "b.xml"), Options())]
    (outcome,) = run_parts(parts, keep=False, each=elsewhere(parts, 2))
    assert [one.count(Verdict.FAILS) for one in outcome.results] == [36, 36]


def test_no_process_is_made_once_all_are_ended(made: list[sharing.Process]) -> None:
    workers = Workers([Options()])
    workers.end()
    assert workers.ask((0, "a.xml", False)) == Died(0)
    assert made == []


def test_processes_end_where_their_answers_are_not_wanted_any_more(tmp_path: Path, made: list[sharing.Process]) -> None:
    paths = copies(tmp_path, "a.xml", "b.xml", "c.xml")
    answers = shared([Options()], [(0, path, False) for path in paths], 2)
    assert next(answers) is not None
    answers.close()
    assert {one.child.poll() is None for one in made} == {False}
