"""What a stranger's bytes may take of time and memory, and what comes back of it."""

import pytest

from tests.documents.test_office import SHOWN, pdf_of
from validator.documents import apart, reading
from validator.documents.limits import TooMuchError, UnreadableError

SERVED = """
from validator.documents.limits import UnreadableError

def doubled(data):
    print("said by a library, to nobody")
    return [data, data]

def hungry(data):
    return [data * 1_000_000_000]

def endless(data):
    while data:
        pass

def refusing(data):
    raise UnreadableError("no more of " + data.decode())

def falling(data):
    raise KeyError(data)
"""


@pytest.fixture
def served(tmp_path_factory, monkeypatch):
    """The name of a module of functions, which lies where modules are looked for."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "served_apart.py").write_text(SERVED)
    monkeypatch.syspath_prepend(str(folder))
    return "served_apart"


def test_what_is_made_comes_back(served):
    assert apart.made(served, "doubled", b"a", list) == [b"a", b"a"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hungry", "more than .* bytes of memory to read it, for its size"),
        ("endless", "more than 1 seconds to read it, for its size"),
        ("refusing", "no more of a"),
    ],
)
def test_what_cannot_be_made_says_why(monkeypatch, served, name, reason):
    monkeypatch.setattr(apart, "STARTING", 1)
    with pytest.raises(UnreadableError, match=reason):
        apart.made(served, name, b"a", list)


def test_an_error_of_ours_stays_one(served):
    with pytest.raises(RuntimeError, match="KeyError"):
        apart.made(served, "falling", b"a", list)
    with pytest.raises(RuntimeError, match="ModuleNotFoundError"):
        apart.made("there_is_no_such_module", "falling", b"a", list)


def test_nothing_in_the_current_folder_is_run(monkeypatch, served, tmp_path):
    for module in ("pdfplumber", "marshal", "os", "validator", "sitecustomize"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert apart.made(served, "doubled", b"a", list) == [b"a", b"a"]


@pytest.mark.parametrize("content", [b" " * 100_000_000, SHOWN % 300 * 60_000], ids=["packed", "drawn"])
def test_a_pdf_that_grows_is_given_up(monkeypatch, content):
    for name, less in (("MEMORY", 192 << 20), ("STARTING", 1), ("SECONDS", 1)):
        monkeypatch.setattr(apart, name, less)
    with pytest.raises(TooMuchError, match="to read it, for its size"):
        reading.read("a.pdf", pdf_of(content))
