"""Where things stand in a TOML document of ours, which tomllib does not tell, and the nearest right name."""

from __future__ import annotations


def toml_place(message: str, text: str) -> tuple[int, int]:
    """Return line and column from tomllib's `(at line 3, column 5)`; the end of the document when it says so."""
    _, found, tail = message.partition("(at line ")
    line, _, column = tail.rstrip(")").partition(", column ")
    if found and line.isdigit() and column.isdigit():
        return int(line), int(column)
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def nearest(name: str, known: list[str]) -> str:
    """Return the known name closest to a mistyped one; empty when none is close."""
    from difflib import get_close_matches

    lowered = {one.lower(): one for one in known}
    found = get_close_matches(name.lower(), lowered, 1, 0.6)
    return lowered[found[0]] if found else ""


class Places:
    """Where keys and texts stand in a TOML document; tomllib does not tell."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.found: dict[tuple[str, ...], tuple[int, int, int]] = {}
        table: tuple[str, ...] = ()
        inside = ""  # the delimiter of the multi-line string we are in
        for number, line in enumerate(self.lines, 1):
            stripped = line.strip()
            if inside:
                inside = "" if inside in line else inside
                continue
            if stripped.startswith("["):
                table = tuple(_bare(part) for part in stripped.strip("[] \t").split("]")[0].split("."))
                self.found.setdefault(table, (number, line.index("[") + 2, 0))
                continue
            key, equals, rest = line.partition("=")
            if equals and stripped[:1] not in ("#", '"""', ""):
                path = (*table, *(_bare(part) for part in key.strip().split(".")))
                value = len(key) + 1 + len(rest) - len(rest.lstrip())
                self.found.setdefault(path, (number, len(key) - len(key.lstrip()) + 1, value))
                self._inline(path, line, number, value)
                for quotes in ('"""', "'''"):
                    if rest.count(quotes) == 1:
                        inside = quotes

    def _inline(self, path: tuple[str, ...], line: str, number: int, value: int) -> None:
        """Remember the keys of an inline table on its line."""
        if line[value : value + 1] != "{":
            return
        at = value + 1
        while (equals := line.find("=", at)) >= 0:
            start = max(line.rfind(mark, 0, equals) for mark in "{,") + 1
            key = line[start:equals]
            content = equals + 1 + len(line[equals + 1 :]) - len(line[equals + 1 :].lstrip())
            self.found.setdefault((*path, _bare(key)), (number, start + len(key) - len(key.lstrip()) + 1, content))
            quote = line[content : content + 1]
            closed = line.find(quote, content + 1) if quote in ("'", '"') and quote else -1
            at = (closed if closed > 0 else equals) + 1

    def of(self, path: list[str]) -> tuple[int, int]:
        """Return line and column of a key, or of the nearest key around it."""
        key = tuple(path)
        while key and key not in self.found:
            key = key[:-1]
        return self.found[key][:2] if key else (1, 1)

    def after(self, line: int, key: str) -> int:
        """Return the first line from a line on that sets a key; the line itself when none does."""
        for number in range(line, len(self.lines) + 1):
            if _bare(self.lines[number - 1].partition("=")[0]) == key:
                return number
        return line

    def content(self, path: list[str], text: str) -> tuple[int, int]:
        """Return line and column where a string value's content starts."""
        line, column, value = self.found.get(tuple(path), (*self.of(path), 0))
        if not value:
            return line, column
        rest = self.lines[line - 1][value:]
        for quotes in ('"""', "'''"):
            if rest.startswith(quotes):
                return (line + 1, 1) if rest.strip() == quotes else (line, value + 4)
        if rest.startswith("["):  # a list of strings: where this one stands on the line, or the list itself
            at = rest.find(text)
            return line, value + max(0, at) + 1
        return line, value + 2


def _bare(key: str) -> str:
    return key.strip().strip("\"'")
