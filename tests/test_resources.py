from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from validator import resources


def test_the_data_folder_holds_our_formats_and_packages():
    assert Path(resources.path("tieout.schema.json")).is_file()
    assert [Path(path) for path in resources.packages()] == [Path(resources.folder()) / "qifu" / "2023"]


def test_an_installation_without_data_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "PACKAGE", str(tmp_path / "validator"))
    with pytest.raises(FileNotFoundError, match="lacks its schemas"):
        resources.folder()


def test_the_base_schemas_of_arelle_are_found_without_importing_it():
    cache = resources.arelle_cache()
    assert cache is not None
    assert (Path(cache) / "http" / "www.xbrl.org").is_dir()


def test_they_are_found_without_any_import_at_all():
    code = (
        "import sys\nfrom validator import resources\nbefore = set(sys.modules)\n"
        "resources.arelle_cache()\nprint(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
