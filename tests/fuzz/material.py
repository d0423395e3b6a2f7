"""What is mutated: our own instances, small and of every kind of file that a user or a stranger may send.

A sample is a folder of files with the command a user would give in it; mutants change one or two of its files.
"""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.constructs import CONSTRUCTS

INSTANCES = Path(__file__).parents[2] / "instances"
OURS = ("expected.txt", "command.txt")  # of a folder, what is for its own test only
SKIPPED = ("AR",)  # families that ask Arelle, which promises none of this
LARGE = 100_000  # bytes: a sample is drawn less often where a file of it is larger
PAGE = """# Acme Ltd. third quarter 2023

| RMB in thousands | 2022 | 2023 |
|---|---:|---:|
| Revenue | 1,200 | 1,350 |
| Cost of revenue | (700) | (810) |
| Gross profit | 500 | 540 |
| Operating expenses | (220) | (230) |
| Operating income | 280 | 310 |

Revenue rose by 12.5% to RMB1,350 thousand (US$185 thousand) from RMB1,200 thousand in the same period of 2022.
"""
ROWS = "".join(f"<tr><td>{line.strip('|').replace('|', '</td><td>')}</td></tr>\n" for line in PAGE.split("\n")[2:9])
HTML = f"<!DOCTYPE html><html><body><h1>Acme</h1><table>{ROWS}</table><p>{PAGE.splitlines()[-1]}</p></body></html>"


class Sample(NamedTuple):
    """A folder of files by name, and the words of the command."""

    name: str
    files: dict[str, bytes]
    words: tuple[str, ...]


@cache
def samples() -> dict[str, list[tuple[Sample, str]]]:
    """Return, for each kind of file, the samples that hold one and the name of that file."""
    found: dict[str, list[tuple[Sample, str]]] = {}
    for one in (*_bad(), *_release(), *_documents(), *_made()):
        for name in sorted(one.files):
            found.setdefault(kind(name, one.files[name]), []).append((one, name))
    return dict(sorted(found.items()))


def kind(name: str, data: bytes) -> str:
    """Return what kind of file a name and its bytes make."""
    if data.startswith(b"PK"):
        return "office" if name.endswith(("docx", "xlsx")) else "zip"
    suffix = name.rpartition(".")[2]
    if suffix in ("xml", "xbrl"):
        return "linkbase" if b"linkbase " in data[:400] else "xml"
    return {"html": "htm", "xbri": "zip", "xbr": "zip"}.get(suffix, suffix)


def _bad() -> list[Sample]:
    made = []
    for folder in sorted((INSTANCES / "bad").iterdir()):
        if folder.is_dir() and not folder.name.startswith(SKIPPED):
            command = folder / "command.txt"
            words = tuple(shlex.split(command.read_text())) if command.is_file() else ("check", ".")
            made.append(Sample(folder.name, _files(folder), words))
    return made


def _release() -> list[Sample]:
    folder = INSTANCES / "qifu-2023q3"
    made = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.endswith(".places.json"):
            made.append(Sample(f"release/{path.name}", _files(folder), ("check", path.name)))
    return made


def _documents() -> list[Sample]:
    texts = {
        "r.md": PAGE,
        "r.htm": HTML,
        "r.txt": PAGE.replace("|", "  "),
        "r.csv": PAGE.replace(",", "").replace("|", ","),
    }
    files = {name: text.encode() for name, text in texts.items()}
    try:
        from tests.office import word, workbook
        from validator.documents.reading import read

        page = read("r.md", PAGE.encode())
        files |= {"r.docx": word(page), "r.xlsx": workbook(page)}
    except ImportError:
        pass
    return [Sample(name, {name: data}, ("check", name)) for name, data in files.items()]


def _made() -> list[Sample]:
    made = []
    for name, construct in CONSTRUCTS.items():
        files = {key: text.encode() for key, text in construct(3).items()}
        made.append(Sample(f"construct/{name}", files, ("check", ".")))
    return made


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in OURS)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
