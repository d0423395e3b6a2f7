"""The characters a text may have in XML (XML 1.0 §2.2), which is what every text of a report is made of."""

from __future__ import annotations

import re

NONE_OF_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # compiled once a text is to be searched


def foreign(text: str) -> str:
    """Say which character of a text XML does not have, in words that follow a colon; "" where it has all."""
    if text.isprintable():
        return ""
    found = re.search(NONE_OF_XML, text)
    return f"U+{ord(found[0]):04X} is no character of XML" if found else ""
