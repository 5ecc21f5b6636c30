"""Countries that may stand beside a city's name, as in "Lyon (France)" or "Lyon, FR"."""

from typing import Final

from portal.lib.names import fold

# BESIDE in cities.py takes "the" away before the question is asked.
NAMES: Final = (
    "Albania, Armenia, Austria, Azerbaijan, Belarus, Belgium, Bosnia and Herzegovina, Bosnia, Bulgaria, Croatia, "
    "Cyprus, Czech Republic, Czechia, Denmark, England, Estonia, Finland, France, Georgia, Germany, Greece, Hungary, "
    "Iceland, Ireland, Israel, Italy, Kosovo, Latvia, Lithuania, Malta, Moldova, Montenegro, Netherlands, "
    "North Macedonia, Northern Ireland, Norway, Poland, Portugal, Romania, Scotland, Serbia, Slovakia, Slovenia, "
    "Spain, Sweden, Switzerland, Turkey, Türkiye, UK, Ukraine, United Kingdom, Wales"
)
CODES: Final = (
    "AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IS IT LT LU LV MD ME MK MT NL NO PL PT "
    "RO RS SE SI SK TR UA UK XK"
)
COUNTRIES: Final = frozenset(fold(name) for name in (*NAMES.split(", "), *CODES.split()))
