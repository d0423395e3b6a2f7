"""Mutated copies of xBRL-XML reports: a slip of each kind, many times over, the same for the same seed."""

from __future__ import annotations

import copy
import random
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

XBRLI = "{http://www.xbrl.org/2003/instance}"
MEMBER = "{http://xbrl.org/2006/xbrldi}explicitMember"


def mutated(source: Path, folder: Path, kind: str, seed: int, times: int = 20) -> Path:
    """Write a copy of a report with slips of one kind into a folder, beside copies of its taxonomy; return its path."""
    tree = etree.parse(source, etree.XMLParser(huge_tree=True))
    root = tree.getroot()
    chance = random.Random(f"{source.name} {kind} {seed}")
    for _ in range(times):
        KINDS[kind](root, chance)
    folder.mkdir(parents=True)  # a folder of its own: nothing that is there already may be written to
    for neighbour in source.parent.iterdir():
        if neighbour != source and neighbour.suffix in (".xsd", ".xml") and not neighbour.name.endswith(".htm.xml"):
            shutil.copyfile(neighbour, folder / neighbour.name)
    target = folder / source.name
    tree.write(target, encoding="UTF-8", xml_declaration=True)
    return target


def figure(root: etree._Element, chance: random.Random) -> etree._Element:
    """Return a numeric fact with a value."""
    return chance.choice([e for e in root if e.get("unitRef") and (e.text or "").strip()])


def change_digit(root: etree._Element, chance: random.Random) -> None:
    """Change one digit of a figure."""
    fact = figure(root, chance)
    places = [i for i, letter in enumerate(fact.text) if letter.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([d for d in "0123456789" if d != fact.text[place]])
    fact.text = fact.text[:place] + digit + fact.text[place + 1 :]


def move_date(root: etree._Element, chance: random.Random) -> None:
    """Move an end or a start of a context by days or years."""
    ends = [
        e for e in root.iter(f"{XBRLI}startDate", f"{XBRLI}endDate", f"{XBRLI}instant") if len(e.text.strip()) == 10
    ]
    end = chance.choice(ends)
    days = chance.choice((-366, -30, -1, 1, 30, 366))
    end.text = (date.fromisoformat(end.text.strip()) + timedelta(days)).isoformat()


def swap_unit(root: etree._Element, chance: random.Random) -> None:
    """Report a figure in another unit."""
    fact = figure(root, chance)
    units = [e.get("id") for e in root.iter(f"{XBRLI}unit") if e.get("id") != fact.get("unitRef")]
    if units:
        fact.set("unitRef", chance.choice(units))


def drop_fact(root: etree._Element, chance: random.Random) -> None:
    """Leave a figure out."""
    root.remove(figure(root, chance))


def add_duplicate(root: etree._Element, chance: random.Random) -> None:
    """Report a figure twice: the same, rounded, or at odds."""
    fact = figure(root, chance)
    twin = copy.deepcopy(fact)
    twin.attrib.pop("id", None)
    fact.addnext(twin)
    turn = chance.randrange(4)
    if turn == 1:
        change_digit_of(twin, chance)
    elif turn == 2:
        twin.set("decimals", chance.choice(("-6", "-3", "0", "2", "INF")))
    elif turn == 3:
        change_digit_of(twin, chance)
        twin.set("decimals", chance.choice(("-6", "-3", "0", "2", "INF")))


def change_digit_of(fact: etree._Element, chance: random.Random) -> None:
    """Change the last digit of one figure."""
    text = fact.text.strip()
    if text[-1].isdigit():
        fact.text = text[:-1] + chance.choice([d for d in "0123456789" if d != text[-1]])


def change_decimals(root: etree._Element, chance: random.Random) -> None:
    """Claim another accuracy of a figure."""
    fact = figure(root, chance)
    if fact.get("decimals"):
        fact.set("decimals", chance.choice(("-9", "-6", "-5", "-3", "-1", "0", "1", "2", "INF")))


def swap_member(root: etree._Element, chance: random.Random) -> None:
    """Put a context on another member, of any dimension."""
    members = list(root.iter(MEMBER))
    if members:
        chance.choice(members).text = chance.choice(members).text


KINDS: dict[str, Callable[[etree._Element, random.Random], None]] = {
    "digit": change_digit,
    "date": move_date,
    "unit": swap_unit,
    "dropped": drop_fact,
    "duplicate": add_duplicate,
    "decimals": change_decimals,
    "member": swap_member,
}
