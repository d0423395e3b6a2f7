"""Laws of reading a page by its tags: what is kept of it is what a tree of the whole page has."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tests.inline_documents import NAMESPACES
from tests.laws import tried
from validator.readers.inline.tree import BASE_ELEMENT, parse, register, tagged

NAMES = (
    "div",
    "span",
    "body",
    "head",
    "base",
    "ix:nonNumeric",
    "ix:nonFraction",
    "ix:exclude",
    "ix:hidden",
    "ix:header",
)
ATTRIBUTES = (
    "", 'xml:lang="en"', 'xml:lang=" DE "', 'xml:lang=""', 'xml:base="http://a.example/b/"', 'xml:base="c"',
    'href="http://d.example/"', 'id="i" target=" t "', 'xmlns:x="http://x.example" x:y="1"', 'xmlns="http://www.w3.org/1999/xhtml"',
    'xmlns:ix="http://www.xbrl.org/2008/inlineXBRL"', 'xmlns="http://www.xbrl.org/2013/inlineXBRL"', 'xmlns:ix="http://no.example"',
)  # fmt: skip
TEXTS = ("", "1", " \n", "a &amp; b", "<!-- c -->", "x<!--c-->y", "<![CDATA[<p>]]>", "<?p i?>", "–\r\n")


def element(name: str, attributes: str, inside: list[str]) -> str:
    """An element with what it holds."""
    return f"<{name} {attributes}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.builds(element, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4)),
    max_leaves=25,
)


def told(tree):
    """All that a tree says."""
    return [
        (one.name, one.attributes, list(one.prefixes.items()), one.text, one.tail, one.at, len(one.children))
        for one in tree.walk()
    ]


def base_of(root):
    """The base that a page declares before its body."""
    for one in root.walk():
        if one.name == BASE_ELEMENT:
            return one.get("href").strip()
        if one.name.endswith("}body"):
            break
    return ""


@example("html", "", ['<ix:header><base href="http://d.example/"></base></ix:header>'])
@tried(200)
@given(st.sampled_from(("html", "ix:nonNumeric", "body")), st.sampled_from(ATTRIBUTES[:6]), st.lists(TREES, max_size=6))
def test_the_tags_of_a_page_are_those_of_its_tree(name, attributes, inside):
    data = f'<?xml version="1.0"?>\n{element(name, f"{NAMESPACES} {attributes}", inside)}'.encode()
    root, _ = parse("r.htm", data)
    page, problems = tagged("r.htm", data)
    whole = register(root)
    assert problems == []
    assert page.base == base_of(root)
    assert (page.root.name, page.root.attributes, page.root.at) == (root.name, root.attributes, root.at)
    assert [tag._replace(element=None) for tag in page.tags] == [tag._replace(element=None) for tag in whole]
    for mine, theirs in zip(page.tags, whole, strict=True):
        if mine.parent < 0:
            theirs.element.tail = ""  # what follows a tag that is in no other is said by none
        assert told(mine.element) == told(theirs.element)
