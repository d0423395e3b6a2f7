"""Every kind of document users write for us, against every kind of TOML that cannot be read: told at its place."""

from __future__ import annotations

import pytest

from tests.problems import message_of
from validator.authored import toml_places
from validator.authored.loading import LARGEST, MOST
from validator.authored.toml_places import DEEPEST
from validator.checks import waivers
from validator.cli import UsageError, configuration
from validator.encoder import mapping
from validator.tieouts.rules import rulebook

RULE = 'name = "a"\nrule = "A == B"\nsays = "b"\nwhy = "c"\n'
WAIVER = 'code = "CA101"\nreason = "a"\nby = "b"\nuntil = "2024-01-01"\nfigures = { A = "1" }\n'
MAPPING = (
    'taxonomy = "a"\nprefix = "a"\nnamespace = "a"\nperiod = "2023-07-01/2023-09-30"\n'
    'entity = { scheme = "a", identifier = "a" }\n[[table]]\nheading = "a"\nrows = { A = "A" }\n'
)


def said(problem):
    return message_of(problem).partition(" file cannot be read: ")[2] or message_of(problem)


def rules(path):
    return [(one.at.line, one.at.column, said(one)) for one in rulebook.load(str(path)).problems]


def waived(path):
    return [(one.at.line, one.at.column, said(one)) for one in waivers.load(str(path))[1]]


def mapped(path):
    _, troubles = mapping.load(str(path), path.read_bytes())
    return [
        (
            one.at.line,
            one.at.column,
            one.message.removeprefix("the mapping is not TOML: ") + f"; {one.help}".rstrip("; "),
        )
        for one in troubles
    ]


def configured(path):
    try:
        configuration.load(str(path), ["."])
    except UsageError as error:
        line, column, said = str(error).removeprefix(f"{path}:").split(":", 2)
        return [(int(line), int(column), said.strip().removeprefix("not TOML: "))]
    return []


DOCUMENTS = {
    "rules": (rules, "[TO900]\n" + RULE),
    "waivers": (waived, "[[waiver]]\n" + WAIVER),
    "mapping": (mapped, MAPPING),
    "configuration": (configured, 'ignore = ["CA101"]\n'),
}
EITHER = "exactly one of the keys 'rows', 'left_out' is needed"
DEEP = f"tables and arrays within each other more than {DEEPEST} levels deep"
BROKEN = {
    "an integer of 5,000 digits": (b"x = " + b"7" * 5000, 1, 5, "an integer beyond 64 bits, which TOML does not have"),
    "one in an array": (b"x = [1, 9223372036854775808]", 1, 9, "an integer beyond 64 bits, which TOML does not have"),
    "one in hexadecimal": (b"x = 0x1" + b"F" * 16, 1, 5, "an integer beyond 64 bits, which TOML does not have"),
    "arrays without end": (b"a = 1\nx = " + b"[" * 100_000, 2, 5 + DEEPEST, DEEP),
    "inline tables without end": (b"x = " + b"{x=" * 100_000, 1, 5 + 3 * (DEEPEST - 1) + 1, DEEP),
    "a dotted key without end": (b"x." * 100_000 + b"x = 1", 1, 1, DEEP),
    "a header without end": (b"\n[" + b"x." * 100_000 + b"x]", 2, 2, DEEP),
    "Latin-1": ("x = 1\ny = 'é'".encode("latin-1"), 2, 6, "it is not UTF-8: byte 0xE9"),
    "UTF-16": ("x = 1".encode("utf-16"), 1, 1, "it is not UTF-8: byte 0xFF"),
    "a character cut off": ("x = '€".encode()[:-1], 1, 6, "it is not UTF-8: byte 0xE2"),
    "a key twice": (b"x = 1\ny = 2\n x = 3\n", 3, 2, "x stands here again; first on line 1"),
    "a key twice inline": (b"x = { y = 1, y = 2 }", 1, 14, "x.y stands here again; first on line 1"),
    "a table twice": (b"[x]\n[y]\n[x]\n", 3, 2, "x stands here again; first on line 1"),
    "a key twice in an item": (b"[[x]]\n[[x]]\ny = 1\ny = 2", 4, 1, "x.1.y stands here again; first on line 3"),
    "a table for a value": (b"x = 1\n[x.y]", 2, 5, "Cannot overwrite a value"),
    "no value": (b"x = 1\ny =", 2, 4, "Invalid value"),
    "an open text": (b'x = "a\ny = 1', 1, 7, "Illegal character '\\n'"),
    "an open long text": (b'x = """a\ny = 1', 2, 6, "Unterminated string"),
    "an open array": (b"x = [1,\n", 2, 1, "Invalid value"),
    "no date": (b"x = 2023-13-01", 1, 9, "Expected newline or end of document after a statement"),
    "a null": (b"x = 'a\0'", 1, 7, "Found invalid character '\\x00'"),
    "a mark of byte order within": (b"x = 1\n\xef\xbb\xbfy = 1", 2, 1, "Invalid statement"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("before", ["", "\ufeff", "# a comment\r\n\r\n"], ids=["plain", "BOM", "CRLF"])
def test_a_sound_document_is_silent(kind, before, tmp_path):
    read, sound = DOCUMENTS[kind]
    path = tmp_path / "document.toml"
    path.write_bytes((before + sound).encode())
    assert read(path) == []
    path.write_bytes((before + sound.replace("\n", "\r\n")).encode())
    assert read(path) == []


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_no_toml_is_told_at_its_place(kind, fault, tmp_path):
    content, line, column, said = BROKEN[fault]
    read, _ = DOCUMENTS[kind]
    path = tmp_path / "document.toml"
    for _ in range(2):  # the second time from what is kept
        path.write_bytes(content)
        assert read(path) == [(line, column, said)]
    path.write_bytes(b"\xef\xbb\xbf" + content)  # a mark of byte order moves nothing
    assert fault == "UTF-16" or read(path) == [(line, column, said)]


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "line", "column", "said"),
    [
        ("rules", "says", "sais", 4, 1, "there is no key 'sais' here; did you mean 'says'?"),
        ("rules", "[TO900]", "[T9]", 1, 2, "there is no key 'T9' here; known here: namespaces, accepted, let"),
        ("rules", '"b"', "0xFF", 4, 1, "TO900.says: 255 is not of type 'string'"),
        ("rules", 'why = "c"', "", 1, 2, "TO900: 'why' is a required property"),
        ("waivers", "reason", "raison", 3, 1, "there is no key 'raison' here; did you mean 'reason'?"),
        ("waivers", '{ A = "1" }', "{ A = 1 }", 6, 13, "waiver.0.figures.A: 1 is not of type 'string'"),
        ("mapping", "prefix", "prefx", 2, 1, "there is no key 'prefx' here; did you mean 'prefix'?"),
        ("mapping", 'rows = { A = "A" }', "", 6, 3, f"table.0: {EITHER}"),
        (
            "mapping",
            "rows",
            'left_out = "a"\nrows',
            6,
            3,
            "table.0: exactly one of the keys 'rows', 'left_out' is needed",
        ),
        ("configuration", "ignore", "ingore", 1, 1, "there is no key 'ingore' here; did you mean 'ignore'?"),
        ("configuration", '"CA101"', '"CA101", 1', 1, 20, "ignore.1: 1 is not of type 'string'"),
        ("configuration", '"CA101"', "[]", 1, 11, "ignore.0: [] is not of type 'string'"),
    ],
)
def test_what_is_out_of_shape_is_told_at_its_key(kind, right, wrong, line, column, said, tmp_path):
    read, sound = DOCUMENTS[kind]
    path = tmp_path / "document.toml"
    path.write_text(sound.replace(right, wrong, 1))
    assert read(path) == [(line, column, said)]


@pytest.mark.parametrize("kind", ["rules", "waivers", "configuration"])
def test_what_is_too_large_is_not_read(kind, tmp_path):
    read, sound = DOCUMENTS[kind]
    path = tmp_path / "document.toml"
    path.write_bytes(sound.encode() + b"#" * LARGEST)
    if kind == "configuration":
        with pytest.raises(UsageError, match="it is larger than 4,000,000 bytes"):
            configuration.load(str(path), ["."])
    else:
        assert read(path) == [(0, 0, "it is larger than 4,000,000 bytes")]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_keys_without_end_are_not_read(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(toml_places, "MOST", 20)
    path = tmp_path / "document.toml"
    path.write_bytes(b"x = [" + b"1," * 100_000 + b"]")
    assert DOCUMENTS[kind][0](path) == [(1, 44, "more than 20 keys and values")]


@pytest.mark.parametrize("kind", ["rules", "waivers", "mapping"])
def test_faults_without_end_are_told_up_to_a_number(kind, tmp_path):
    path = tmp_path / "document.toml"
    path.write_text("".join(f"k{number}.x = 1\n" for number in range(20_000)))
    faults = DOCUMENTS[kind][0](path)
    assert len(faults) == MOST + 1
    assert faults[-1] == (20_001, 1, f"only the first {MOST} faults are told")
