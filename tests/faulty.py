"""A report whose total differs from its parts, a rule that says so too, a waiver that accepts it; and another rule."""

from __future__ import annotations

from pathlib import Path

FAULTY = Path(__file__).parents[1] / "instances" / "bad" / "CA101-total-differing-from-its-parts"
RULES = """[namespaces]
t = "http://tieout.example/t"
[TO900]
name = "assets-are-cash-and-loans"
rule = "t:Assets == t:Cash + t:Loans"
says = "assets are off by {gap}"
why = "A total is the sum of its parts."
"""
WAIVER = """[[waiver]]
code = "CA101"
reason = "published so"
by = "A. Reviewer"
until = "2999-12-31"
[waiver.figures]
"t:Assets @ as of 2023-09-30, CNY" = "110000"
"t:Cash @ as of 2023-09-30, CNY" = "60000"
"t:Loans @ as of 2023-09-30, CNY" = "40000"
"""
TWICE = """[namespaces]
default = "http://example.com/g"
[TO101]
name = "twice-the-total"
rule = "U == 2 * T"
says = "{left} against {right}"
why = "It must."
"""
