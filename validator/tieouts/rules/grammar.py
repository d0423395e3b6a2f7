"""The grammar of the tie-out language: text → nested tuples, never evaluated as code.

    rule      = expr relation expr [relation expr] | expr "in" "[" expr "," expr "]"
    relation  = "==" | "<=" | ">=" | "<" | ">"
    expr      = term {("+" | "-") term}          term = power {("*" | "/") power}
    power     = factor ["**" ["-"] digits]       factor = "-" factor | number | "(" expr ")" | figure
    figure    = name ["[" [name "=" member {"," name "=" member}] "]"] | name "(" [argument {"," argument}] ")"
    argument  = expr | string | variable "in" set
    set       = part {("+" | "-" | "&") part}    part = "[" name {"," name} "]" | call | "(" set ")"
    guard     = all {"or" all}                   all = one {"and" one}
    one       = "not" one | "(" guard ")" | rule | call

A node is a tuple: its kind, its offset in the text, its parts. Numbers stay text, so nothing is rounded. Nesting is
bounded: no text can exhaust the stack.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TypeVar

from validator.tieouts.rules.nodes import RELATIONS
from validator.tieouts.rules.tokens import RuleError, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.tieouts.rules.nodes import Joining, Node, Ranging, Relating, Relation

    T = TypeVar("T")

DEEPEST = 60
HIGHEST_POWER = 12
JOINED: dict[str, Joining] = {sign: sign for sign in ("+", "-", "*", "/")}
SETS_JOINED: dict[str, Joining] = {"+": "union", "-": "without", "&": "both"}


class Parser:
    """A parser over the tokens of one text, from where an amount in it starts."""

    def __init__(self, text: str, start: int) -> None:
        self.tokens = tokens(text, start)
        self.at = 0
        self.depth = 0

    # --- tokens ---------------------------------------------------------------------------------
    @property
    def next(self) -> Token:
        """The token not yet taken."""
        return self.tokens[self.at]

    def take(self, *kinds: str) -> Token | None:
        """Take the next token if it is of one of these kinds."""
        token = self.next
        if token.kind in kinds:
            self.at += 1
            return token
        return None

    def need(self, kind: str) -> Token:
        """Take the next token, which must be of this kind."""
        token = self.take(kind)
        if token is None:
            self.fail("a name" if kind == "name" else repr(kind))
        return token

    def fail(self, expected: str) -> NoReturn:
        """Raise at the next token."""
        token = self.next
        seen = "the end" if token.kind == "end" else repr(token.text)
        raise RuleError("expected", token.offset, expected=expected, seen=seen)

    def end(self) -> None:
        """Insist that nothing is left."""
        if self.next.kind != "end":
            self.fail("the end")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one level of nesting, until what is in it is parsed."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise RuleError("depth", self.next.offset, most=DEEPEST)
        yield
        self.depth -= 1

    # --- rules ----------------------------------------------------------------------------------
    def rule(self) -> list[Relation]:
        """Parse a rule: one relation, or two for a range."""
        return self.related(self.expression())

    def related(self, first: Node) -> list[Relation]:
        """Parse what stands behind the first amount of a rule."""
        if self.take("in"):
            self.need("[")
            low = self.expression()
            self.need(",")
            high = self.expression()
            self.need("]")
            return [(">=", first[1], first, low), ("<=", first[1], first, high)]
        relation = self.relation()
        if relation is None:
            self.fail("==, <=, >=, <, > or in")
        second = self.expression()
        found: list[Relation] = [(*relation, first, second)]
        chained = self.relation()
        if chained is not None:
            found.append((*chained, second, self.expression()))
        return found

    def relation(self) -> tuple[Relating, int] | None:
        """Take the next token if it is a relation; with its offset."""
        token = self.take(*RELATIONS)
        return None if token is None else (next(one for one in RELATIONS if one == token.kind), token.offset)

    def expression(self) -> Node:
        """Parse sums and differences."""
        with self.deeper():
            left = self.term()
            while (sign := self.take("+", "-")) is not None:
                left = (JOINED[sign.kind], sign.offset, left, self.term())
        return left

    def term(self) -> Node:
        """Parse products and quotients."""
        left = self.power()
        while (sign := self.take("*", "/")) is not None:
            left = (JOINED[sign.kind], sign.offset, left, self.power())
        return left

    def power(self) -> Node:
        """Parse a power with a whole, constant exponent."""
        base = self.factor()
        sign = self.take("**")
        if sign is None:
            return base
        minus = self.take("-")
        digits = self.need("number")
        if not digits.text.isdigit() or len(digits.text) > 2 or int(digits.text) > HIGHEST_POWER:
            raise RuleError("exponent", digits.offset, most=HIGHEST_POWER)
        exponent = int(digits.text)
        return ("**", sign.offset, base, -exponent if minus else exponent)

    def factor(self) -> Node:
        """Parse what needs no precedence."""
        minus = self.take("-")
        if minus is not None:
            with self.deeper():
                return ("negative", minus.offset, self.factor())
        number = self.take("number")
        if number is not None:
            return ("number", number.offset, number.text)
        if self.take("("):
            inner = self.expression()
            self.need(")")
            return inner
        return self.figure()

    def figure(self) -> Node:
        """Parse a name, a name with dimension members, or a call."""
        token = self.need("name")
        if self.take("("):
            return ("call", token.offset, token.text, self.arguments())
        if not self.take("["):
            return ("name", token.offset, token.text)
        members: list[tuple[str, str, int]] = []
        while self.next.kind != "]":
            axis = self.need("name")
            self.need("=")
            member = self.take("name", "string")
            if member is None:
                self.fail("a member")
            members.append((axis.text, member.text if member.kind == "name" else f"'{member.text}", axis.offset))
            if not self.take(","):
                break
        self.need("]")
        return ("member", token.offset, token.text, tuple(members))

    def arguments(self) -> tuple[Node, ...]:
        """Parse a call's arguments up to its closing parenthesis."""
        found: list[Node] = []
        with self.deeper():
            while self.next.kind != ")":
                string = self.take("string")
                if string is not None:
                    found.append(("text", string.offset, string.text))
                elif self.next.kind == "name" and self.tokens[self.at + 1].kind == "in":
                    found.append(self.ranging())
                elif self.next.kind == "[":
                    found.append(self.set())
                else:
                    found.append(self.expression())
                if not self.take(","):
                    break
            self.need(")")
        return tuple(found)

    # --- sets -----------------------------------------------------------------------------------
    def ranging(self) -> Ranging:
        """Parse `X in set`."""
        variable = self.need("name")
        self.need("in")
        return ("ranging", variable.offset, variable.text, self.set())

    def set(self) -> Node:
        """Parse unions, differences and intersections of sets, from the left."""
        with self.deeper():
            left = self.part()
            while (sign := self.take("+", "-", "&")) is not None:
                left = (SETS_JOINED[sign.kind], sign.offset, left, self.part())
        return left

    def part(self) -> Node:
        """Parse a list of names, a call, or a set in parentheses."""
        if self.take("("):
            inner = self.set()
            self.need(")")
            return inner
        opened = self.take("[")
        if opened is not None:
            names: list[tuple[str, int]] = []
            while self.next.kind != "]":
                token = self.need("name")
                names.append((token.text, token.offset))
                if not self.take(","):
                    break
            self.need("]")
            return ("list", opened.offset, tuple(names))
        token = self.need("name")
        self.need("(")
        return ("call", token.offset, token.text, self.arguments())

    # --- guards ---------------------------------------------------------------------------------
    def guard(self) -> Node:
        """Parse a condition: or, and, not, calls and relations."""
        with self.deeper():
            left = self._all()
            while (word := self.take("or")) is not None:
                left = ("or", word.offset, left, self._all())
        return left

    def _all(self) -> Node:
        left = self._one()
        while (word := self.take("and")) is not None:
            left = ("and", word.offset, left, self._one())
        return left

    def _one(self) -> Node:
        word = self.take("not")
        if word is not None:
            with self.deeper():
                return ("not", word.offset, self._one())
        if self.next.kind == "(" and self._opens_guard():
            self.need("(")
            inner = self.guard()
            self.need(")")
            return inner
        first = self.expression()
        if self.next.kind in (*RELATIONS, "in"):
            made: Node
            made, *others = self.related(first)
            for other in others:
                made = ("and", other[1], made, other)
            return made
        if first[0] != "call" and first[0] != "name":
            self.fail("a condition")
        return first

    def _opens_guard(self) -> bool:
        """Whether the parenthesis at hand holds a condition rather than an amount: no amount has what makes one."""
        before, calls = "", list[bool]()  # of the parentheses still open, which are those of calls
        for token in self.tokens[self.at :]:
            if token.kind == "(":
                calls.append(before == "name")
            elif token.kind == ")":
                calls.pop()
            elif token.kind in ("and", "or", "not", *RELATIONS) or (token.kind == "in" and not any(calls)):
                return True
            if not calls:
                break
            before = token.kind
        return False


def parse_rule(text: str) -> list[Relation]:
    """Parse a rule; raises RuleError."""
    return _whole(text, Parser.rule)


def parse_expression(text: str, start: int = 0) -> Node:
    """Parse an amount; raises RuleError."""
    return _whole(text, Parser.expression, start)


def parse_guard(text: str) -> Node:
    """Parse a condition; raises RuleError."""
    return _whole(text, Parser.guard)


def parse_ranging(text: str) -> Ranging:
    """Parse `X in set`; raises RuleError."""
    return _whole(text, Parser.ranging)


def parse_template(text: str) -> tuple[str | Node, ...]:
    """Parse a message with amounts in braces; `{{` and `}}` stand for braces. Raises RuleError."""
    parts: list[str | Node] = []
    plain, at = "", 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}"):
            plain, at = plain + text[at], at + 2
        elif text[at] == "{":
            end = text.find("}", at)
            if end == -1:
                raise RuleError("unclosed", at, mark="{")
            node = parse_expression(text[:end], at + 1)
            parts += [plain, node] if plain else [node]
            plain, at = "", end + 1
        elif text[at] == "}":
            raise RuleError("brace", at)
        else:
            plain, at = plain + text[at], at + 1
    return (*parts, plain) if plain else tuple(parts)


def _whole(text: str, parse: Callable[[Parser], T], start: int = 0) -> T:
    parser = Parser(text, start)
    found = parse(parser)
    parser.end()
    return found
