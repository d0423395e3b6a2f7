"""What services are told of a finding: its lines, and what tells it from all others, whichever line it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.finding import Finding


class Fingerprints:
    """The fingerprints of one run; findings that say the same of one file are told apart by their order."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], int] = {}

    def of(self, finding: Finding) -> str:
        """Return a finding's fingerprint: 32 hexadecimal digits of its code, file and message."""
        return self.said(finding.code, finding.at.path, finding.message)

    def said(self, *what: str) -> str:
        """Return the fingerprint of something that is said, apart from what is said alike."""
        from hashlib import sha256

        self._seen[what] = number = self._seen.get(what, 0) + 1
        return sha256("\0".join((*what, str(number))).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def lines(finding: Finding) -> list[str]:
    """Return a finding in lines: what is wrong, the likely culprit and its value, the evidence, what would mend it."""
    helping = [f"help: {finding.help}"] if finding.help else []
    return [finding.message, *likely(finding), *finding.notes, *helping]


def likely(finding: Finding) -> list[str]:
    """Return the line that says which figure is likely to be wrong; none where nothing is known of it."""
    return [] if finding.diagnosis is None else [f"likely: {finding.diagnosis.verdict}"]
