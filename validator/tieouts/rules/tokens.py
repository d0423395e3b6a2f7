"""The tokens of the tie-out language, and what is wrong with a text in it."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 4000
SYMBOLS = ("==", "<=", ">=", "**", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "=", "&")
WORDS = ("in", "and", "or", "not")
QUOTES = "`'\""
TOKEN = re.compile(
    r"(?P<number>\.?[0-9][0-9._]*)"
    r"|(?P<name>[^\W\d](?:[\w.-]*+:[^\W\d])?[\w.]*)"  # `Cash`, `qifu:Cash`, `us-gaap:Cash`; others go in backquotes
    r"|(?P<quoted>`[^`]*`|'[^']*'|\"[^\"]*\")"
    rf"|(?P<symbol>{'|'.join(map(re.escape, SYMBOLS))})"
    r"|(?P<other>\S)"
)


class RuleError(Exception):
    """What is wrong with a text in the language, and at which offset.

    What is told as a wording with its values: of `misspelt-rule` where the text cannot be parsed, of
    `rule-on-unknown-name` where it cannot be bound.
    """

    def __init__(self, fault: str, offset: int, /, **values: object) -> None:
        super().__init__(fault)
        self.fault = fault
        self.offset = offset
        self.values = values


class Token(NamedTuple):
    """One token: `kind` is name, number, string, end, a symbol or a word."""

    kind: str
    text: str
    offset: int


def tokens(text: str, start: int = 0) -> list[Token]:
    """Split a text into tokens, from where an amount in it starts; raises RuleError at what is none."""
    if len(text) - start > LONGEST:
        raise RuleError("long", start + LONGEST, most=LONGEST)
    found: list[Token] = []
    for match in TOKEN.finditer(text, start):
        kind, said, at = match.lastgroup or "", match.group(), match.start()
        if kind == "other":
            raise RuleError("unclosed" if said in QUOTES else "unexpected", at, mark=said)
        if kind == "number":
            said = said.replace("_", "")
            if said.count(".") > 1 or said.endswith("."):
                raise RuleError("number", at, text=match.group())
        elif kind == "quoted":
            kind, said = "name" if said.startswith("`") else "string", said[1:-1]
        elif kind == "symbol" or said in WORDS:
            kind = said
        found.append(Token(kind, said, at))
    return [*found, Token("end", "", len(text))]
