"""The tokens of the tie-out language, and what is wrong with a text in it."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 4000
SYMBOLS = ("==", "<=", ">=", "**", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "=", "&")
WORDS = ("in", "and", "or", "not")


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
    at = start
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        end = at
        if (char.isascii() and char.isdigit()) or (char == "." and text[at + 1 : at + 2].isdigit()):
            while end < len(text) and text[end].isascii() and (text[end].isdigit() or text[end] in "._"):
                end += 1
            number = text[at:end].replace("_", "")
            if number.count(".") > 1 or number.endswith("."):
                raise RuleError("number", at, text=text[at:end])
            found.append(Token("number", number, at))
        elif char.isalpha() or char == "_":
            end = _name_end(text, at)
            word = text[at:end]
            found.append(Token(word if word in WORDS else "name", word, at))
        elif char in "`'\"":
            end = text.find(char, at + 1) + 1
            if not end:
                raise RuleError("unclosed", at, mark=char)
            found.append(Token("name" if char == "`" else "string", text[at + 1 : end - 1], at))
        else:
            symbol = next((one for one in SYMBOLS if text.startswith(one, at)), None)
            if symbol is None:
                raise RuleError("unexpected", at, mark=char)
            end = at + len(symbol)
            found.append(Token(symbol, symbol, at))
        at = end
    found.append(Token("end", "", len(text)))
    return found


def _name_end(text: str, at: int) -> int:
    """Return where a name ends: `Cash`, `qifu:Cash`, `us-gaap:Cash`; other names go in backquotes."""
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "_."):
        end += 1
    prefix = end
    while prefix < len(text) and (text[prefix].isalnum() or text[prefix] in "_.-"):
        prefix += 1
    if text[prefix : prefix + 1] == ":" and (
        text[prefix + 1 : prefix + 2].isalpha() or text[prefix + 1 : prefix + 2] == "_"
    ):
        end = prefix + 1
        while end < len(text) and (text[end].isalnum() or text[end] in "_."):
            end += 1
    return end
