"""The command line: what it takes, what it prints, and how it exits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from validator import readers
from validator.cli import check, main
from validator.cli.configuration.parts import Configurations, Part
from validator.finding import Outcome
from validator.run import Options

BAD = Path(__file__).parents[2] / "instances" / "bad"
NOTES = str(BAD / "DO002-not-a-report" / "notes.txt")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Options]]:
    """Keep what a run was asked for instead of running."""
    seen: list[tuple[list[str], Options]] = []

    def parts(configurations: Configurations, paths: list[str]) -> list[Part]:
        seen.append((paths, Options()))
        return [Part(configurations.of("."), "", [])]

    def run_parts(parts: list[tuple[list[str], Options]], **_: object) -> list[Outcome]:
        seen[-1] = (seen[-1][0], parts[0][1])
        return [Outcome((), ())]

    monkeypatch.setattr(Configurations, "parts", parts)
    monkeypatch.setattr(check, "run_parts", run_parts)
    return seen


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["--version"], ["rules"], ["explain", "DO001"]])
def test_what_was_asked_for_exits_0(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, *words)
    assert (code, err) == (0, "")
    assert out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "tieout: no command 'chekc'; did you mean 'check'?; commands are check"),
        ([NOTES], f"tieout: no command {NOTES!r}; to check that path: tieout check {NOTES}"),
        (["check", "--formt", "json"], "unrecognized arguments: --formt"),
        (["check", "--format", "yaml"], "invalid choice: 'yaml'"),
        (
            ["check", "--select", "missing-fil"],
            "'missing-fil' is no code and no check's name; did you mean 'missing-file'?",
        ),
        (["check", "--ignore", "ca101"], "--ignore: 'ca101' is no code"),
        (["check", "--webcache", "nowhere"], "--webcache: there is no folder nowhere"),
        (["check", "--package", "nowhere.zip"], "--package: there is no nowhere.zip"),
        (["check", "--rules", "nowhere.toml"], "--rules: there is no nowhere.toml"),
        (["check", "--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["check", NOTES, "--output", "nowhere/out.txt"], "--output nowhere/out.txt: No such file or directory"),
        (["check", "--truncation", "--rounding"], "not allowed with argument"),
        (["explain", "DO0O1"], "no check has the code or name 'DO0O1'; did you mean 'DO001'?"),
    ],
)
def test_what_cannot_be_done_exits_2_and_says_why(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_no_command_shows_the_overview_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys)
    assert code == 2
    assert "tieout COMMAND" in out


def test_a_finding_exits_1_and_a_missing_path_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert told(capsys, "check", NOTES)[0] == 1
    assert told(capsys, "check", NOTES, str(tmp_path / "missing.xbrl"))[0] == 2
    assert told(capsys, "check", str(tmp_path))[0] == 2
    assert told(capsys, "check", str(tmp_path / "*.xbrl"))[0] == 2


def test_the_fail_level_decides_what_exits_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    config = tmp_path / "tieout.toml"
    for severity, codes in (("note", (1, 0, 0)), ("warning", (1, 1, 0)), ("error", (1, 1, 1))):
        config.write_text(f'severity.DO002 = "{severity}"')
        for level, code in zip(("note", "warning", "error"), codes, strict=True):
            words = ("check", NOTES, "--ignore", "DO004", "--config", str(config), "--fail-level", level)
            assert told(capsys, *words)[0] == code, (severity, level)


def test_options_reach_the_run(asked: list[tuple[list[str], Options]], tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    package.touch()
    words = ["--select", "CA,CX102", "--select", "DI", "--ignore", "CA1", "--webcache", str(tmp_path), "--online"]
    words += ["--package", str(package), "--truncation", "--calc11", "--no-cache", "--rules", str(package)]
    assert main(["check", "a.xbrl", "b", *words]) == 0
    expected = Options(
        webcache=str(tmp_path),
        packages=(str(package),),
        online=True,
        rules=(str(package),),
        truncation=True,
        select=("CA", "CX102", "DI"),
        ignore=("CA1",),
        calc11=True,
        store=False,
        debug=True,
    )
    assert asked == [(["a.xbrl", "b"], expected)]


def test_no_path_means_what_is_configured(asked: list[tuple[list[str], Options]]) -> None:
    main(["check"])
    assert asked[0][0] == []


def test_where_nothing_is_configured_the_folder_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--format", "concise"]) == 2
    assert ".: DO003" in capsys.readouterr().out


def test_an_internal_error_is_one_line_unless_debug_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(parts: list[tuple[list[str], Options]], **_: object) -> list[Outcome]:
        raise AssertionError("planted\nhere")

    monkeypatch.setattr(check, "run_parts", breaking)
    code, out, err = told(capsys, "check", NOTES)
    assert (code, out) == (2, "")
    assert err == (
        "tieout: internal error: AssertionError: planted here\nPlease report it; --debug shows where it happened.\n"
    )
    with pytest.raises(AssertionError, match="planted"):
        main(["check", NOTES, "--debug"])


def test_an_internal_error_in_a_reader_exits_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(path: str, options: Options) -> None:
        raise AssertionError("planted")

    monkeypatch.setattr(readers, "read", breaking)
    monkeypatch.delenv("TIEOUT_DEBUG")
    code, out, _ = told(capsys, "check", NOTES, "--format", "concise")
    assert code == 2
    assert out == f"{NOTES}: DO009 internal error in the reader: AssertionError: planted\n"


def test_interruption_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(parts: list[tuple[list[str], Options]], **_: object) -> list[Outcome]:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run_parts", interrupted)
    assert told(capsys, "check", NOTES) == (130, "", "")


def test_a_closed_pipe_is_quiet() -> None:
    command = [sys.executable, "-u", "-m", "validator", "rules"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [("check", NOTES), ("rules",), ("explain", "CA101")])
def test_output_that_cannot_be_written_is_said(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "validator", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "tieout: the output could not be written: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_closed_output_leaves_the_exit_code() -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "validator", "check", NOTES]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_output_goes_to_a_file_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    code, out, err = told(capsys, "check", NOTES, "--format", "json", "--output", str(target))
    assert (code, out, err) == (1, "", "")
    assert json.loads(target.read_text())["findings"][0]["code"] == "DO002"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_name_that_is_no_text_can_be_told(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.xbrl")
    target = tmp_path / "out.json"
    assert main(["check", name, "--format", "json", "--output", str(target)]) == 2
    assert json.loads(target.read_text())["findings"][0]["at"] == {"path": name}
    assert main(["check", name, "--format", "concise"]) == 2


@pytest.mark.parametrize(
    ("words", "environment", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
    ],
)
def test_colour_is_for_terminals(
    words: list[str],
    environment: dict[str, str],
    colored: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in told(capsys, "check", NOTES, *words)[1]) is colored


@pytest.mark.parametrize(
    ("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour_and_time_unless_it_declines(
    environment: dict[str, str], colored: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out = told(capsys, "check", NOTES)[1]
    assert ("\x1b[" in out) is colored
    assert out.endswith(" s\n")


def test_a_folder_is_searched_by_content(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "schema.xsd").write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>')
    (tmp_path / "notes.md").write_text("nothing")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "hidden.xbrl").write_text("<xbrl")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "figures.txt").write_text('<?xml version="1.0"?><!-- a --><x:xbrl xmlns:x="u"')
    code, out, _ = told(capsys, "check", str(tmp_path), "--format", "json", "--select", "CX")
    assert code == 1
    found = json.loads(out)
    assert [report["path"] for report in found["reports"]] == [str(tmp_path / "deep" / "er" / "figures.txt")]


def test_a_report_named_twice_is_checked_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", NOTES, NOTES, "--format", "concise")[1].count("\n") == 1


def test_what_is_left_out_is_counted_with_who_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(
        Path(__file__).parents[2] / "instances" / "bad" / "CA101-total-differing-from-its-parts", tmp_path / "a"
    )
    monkeypatch.chdir(tmp_path)
    counted = (
        "1 untold failure: 1 report, 3 facts; 1 tie: 0 hold, 0 within rounding, 1 fail, 0 indeterminate; left out by"
    )
    assert main(["check", "a/report.xml", "--ignore", "CA101"]) == 0
    assert capsys.readouterr().out == f"{counted} the command line (CA101: 1)\n"
    settings = tmp_path / "a" / "tieout.toml"
    settings.write_text('ignore = ["CA101"]')
    assert main(["check", "a/report.xml"]) == 0
    assert capsys.readouterr().out == f"{counted} {settings} (CA101: 1)\n"
    settings.write_text('ignore = ["CA102"]')
    assert main(["check", "a/report.xml"]) == 1
    assert "left out" not in capsys.readouterr().out


def test_what_a_file_does_not_select_or_excludes_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CA101-total-differing-from-its-parts", "CX102-period-ending-before-start"):
        shutil.copytree(Path(__file__).parents[2] / "instances" / "bad" / name, tmp_path / name[:5])
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "CA101" / "tieout.toml"
    settings.write_text('select = ["CA"]')
    assert main(["check", "CA101"]) == 1
    assert "left out" not in capsys.readouterr().out
    settings.write_text('select = ["FA"]')
    assert main(["check", "CA101", "--select", "FA"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 untold failure: 1 report, 3 facts; 1 tie")
    assert "left out by the command line (CA101: 1)" in told
    assert main(["check", "CA101"]) == 0
    assert capsys.readouterr().out == (
        "1 untold failure: 1 report, 3 facts; 1 tie: 0 hold, 0 within rounding, 1 fail, 0 indeterminate; "
        f"left out by {settings} (CA101: 1)\n"
    )
    settings.unlink()
    settings = tmp_path / "tieout.toml"
    settings.write_text('exclude = ["CA101/*.txt"]')
    assert main(["check", "."]) == 1
    assert "excluded" not in capsys.readouterr().out
    settings.write_text('exclude = ["CA101"]')
    main(["check", "."])
    assert capsys.readouterr().out.endswith(f"; excluded by {settings} (reports: 1)\n")
    assert main(["check", "CA101/report.xml"]) == 1  # named, it is checked
    assert "excluded" not in capsys.readouterr().out


@pytest.mark.parametrize("terminal", [True, False])
def test_what_is_fetched_shows_on_terminals_only(terminal, tmp_path, monkeypatch, capsys):
    import io
    import urllib.request

    from validator.dts.resolver import watching

    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(b"<a/>"))
    report = tmp_path / "r.xbrl"
    report.write_text(
        '<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><link:schemaRef xlink:type="simple" '
        'xlink:href="http://h.example/a.xsd"/></xbrli:xbrl>'
    )
    before = watching.set(None)
    try:
        monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
        main(["check", str(report), "--online", "--no-cache"])
    finally:
        watching.reset(before)
    assert ("fetched 1 documents, 0.0 MB: http://h.example/a.xsd" in capsys.readouterr().err) is terminal
