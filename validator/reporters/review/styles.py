"""What of a style attribute may stand on the page: how text looks, never where it lies or what it loads.

Properties and values are chosen from lists and written anew; whatever is not listed is left out.
"""

from __future__ import annotations

import re


def words(listed: str) -> frozenset[str]:
    """Return some words as a set."""
    return frozenset(listed.split())


NUMBER = r"-?(?:[0-9]{1,6}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})(?:[a-z]{1,4}|%)?"
TOKEN = re.compile(rf"rgb\([0-9.,% ]{{1,40}}\)|#[0-9a-f]{{3,8}}|{NUMBER}|[a-z][a-z-]*")
LENGTH = re.compile(r"(-?[0-9.]+)(px|pt|pc|em|ex|rem|ch|in|cm|mm|%|)")
COLOR = re.compile(r"rgb\(.*|#[0-9a-f]+")
FAMILY = re.compile(r"[a-z][a-z0-9 ,-]*")
NAMED = words(
    "aqua black blue brown cyan darkblue darkgray darkgreen darkgrey darkred fuchsia gold gray green grey indigo "
    "lightblue lightgray lightgrey lime magenta maroon navy olive orange pink purple red silver teal violet white "
    "yellow"
)
LINES = words("none hidden dotted dashed solid double groove ridge inset outset thin medium thick")
WORDS = {
    "border-collapse": "collapse separate",
    "caption-side": "top bottom",
    "clear": "left right both none",
    "direction": "ltr rtl",
    "display": "block inline inline-block list-item table table-row table-cell table-caption",
    "float": "left right none",
    "font-style": "normal italic oblique",
    "font-variant": "normal small-caps",
    "font-weight": "normal bold bolder lighter 100 200 300 400 500 600 700 800 900",
    "list-style-type": "disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman none",
    "text-align": "left right center justify start end",
    "text-decoration": "none underline overline line-through",
    "text-transform": "none capitalize uppercase lowercase",
    "vertical-align": "baseline top middle bottom sub super text-top text-bottom",
    "white-space": "normal nowrap pre pre-wrap pre-line",
}
WORDS_OF = {name: words(listed) for name, listed in WORDS.items()}
FONTS = words("normal italic oblique small-caps bold bolder lighter")
SIDES = ("", "-top", "-right", "-bottom", "-left")
RANGES = {
    **{f"padding{side}": (0, 200) for side in SIDES},
    **{f"margin{side}": (0, 500) for side in SIDES},
    "text-indent": (-100, 200),
    "width": (0, 2000),
    "min-width": (0, 2000),
}  # the least and the most a length may be, whatever its unit: nothing is pushed out of sight or over its neighbours
BORDERS = frozenset(f"border{side}{part}" for side in SIDES for part in ("", "-width", "-style", "-color"))
COLORS = ("color", "background", "background-color")
SMALLEST = {"": 1, "px": 5, "pt": 4, "em": 0.4, "rem": 0.4, "%": 40}  # what still is legible, by unit
SIZES = words("xx-small x-small small medium large x-large xx-large smaller larger")
HIDING = {"display": "none", "visibility": "hidden"}


def kept(style: str) -> str:
    """Return the declarations of a style attribute that may stay, in their order."""
    return ";".join(f"{name}:{value}" for name, value in _declarations(style) if _fits(name, value))


def hides(style: str) -> bool:
    """Whether a style attribute keeps its element from being seen."""
    return any(HIDING.get(name) == value.partition("!")[0].strip() for name, value in _declarations(style))


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in style.lower().replace('"', "").replace("'", "").split(";"))
    return [(name.strip(" \t\r\n"), " ".join(value.split())) for name, _, value in pairs if value]


def _fits(name: str, value: str) -> bool:
    if name == "font-family":
        return FAMILY.fullmatch(value) is not None
    if name == "font":
        return _font(value.split(" "))
    tokens = _tokens(value)
    if not tokens:
        return False
    if name in WORDS_OF:
        return len(tokens) == 1 and tokens[0] in WORDS_OF[name]
    if name in RANGES:
        return len(tokens) <= 4 and all(one == "auto" or _within(one, *RANGES[name]) for one in tokens)
    if name in COLORS:
        return len(tokens) == 1 and _color(tokens[0])
    if name in BORDERS:
        return all(one in LINES or _color(one) or _within(one, 0, 20) for one in tokens)
    return name == "font-size" and len(tokens) == 1 and (tokens[0] in SIZES or _legible(tokens[0]))


def _tokens(value: str) -> list[str]:
    """Return the words of a value; none when anything in it is not a word, a number or a colour."""
    found: list[str] = []
    place = 0
    while place < len(value):
        token = TOKEN.match(value, place)
        if token is None:
            return []
        found.append(token[0])
        place = token.end()
        if value[place : place + 1] not in ("", " "):
            return []
        place += 1
    return found


def _font(said: list[str]) -> bool:
    at = next((index for index, word in enumerate(said) if LENGTH.fullmatch(word)), -1)
    if at < 0 or not FONTS.issuperset(said[:at]):
        return False
    return _legible(said[at]) and FAMILY.fullmatch(" ".join(said[at + 1 :])) is not None


def _color(token: str) -> bool:
    return token in NAMED or COLOR.fullmatch(token) is not None


def _within(token: str, least: int, most: int) -> bool:
    length = LENGTH.fullmatch(token)
    return length is not None and least <= float(length[1]) <= most


def _legible(token: str) -> bool:
    length = LENGTH.fullmatch(token)
    return length is not None and SMALLEST.get(length[2], 1) <= float(length[1]) <= 100 * (
        10 if length[2] == "%" else 1
    )
