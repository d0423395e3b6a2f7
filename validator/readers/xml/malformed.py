"""What keeps a file from being read as XML: its encoding, or its markup."""

from __future__ import annotations

import pyexpat

from validator.model.source import Location, Problem

UNKNOWN_ENCODING, INCORRECT_ENCODING = 18, 19  # expat's own numbers (expat.h, enum XML_Error)
# invalid token, partial character, and what follows from reading bytes in a wrong encoding
NOT_LEGIBLE = (4, 6, 10, 17)


def declared_encoding(data: bytes) -> str:
    """Return the encoding an XML declaration in an ASCII-compatible encoding names; "" when it names none."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(b"<?xml"):
        return ""
    head = head.partition(b"?>")[0]
    rest = head.partition(b"encoding")[2].lstrip().removeprefix(b"=").lstrip()
    if rest[:1] not in (b'"', b"'"):
        return ""
    return rest[1:].partition(rest[:1])[0].decode("ascii", "replace")


def undecodable(path: str, data: bytes, encoding: str, error: UnicodeDecodeError) -> Problem:
    """Return the problem of a byte that is none of an encoding's."""
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - data.rfind(b"\n", 0, error.start)
    seen = data[error.start : error.start + 1].hex().upper()
    reason = f"byte 0x{seen} is not {encoding}, the encoding the file is in by its declaration"
    return Problem("wrong-encoding", Location(path, line, column), {"reason": reason})


def explain(path: str, data: bytes, error: pyexpat.ExpatError) -> Problem:
    """Return the one problem behind a parser's error: an encoding that is not what it says, or the markup itself."""
    at = Location(path, error.lineno, error.offset + 1)
    said = pyexpat.ErrorString(error.code)
    if error.code == UNKNOWN_ENCODING:
        reason = f"the declared encoding {declared_encoding(data)!r} is not known"
        return Problem("wrong-encoding", at, {"reason": reason})
    if error.code == INCORRECT_ENCODING:
        reason = f"the file is declared as {declared_encoding(data)!r}, but its bytes are in another encoding"
        return Problem("wrong-encoding", at, {"reason": reason})
    if error.code in NOT_LEGIBLE:
        encoding = declared_encoding(data) or "utf-8"
        if encoding.lower() in ("utf-8", "us-ascii") and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            try:
                data.decode(encoding)
            except UnicodeDecodeError as wrong:
                return undecodable(path, data, encoding, wrong)
            if b"\0" in data:
                place = data.index(b"\0")
                line = data.count(b"\n", 0, place) + 1
                at = Location(path, line, place - data.rfind(b"\n", 0, place))
                said = "a NUL byte"
    return Problem("malformed-xml", at, {"reason": said})
