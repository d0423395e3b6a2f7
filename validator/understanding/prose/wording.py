"""The words around numbers: scales, currencies, shares, laws, lengths of time."""

from __future__ import annotations

import re

from validator.understanding.words.numbers import GROUPED, POWERS

SIGNS = (
    r"US\$|U\.S\.\s?\$|HK\$|NT\$|C\$|CA\$|A\$|R\$|S\$|NZ\$|RMB|CNY|USD|EUR|GBP|JPY|CAD|AUD|CHF|INR|BRL|MXN|KRW|SEK|NOK"
    r"|DKK|SGD|Rs\.?|[$€£¥₹₩]"
)
SHORT = {"mm": 6, "mn": 6, "m": 6, "bn": 9, "b": 9, "k": 3}
DIGITS = re.compile(rf"(?:{GROUPED})(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*|\.\d+")
BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?P<currency>{SIGNS})\s?)?(?P<inner>[(-]\s?)?$")
MINUS = re.compile(r"(?<![\w%)])[-−]")  # before a currency; behind a number it is a range's
AFTER = re.compile(
    rf"""
      (?:\s?\))?
      (?: (?P<percent>\s?%|[\s-]per\s?cent\b(?!age))
        | (?P<points>\s?(?:percentage\s+points?|basis[\s-]+points?|bps)\b)
        | (?:[\s-]?(?P<scale>{"|".join(POWERS)})s?\b
            |(?P<short>mm|mn|bn|[MBK])\b)(?:\s?\))?(?P<late>\s?%)?
      )?
      (?P<coin>\s?(?:RMB|CNY|renminbi|yuan|(?:U\.?S\.?\s|Canadian\s|Australian\s|Hong\sKong\s)?dollars|euros?|EUR|CAD|AUD
        |GBP|USD|yen|pounds(?:\ssterling)?|cents|pence)\b|(?-i:p)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
PER = re.compile(
    r"""\s*\)?,?\s*(?:(?:of\s+)?(?:par|stated)\s+value
      |per\s+(?:[\w-]+\s+){0,4}?(?:share|unit|ADS|warrant|right|option)\b
      |(?:a|each)\s+(?:ordinary\s+)?share\b|/\s?share\b|per\s+diluted)""",
    re.VERBOSE | re.IGNORECASE,
)
PRICE = re.compile(
    r"""\b(?:par\s+value|stated\s+value
      |(?:exercise|conversion|strike|closing|offering|purchase|sale|market|stock|share|repurchase|issue|floor|subscription)
        \s+prices?(?:\s+per\s+(?:[\w-]+\s+){0,4}?(?:share|unit|warrant|ADS))?
      |per[- ]share(?:\s+[\w-]+){0,4}|price\s+per\s+share|per\s+(?:[\w-]+\s+){0,3}?(?:share|ADS))\s*(?:\([^()]*\)\s*)?
      (?:of|was|is|were|equal\s+to|at|to|from|between|,|=|:)?\s*(?:approximately|about|only|a|\()?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
EACH = re.compile(
    r"""\b(?:(?:stock|share|exercise|conversion|strike|closing|average|purchase|offering|market|bid)\s+price
      |grant[- ]date\s+fair\s+values?|per\s+(?:[\w-]+\s+){0,3}?(?:share|unit|ADS))\b
      (?:(?!\b(?:total|aggregate|intrinsic|proceeds|expense)\b).)*$""",
    re.VERBOSE | re.IGNORECASE,
)
LEGAL = re.compile(
    r"""(?:\b(?:Notes?|Items?|Forms?|Rules?|Sections?|Sec\.|Exhibits?|Ex\.|Topics?|Subtopics?|ASC|ASU|Nos?\.|No|Numbers?|Levels?
      |Steps?|Tiers?|Parts?|Pages?|p\.|pp\.|Articles?|Schedules?|Regulations?|Chapters?|Phases?|Class|Series|Models?|Titles?
      |Tables?|SAB|SFAS|FASB|IFRS|IAS|Category|Categories|Stages?|Types?|Act\s+of|Release|Statement|Interpretation
      |Paragraphs?|Codification|Volume|Vol\.|Amendment|Appendix|Annex|Figure|Unit|Suite|Room|Floor|Building|Highway|Route
      |Box|Zone|Lot|Patent|Docket|Case|File|Opinion|Grade|Scope|Division|Tranche|Group|Question|Answer|Proposal|Windows
      |Lines?|Footnotes?|Days?|Year|Week|Quarter)|§+|\#)
      \s*(?:\d[\w.-]*(?:\([a-z0-9]+\))*\s*(?:,|and|or|through|to|&|-|–)\s*)*\(?$""",
    re.VERBOSE,
)
CODE_BEFORE = re.compile(r"[A-Za-z_/#:@]-?$|\d-$|\d[.:/]$")
CODE_AFTER = re.compile(r"[A-Za-z_@]|\(k\)|\([a-z]\)|[/:]\d|-(?:[A-Z]\b|\d)|\.\d")
LENGTH = re.compile(
    r"""[\s-]+(?:(?:consecutive|trading|calendar|business|full|additional|more|fiscal|operating|of\s+the\s+last\s+\d+)[\s-]+)*
      (?:day|minute|hour|week|month|year|quarter|night|decade)s?\b|[-\s]?(?:am|pm|a\.m\.|p\.m\.)(?![a-z])""",
    re.VERBOSE | re.IGNORECASE,
)
STREET = re.compile(
    r"(?:\s+[NSEW]\.?)?(?:\s+[A-Z][\w.'-]*){1,4}\s+(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Way|Plaza"
    r"|Parkway|Square|Court|Place|Terrace|Highway)\b"
)
POSTAL = re.compile(r"[A-Z][a-z]+,\s+(?:[A-Z]{2}|[A-Z][a-z]+)\s+$")
NOUN = re.compile(
    r"""(?:\s|-)(?:[A-Za-z][\w'&.-]*\s+){0,6}?
      (?P<noun>shares?|ADSs?|RSUs?|RSAs?|PSUs?|PRSUs?|SARs?|units?|warrants?|options?|rights|awards?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
STOP = re.compile(
    r"\b(?:of|and|or|for|in|at|to|with|from|by|were|was|is|are|the|that|which|per|a|an|on|as|would|will|have|has|had)\b",
    re.IGNORECASE,
)
THING = re.compile(
    r"""(?:\s|-)(?!(?:and|or|of|to|in|at|for|on|by|with|from|as|the|a|an|is|was|were|are|be|has|have|had|that|which|through
      |until|per)\b)(?P<thing>[a-z][a-z'-]+)""",
    re.VERBOSE | re.IGNORECASE,
)
WHOSE = re.compile(
    r"\s+of\s+(?:our|the|its|these|those|such|this)\s+(?:[\w'-]+\s+){0,5}?(?:shares?|ADSs?|units|warrants|options)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"""\b(?:(?:number\s+of|authorized|outstanding|issued|total|aggregate|average)\b[^.;]{0,80}?
        \b(?:shares|options|awards|units|warrants|common\s+stock)\b
      |weighted[\s-]average\s+(?:[\w-]+\s+){0,4}?(?:shares|ADSs?)\s+(?:used|outstanding)\b[^.;]*?
      |shares\s+(?:outstanding|issued|authorized|available|reserved)|common\s+stock\s+authorized)\b
      (?![^.;]*\b(?:price|value\s+of|revenue|income|cost)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
VERBS = frozenset(("were", "was", "are", "is", "have", "had", "respectively", "for", "as", "at"))
NAME = re.compile(r"(?:^|[^.!?:;\"'(]\s)(?P<word>[A-Z][A-Za-z&.]*)(?:\s|-)$")
OPENING = frozenset((
    "Approximately", "About", "Over", "Nearly", "Only", "Some", "These", "The", "Of", "All", "Our", "At", "In", "To",
    "For",    "By", "From", "Including", "Includes", "Excludes", "Represents", "And", "Or", "Up", "Least",
))  # fmt: skip
SPELLED = re.compile(r"[a-z][\s-](?:hundred|thousand|million|billion|trillion|percent|per\scent)\b", re.IGNORECASE)
RATIO = re.compile(r"\s?(?:x\b|times\b|to\s1(?:\.0+)?\b|:\s?1(?:\.0+)?\b)", re.IGNORECASE)
RANGED = re.compile(
    r"-(?:[$€£]|RMB)?\d[\d.,]*(?:\s?%|\s+(?:percent|million|billion|thousand|trillion|shares|basis)\b)", re.IGNORECASE
)
TO_ONE = re.compile(r"\s*(?:to|=|per|for|equals?|:)\s*(?:every\s+|each\s+)?", re.IGNORECASE)
MARKED = re.compile(r"\d{1,3}\s+(?=[\"“'(]?[A-Z])")
SPLIT = re.compile(r"[\s-]for[\s-]\d+\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.;]\s+[A-Z]")
YEAR = re.compile(r"(?:19|20)\d\d")
