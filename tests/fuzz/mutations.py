"""Mutations: of bytes, of the tokens of a text, and of the structure of markup, JSON, tables and archives."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Mutation = Callable[[Random, bytes], bytes]

LARGEST = 1 << 20  # bytes of a mutant
WORDS = (
    "", " ", "\u00a0", "-", "-0", "0", "1", "-1", "1e400", "1E-400", "INF", "-INF", "NaN", "0x10", "١٢٣", "9" * 400,
    "0" * 5000 + "1", "9" * 6000, "1." + "0" * 6000, "9999-12-31T24:00:00", "0001-01-01", "-0001-01-01", "2023-02-30",
    "2023-01-01/2023-01-01", "P1Y", "true", "null", "#nil", "#none", "#empty", "xbrl:x", "a:b:c", ":", "{", "{}", "$",
    "../x", "/dev/null", "file:///", "http://[", "#", "#element(/1/2)", "%00", "%", "urn:x", "\\", '"', "'", "<", "&",
    "]]>", "<!--", "\ud7ff", "\ufffe", "\ufeff", "\U0001f600", "a" * 3000, "(((((", "*" * 200, "[a-z]{1,99999}",
    "(a+)+",
    "T == A + B", "sum(", "opening(", "let", "=" * 50, "\t", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "é", "İ", "ß",
    "-1.5", "decimals", "precision", "nil", "xsi:nil", "INF-1", "²", "½", "(1,234)", "1.234,56", "US$", "%",
)  # fmt: skip
TOKEN = re.compile(r"[\w.:%#/+-]+|[^\w\s]")
TAG = re.compile(r"<[^<>]*>")
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"<>]*"|'[^'<>]*')""")
ENCODINGS = ("utf-16", "utf-16-le", "utf-8-sig", "utf-32", "latin-1", "utf-7", "cp037")


def mutated(random: Random, kind: str, data: bytes) -> bytes:
    """Return a mutant of a file: one mutation, or a few on top of each other."""
    for _ in range(1 + min(int(random.expovariate(0.9)), 5)):
        ways = BY_KIND.get(kind, ()) + (TEXTUAL if kind not in ("zip", "office") else ()) + (of_bytes,)
        changed = random.choice(ways)(random, data)
        if len(changed) <= LARGEST:
            data = changed
    return data


# --- bytes ---------------------------------------------------------------------------------------
def of_bytes(random: Random, data: bytes) -> bytes:
    """Flip, cut, double, move, insert or truncate bytes."""
    if not data:
        return bytes(random.randrange(256) for _ in range(random.randrange(1, 9)))
    at = random.randrange(len(data))
    end = min(len(data), at + random.choice((1, 1, 2, 4, 16, 64, 512, 4096)))
    to = random.randrange(len(data))
    return random.choice((
        data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :],
        data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
        data[:at] + data[end:],
        data[:at] + data[at:end] * random.choice((2, 3, 50)) + data[end:],
        data[:to] + data[at:end] + data[to:],
        data[:at] + random.choice((b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf5")) + data[at:],
        data[:at],
        data[at:],
    ))  # fmt: skip


# --- text ----------------------------------------------------------------------------------------
def of_tokens(random: Random, data: bytes) -> bytes:
    """Replace a token by an extreme one or by another of the text, or take it out, or put one in."""
    text = data.decode("utf-8", "surrogateescape")
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return random.choice(WORDS).encode("utf-8", "surrogatepass")
    one, other = random.choice(tokens), random.choice(tokens)
    word = random.choice((random.choice(WORDS), random.choice(WORDS), other[0], "", one[0] + random.choice(WORDS)))
    return _bytes(text[: one.start()] + word + text[one.end() :])


def of_numbers(random: Random, data: bytes) -> bytes:
    """Change a number: a digit, its sign, its size, or all of it."""
    text = data.decode("utf-8", "surrogateescape")
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return data
    one = random.choice(numbers)
    digits = one[0]
    at = random.randrange(len(digits))
    word = random.choice((
        digits[:at] + random.choice("0123456789") + digits[at + 1 :], f"-{digits}", digits * 2, digits[::-1],
        digits * random.choice((100, 1500)), f"{digits}.{digits}", f"{digits}e{digits}", "", random.choice(WORDS),
    ))  # fmt: skip
    return _bytes(text[: one.start()] + word + text[one.end() :])


def of_lines(random: Random, data: bytes) -> bytes:
    """Take out, double, move or join lines."""
    lines = data.split(b"\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    return b"\n".join(random.choice((
        lines[:at] + lines[at + 1 :], lines[:at] + [lines[at]] * random.choice((2, 30)) + lines[at:],
        [*lines[:at], lines[to], *lines[at + 1 :]], [*lines[:at], b" ".join(lines[at:])],
    )))  # fmt: skip


def of_encoding(random: Random, data: bytes) -> bytes:
    """Write the text in another encoding, or say that it is."""
    text = data.decode("utf-8", "replace")
    if random.random() < 0.5:
        return text.encode(random.choice(ENCODINGS), "ignore")
    said = random.choice((*ENCODINGS, "x-none", "rot13", "ascii", ""))
    return f'<?xml version="1.0" encoding="{said}"?>'.encode() + data


# --- structure -----------------------------------------------------------------------------------
def of_tags(random: Random, data: bytes) -> bytes:
    """Take out, double, exchange, nest or rename elements."""
    text = data.decode("utf-8", "surrogateescape")
    tags = list(TAG.finditer(text))
    if not tags:
        return data
    one, other = random.choice(tags), random.choice(tags)
    first, last = min(one.start(), other.start()), max(one.end(), other.end())
    name = re.match(r"</?([\w:.-]+)", one[0])
    deep = random.choice((2, 20, 300, 5000))
    inner = f"<{name[1]}>" if name else "<x>"
    return _bytes(random.choice((
        text[: one.start()] + text[one.end() :],
        text[: one.start()] + other[0] + text[one.end() :],
        text[: one.end()] + text[one.start() :],
        text[:first] + text[last:],
        text[:last] + text[first:last][:20_000] + text[last:],
        text[: one.end()] + inner * deep + inner.replace("<", "</") * deep + text[one.end() :],
        text[: one.end()] + random.choice(("<!-- x -->", "<![CDATA[<x>]]>", "<?x y?>", "&lt;&#0;&x;", "&#x10FFFF;"))
        + text[one.end() :],
        '<!DOCTYPE x [<!ENTITY e "' + "x" * 100 + '">]>' + text,
        text.replace(name[1], random.choice(tags)[0].strip("</> ").split(" ")[0][:60]) if name else text,
    )))  # fmt: skip


def of_attributes(random: Random, data: bytes) -> bytes:
    """Take out, double, empty or exchange attributes."""
    text = data.decode("utf-8", "surrogateescape")
    found = list(ATTRIBUTE.finditer(text))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    word = random.choice(WORDS).replace('"', "").replace("<", "").replace("&", "")
    written = random.choice((
        "", f"{one[0]} {one[0]}", f"{one[1]}={other[2]}", f'{one[1]}="{word}"', f'{one[1]}="{word}"', other[0],
        f"{other[1]}={one[2]}", f"{one[0]} {other[0]}", f"{one[1]}={one[2][:-1]} {word}{one[2][-1]}",
    ))  # fmt: skip
    return _bytes(text[: one.start()] + written + text[one.end() :])


def of_json(random: Random, data: bytes) -> bytes:
    """Replace, take out, double, nest or rename a value of JSON."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return data
    places: list[tuple[list[object] | dict[str, object], int | str]] = []
    pending: list[object] = [document]
    while pending:
        one = pending.pop()
        if isinstance(one, (dict, list)):
            keys = list(one) if isinstance(one, dict) else range(len(one))
            places += [(one, key) for key in keys]
            pending += [one[key] for key in keys]  # type: ignore[index, call-overload]
    if not places:
        return data
    (holder, key), (taken, name) = random.choice(places), random.choice(places)
    value, other = holder[key], taken[name]  # type: ignore[index, call-overload]
    new: object = random.choice((
        random.choice(WORDS), random.choice(WORDS), other, None, True, [], {}, [value], {"x": value}, [value] * 50, 0,
        -1, 1.5, 10**30, "", {random.choice(WORDS): value},
    ))  # fmt: skip
    if isinstance(holder, dict) and random.random() < 0.3:
        del holder[key]  # type: ignore[arg-type]
        if random.random() < 0.7:
            holder[random.choice((random.choice(WORDS), str(name)))] = value
    else:
        holder[key] = new  # type: ignore[index, call-overload]
    try:
        return _bytes(json.dumps(document, ensure_ascii=random.random() < 0.5))
    except (ValueError, RecursionError):
        return data


def of_cells(random: Random, data: bytes) -> bytes:
    """Replace, take out, double or quote cells of a table."""
    rows = [line.split(",") for line in data.decode("utf-8", "surrogateescape").split("\n")]
    row = random.choice(rows)
    at = random.randrange(len(row))
    row[at : at + 1] = random.choice((
        [], [row[at]] * 2, [random.choice(WORDS)], [random.choice(random.choice(rows))], [f'"{row[at]}'],
        [f'"{row[at]}"'], [f'"{row[at]}\n"'], [""] * random.choice((2, 500)),
    ))  # fmt: skip
    return _bytes("\n".join(",".join(one) for one in rows))


def of_entries(random: Random, data: bytes) -> bytes:
    """Change, take out, double or rename entries of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, RuntimeError, EOFError):
        return of_bytes(random, data)
    if not entries:
        return data
    at = random.randrange(len(entries))
    name, held = entries[at]
    suffix = name.rpartition(".")[2]
    inner = {"rels": "xml", "xsd": "xsd"}.get(suffix, suffix)
    within = (name, mutated(random, inner, held))
    odd = random.choice(
        ("../x", "/x", "x\\y", "a/b", name.upper(), name.partition("/")[2], "META-INF/reportPackage.json")
    )
    entries[at : at + 1] = random.choice(([within],) * 8 + ([], [(name, held), within], [(odd, held)]))
    made = io.BytesIO()
    way = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", way) as archive:
        warnings.simplefilter("ignore")  # of names that stand twice: that is what is meant
        for entry, content in entries:
            archive.writestr(zipfile.ZipInfo(entry or "x"), content)
    return made.getvalue()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape" if not re.search("[\ud800-\udc7f\udd00-\udfff]", text) else "replace")


TEXTUAL: tuple[Mutation, ...] = (of_tokens, of_tokens, of_numbers, of_lines, of_encoding)
MARKUP: tuple[Mutation, ...] = (of_tags, of_tags, of_attributes, of_attributes, of_attributes)
BY_KIND: dict[str, tuple[Mutation, ...]] = {
    "xml": MARKUP, "xsd": MARKUP, "linkbase": MARKUP, "htm": MARKUP, "json": (of_json,) * 5, "csv": (of_cells,) * 4,
    "zip": (of_entries,) * 4, "office": (of_entries,) * 6,
}  # fmt: skip
