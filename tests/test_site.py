"""The documentation as a site: every page has its place, and what a page loads from elsewhere is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outward() -> ModuleType:
    spec = util.spec_from_file_location("outward", ROOT / "docs" / "outward.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(nav: object) -> list[str]:
    """Every page a table of contents names."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    return [page for part in parts for page in pages(part)]


def test_every_page_has_its_place_once() -> None:
    named = pages(yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"])
    beside = ["index.md", "CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "SECURITY.md"]
    assert sorted(named) == sorted([*beside, *(file.name for file in (ROOT / "docs").glob("*.md"))])


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<a href="https://example.com/x">x</a>', []),
        ('<link rel="canonical" href="https://example.com/">', []),
        ('<script src="x.js"></script><img src="data:image/png;base64,AA=="><img src="/x.png">', []),
        ("<style>a { background: url(x.png) }</style>", []),
        ("<p>url(https://example.com/x.png)</p>", []),
        ('<script src="https://example.com/x.js"></script>', ["https://example.com/x.js"]),
        ('<script src="//example.com/x.js"></script>', ["//example.com/x.js"]),
        ('<link rel="stylesheet preload" href="HTTPS://example.com/x.css">', ["HTTPS://example.com/x.css"]),
        ('<img srcset="a.png 1x, https://example.com/b.png 2x">', ["https://example.com/b.png"]),
        ("<style>@import 'https://example.com/x.css';</style>", ["https://example.com/x.css"]),
        ('<p style="background:url(//example.com/x.png)">', ["//example.com/x.png"]),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_noticed(
    outward: ModuleType, tmp_path: Path, page: str, found: list[str]
) -> None:
    (tmp_path / "x.html").write_text(page)
    assert [place for _, place in outward.loads(tmp_path)] == found


def test_what_a_style_loads_from_elsewhere_is_noticed(outward: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("a{b:url('https://example.com/f.woff2')}c{d:url(../f.woff2)}")
    assert list(outward.loads(tmp_path)) == [("x.css", "https://example.com/f.woff2")]


@pytest.mark.slow
@pytest.mark.skipif(util.find_spec("mkdocs") is None, reason="built by `nox -s site`, in an environment of its own")
def test_it_is_built_without_a_warning_and_loads_nothing(tmp_path: Path) -> None:
    built = tmp_path / "site"
    shutil.rmtree(built, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(built)], cwd=ROOT, check=True)
    subprocess.run([sys.executable, str(ROOT / "docs" / "outward.py"), str(built)], check=True)
