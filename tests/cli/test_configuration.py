from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.cli import UsageError
from validator.cli.configuration import find, load

if TYPE_CHECKING:
    from pathlib import Path


def test_the_nearest_file_upward_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    top, near = tmp_path / "tieout.toml", tmp_path / "a" / "pyproject.toml"
    top.write_text('ignore = ["CA"]')
    near.write_text('[project]\nname = "x"')
    assert find(str(tmp_path / "a" / "b" / "report.xbrl")) == str(top)
    near.write_text('[tool.tieout]\nignore = ["DI"]')
    assert find(str(tmp_path / "a" / "b" / "report.xbrl")) == str(near)
    assert load(None, [str(tmp_path / "a" / "b")]) == {"ignore": ["DI"]}
    assert load(str(top), [str(tmp_path / "a" / "b")]) == {"ignore": ["CA"]}


def test_paths_start_at_the_file_they_stand_in(tmp_path: Path) -> None:
    (tmp_path / "tieout.toml").write_text(
        'reports = ["out/*.xbrl"]\npackages = ["p.zip"]\nwebcache = "cache"\nrules = ["r.toml"]'
        '\nrounding = "truncation"\nfail-level = "note"\nmax-findings = 5\n[severity]\nCA = "warning"'
    )
    assert load(None, [str(tmp_path / "report.xbrl")]) == {
        "reports": [str(tmp_path / "out/*.xbrl")],
        "package": [str(tmp_path / "p.zip")],
        "webcache": str(tmp_path / "cache"),
        "rules": [str(tmp_path / "r.toml")],
        "truncation": True,
        "fail_level": "note",
        "max_findings": 5,
        "severity": {"CA": "warning"},
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('arelle-plugins = "/x/evil.py"', "arelle-plugins chooses code to run: it is taken from the command line only"),
        ('arelle-plugins = "validate/EFM"', "arelle-plugins chooses code to run"),
        ("arelle = true", "arelle has Arelle read what a report names"),
        ('calc = "c11r"', "calc has Arelle read what a report names"),
        ('rules = ["/abs.toml"]', "rules: /abs.toml leads out of "),
        ('packages = ["../p.zip"]', "leads out of "),
        ('waivers = ["inside/../../w.toml"]', "leads out of "),
        ('reports = ["../*.xbrl"]', "leads out of "),
        ('webcache = "link"', "leads out of "),
        ('rules = ["a\\u0000.toml"]', "a\\x00.toml' is no name a file can have"),
    ],
)
def test_what_came_with_a_repository_chooses_no_code_and_stays_in_it(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    (tmp_path / "repository" / "link").symlink_to(tmp_path)
    (tmp_path / "repository" / "tieout.toml").write_text(content)
    with pytest.raises(UsageError) as error:
        load(None, [str(tmp_path / "repository")])
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ignore = [", "1:11: not TOML: "),
        ("ignore = [\xff", "1:11: not TOML: it is not UTF-8: byte 0xFF"),
        ('ingore = ["CA"]', "1:1: there is no key 'ingore' here; did you mean 'ignore'?"),
        ("zzz = 1", "1:1: there is no key 'zzz' here; known here: reports, format, select, "),
        ('ignore = "CA"', "1:1: ignore: 'CA' is not of type 'array'"),
        ('fail-level = "fatal"', "1:1: fail-level: 'fatal' is not one of ['note', 'warning', 'error']"),
        ('[severity]\nCA = "mild"', "2:1: severity.CA: 'mild' is not one of"),
        ("online = true", "1:1: there is no key 'online' here; "),
    ],
)
def test_a_mistake_is_named(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "tieout.toml"
    file.write_bytes(content.encode("latin-1"))
    for _ in range(2):  # what is wrong is not remembered as right
        with pytest.raises(UsageError) as error:
            load(str(file), ["."])
        assert str(error.value).startswith(f"{file}:{said}")


def test_a_valid_file_is_validated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "tieout.toml"
    file.write_text('ignore = ["CX102"]')
    assert load(str(file), ["."]) == {"ignore": ["CX102"]}
    monkeypatch.setattr("jsonschema.Draft202012Validator", None)
    assert load(str(file), ["."]) == {"ignore": ["CX102"]}
    file.write_text('ignore = ["CX103"]')
    with pytest.raises(TypeError):
        load(str(file), ["."])
