"""Rule files read: every field, every place, and what is wrong, at its line and column."""

from __future__ import annotations

import pytest

from validator.tieouts.rules import rulebook
from validator.tieouts.rules.grammar import parse_expression, parse_guard, parse_ranging, parse_rule, parse_template
from validator.tieouts.rules.rulebook import LARGEST, LONGEST, Rule, advanced, compiled, grown, height, names_in

FULL = '''[namespaces]
t = "http://t.example"
[let]
half = "A / 2"
[TO900]
name = "full"
rule = """
A == B
  <= C"""
for = ["X in [A]", "Y in [B]"]
when = "months(3)"
says = "{left}"
mends = "look"
why = "So."
cites = "a book"
severity = "warning"
missing = "zero"
kind = "plausibility"
compare = "printed"
follows = ["TO901", "TO902"]
instead_of = ["CA101"]
[TO900.let]
more = "half + 1"
[TO901]
name = "bare"
rule = "A == B"
says = "x"
why = "y"
for = "X in [A]"
'''


def test_every_field_is_read_with_its_place():
    namespaces, rules, faults, accepted = compiled(FULL.encode())
    assert (namespaces, faults, accepted) == ({"t": "http://t.example"}, [], True)
    full, bare = map(Rule._make, rules)
    assert full == Rule(
        code="TO900",
        name="full",
        text="A == B <= C",
        relations=tuple(parse_rule("A == B\n  <= C")),
        ranging=(parse_ranging("X in [A]"), parse_ranging("Y in [B]")),
        when=parse_guard("months(3)"),
        lets=(("half", parse_expression("A / 2")), ("more", parse_expression("half + 1"))),
        says=parse_template("{left}"),
        mends=("look",),
        why="So.",
        cites="a book",
        severity="warning",
        missing="zero",
        kind="plausibility",
        printed=True,
        follows=("TO901", "TO902"),
        instead_of=("CA101",),
        says_text="{left}",
        mends_text="look",
        places=(
            ("let.half", 4, 9, "A / 2"),
            ("let.more", 23, 9, "half + 1"),
            ("rule", 8, 1, "A == B\n  <= C"),
            ("for", 10, 9, "X in [A]"),
            ("for", 10, 21, "Y in [B]"),
            ("when", 11, 9, "months(3)"),
            ("says", 12, 9, "{left}"),
            ("mends", 13, 10, "look"),
        ),
    )
    assert bare._replace(places=()) == Rule(
        code="TO901",
        name="bare",
        text="A == B",
        relations=tuple(parse_rule("A == B")),
        ranging=(parse_ranging("X in [A]"),),
        lets=(("half", parse_expression("A / 2")),),
        says=("x",),
        why="y",
        severity="error",
        missing="indeterminate",
        kind="identity",
        printed=False,
        says_text="x",
    )
    assert Rule("TO902", "of its defaults", "").printed is False


def written(**more):
    fields = {"name": "bare", "rule": "A == B", "says": "x", "why": "y", **more}
    return "[TO901]\n" + "".join(f"{key} = {value!r}\n" for key, value in fields.items())


@pytest.mark.parametrize(("said", "accepted"), [("", True), ("accepted = true\n", True), ("accepted = false\n", False)])
def test_only_a_file_that_says_so_is_a_draft(said, accepted):
    _, rules, faults, found = compiled(f"{said}{written()}".encode())
    assert (len(rules), faults, found) == (1, [], accepted)


def test_figures_are_compared_as_printed_only_where_the_rule_says_so():
    def printed(compare):
        return compiled(written(kind="plausibility", compare=compare).encode())[1][0][Rule._fields.index("printed")]

    assert (printed("printed"), printed("intervals")) == (True, False)


def test_a_rule_at_fault_is_left_out_and_every_fault_of_it_is_placed():
    text = (
        written(rule="A = B", when="C or", mends="{")
        + '[TO902]\nname = "sound"\nrule = "A < B"\nsays = "x"\nwhy = "y"\n'
    )
    _, rules, faults, accepted = compiled(text.encode())
    assert [Rule._make(one).code for one in rules] == ["TO902"]
    assert faults == [
        ("misspelt-rule/expected", 3, 11, {"code": "TO901", "expected": "==, <=, >=, <, > or in", "seen": "'='"}),
        ("misspelt-rule/expected", 6, 13, {"code": "TO901", "expected": "a name", "seen": "the end"}),
        ("misspelt-rule/unclosed", 7, 10, {"code": "TO901", "mark": "{"}),
    ]
    assert accepted


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (written(sayz="x"), ("misshapen-rule-file/key-nearly", 6, 1, {"key": "sayz", "near": "says"})),
        ("[TO901", ("unreadable-rule-file/toml", 1, 7, {"said": "Expected ']' at the end of a table declaration"})),
    ],
)
def test_a_file_out_of_shape_has_no_rules(text, fault):
    assert compiled(f"accepted = false\n{text}".encode() if text[1:6] != "TO901" else text.encode()) == (
        {}, [], [fault], True,
    )  # fmt: skip


def test_a_file_that_cannot_be_had_is_told_at_no_line(tmp_path):
    book = rulebook.load(str(tmp_path / "none.toml"))
    ((check, at),) = [(one.check, one.at) for one in book.problems]
    assert (book.path, book.namespaces, book.rules, book.accepted) == (str(tmp_path / "none.toml"), {}, (), True)
    assert (check, at.path, at.line, at.column) == ("unreadable-rule-file", book.path, 0, 0)


def test_what_is_kept_of_a_file_is_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"
    path.write_text("accepted = false\n" + FULL + written(rule="A = B").replace("901", "903"))
    books = [rulebook.load(str(path)) for _ in range(2)]
    assert books[0] == books[1]
    assert [rule.code for rule in books[1].rules] == ["TO900", "TO901"]
    assert (books[1].path, books[1].namespaces, books[1].accepted) == (str(path), {"t": "http://t.example"}, False)
    ((check, at),) = [(one.check, one.at) for one in books[1].problems]
    assert (check, at.path, at.line, at.column) == ("misspelt-rule", str(path), 33, 11)


@pytest.mark.parametrize(
    ("lets", "parts", "told"),
    [
        ({"a": "A + B", "b": "a + a"}, {"rule": "b + b"}, []),
        ({"a": "b", "b": "a"}, {}, [("endless", "a", 0)]),
        ({"a": "a"}, {}, [("endless", "a", 0)]),
        ({"b": "1", "a": "b + c", "c": "A - a"}, {}, [("endless", "a", 0)]),
        ({}, {"rule": "rule"}, []),  # a concept of that name, and no part of the rule
    ],
)
def test_names_that_stand_for_themselves_are_endless(lets, parts, told):
    made = ({name: parse_expression(text) for name, text in of.items()} for of in (lets, parts))
    assert list(grown(*made)) == told


def of(name, count):
    """A sum of so many times one name."""
    return ("+", 0, *(("name", 0, name) for _ in range(count)))


def test_what_names_grow_to_is_counted_with_what_they_stand_for():
    one = {"one": of("A", 30_000)}  # figures are no names
    assert list(grown({"most": of("one", LARGEST - 1), **one}, {})) == []
    assert list(grown({"more": of("one", LARGEST), **one}, {})) == [("grown", "more", 20_001)]
    hundred = {"hundred": of("one", 99), **one}
    assert list(grown({"most": of("hundred", 199), **hundred}, {})) == []
    assert list(grown({"more": of("hundred", 200), **hundred}, {})) == [("grown", "more", 20_001)]
    assert list(grown(hundred, {"rule": of("hundred", 200)})) == []  # which no name stands for


DOUBLED = "[let]\nx0 = 'A'\n" + "".join(f"x{at + 1} = 'x{at} + x{at}'\n" for at in range(14))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (DOUBLED + written(), ("grown", 16, 8, {"name": "x14", "parts": 32_767, "most": 20_000})),
        ("[let]\na = 'a'\n" + written(), ("endless", 2, 6, {"name": "a", "parts": 0, "most": 250})),
        (written() + "[TO901.let]\na = 'a'\n", ("endless", 7, 6, {"name": "a", "parts": 0, "most": 250})),
        (
            "[let]\na = 'B'\n" + written() + "[TO901.let]\na = 'a'\n",
            ("endless", 9, 6, {"name": "a", "parts": 0, "most": 250}),
        ),
        (
            written(rule="A == B" + " + C" * 250),
            ("chained", 3, 9, {"name": "rule", "parts": 252, "most": 250}),
        ),
        (
            written(when="A" + " - B" * 255 + " > 1"),
            ("chained", 6, 9, {"name": "when", "parts": 256, "most": 250}),
        ),
        (written(says="{A" + " * B" * 260 + "}"), ("chained", 4, 9, {"name": "says", "parts": 261, "most": 250})),
        (written(mends="{A" + " * B" * 260 + "}"), ("chained", 6, 10, {"name": "mends", "parts": 261, "most": 250})),
    ],
)
def test_what_grows_beyond_use_is_placed(text, fault):
    variant, line, column, values = fault
    _, rules, faults, _ = compiled(text.encode())
    assert (rules, faults) == ([], [(f"misspelt-rule/{variant}", line, column, {"code": "TO901", **values})])


def test_every_fault_of_a_rule_is_told():
    _, _, faults, _ = compiled(written(rule="A = B", when="A" + " - B" * 255 + " > 1").encode())
    assert [check for check, *_ in faults] == ["misspelt-rule/expected", "misspelt-rule/chained"]


def chain(count):
    """A sum of figures one after the other, so many of them within each other."""
    made = ("name", 0, "A")
    for _ in range(count - 1):
        made = ("+", 0, made, ("name", 0, "B"))
    return made


def test_what_follows_on_each_other_is_counted_through_names():
    assert (height(None, {}), height(chain(1), {})) == (0, 0)
    assert height(chain(3), {}) == 2
    assert height(("negative", 0, ("number", 0, "1")), {}) == 1
    assert height(("+", 0, ("name", 0, "a"), chain(2)), {"a": 5}) == 7
    assert list(grown({}, {"rule": chain(LONGEST + 1)})) == []
    assert list(grown({}, {"rule": chain(LONGEST + 2)})) == [("chained", "rule", 251)]
    assert list(grown({"a": chain(LONGEST + 2)}, {"rule": ("name", 0, "a")})) == [("chained", "a", 251)]
    half = {"a": chain(126)}
    assert list(grown(half, {"rule": ("+", 0, ("name", 0, "a"), ("number", 0, "1"))})) == []


def test_names_are_found_as_often_as_they_stand_there():
    assert sorted(names_in(parse_expression("a + b * a - unit(c, 'name') + D[Axis=East] + 1"))) == ["a", "a", "b", "c"]
    assert list(names_in(("list", 0, (("A", 1), ("B", 2))))) == []
    assert list(names_in("name")) == []


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (7, 5)), (2, (7, 7)), (3, (8, 0 + 1)), (4, (8, 2)), (6, (9, 1)), (7, (9, 2))],
)
def test_a_place_is_counted_from_the_last_line_break(offset, place):
    assert advanced(7, 5, "ab\ncd\ne", offset) == place
