"""The names of months, in English and where it is not spoken."""

from __future__ import annotations

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ABROAD = {  # as they are called in German, French, Spanish, Italian, Portuguese, Dutch and the languages of the North
    name: number
    for number, names in enumerate((
        "januar januari janvier enero gennaio janeiro", "februar februari février febrero febbraio fevereiro",
        "märz mars marzo março maart marts", "avril abril aprile", "mai mayo maggio maio mei maj",
        "juni juin junio giugno junho", "juli juillet julio luglio julho", "augusti août agosto augustus",
        "septembre septiembre settembre setembro", "oktober octobre octubre ottobre outubro",
        "novembre noviembre novembro", "dezember décembre diciembre dicembre dezembro desember",
    ), start=1)
    for name in names.split()
}  # fmt: skip
NAMED_ABROAD = "|".join(sorted(ABROAD, key=len, reverse=True))


def number_of(month: str) -> int:
    """Return the number of a month by its name, abbreviated or of another language."""
    return ABROAD.get(month.lower()) or MONTHS.index(month[:3].lower()) + 1
