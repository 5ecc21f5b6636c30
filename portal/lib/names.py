"""The one form in which names are compared, searched and sorted."""

import unicodedata
from typing import Final

# Letters that Unicode does not take apart into a base letter and an accent.
# ß and ſ are not here because casefolding already spells them out.
UNDECOMPOSED: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)

# The accents that people type for an apostrophe are among them, because NFKD would make them spaces.
APOSTROPHES: Final = str.maketrans("", "", "'’‘‛ʼʹʻʽ`´′＇ˈ")


def fold(text: str) -> str:
    """Return *text* as it is matched, searched and sorted: folding it again changes nothing.

    Case and accents go, apostrophes join what they stand between, every other sign separates, and
    one space stands between words: "'s-Hertogenbosch" becomes "s hertogenbosch", "San Sebastián /
    Donostia" "san sebastian donostia". No script is transliterated: "Αθήνα" becomes "αθηνα" and
    "Київ" "киів". A text without a letter or digit becomes empty.
    """
    plain = _plain(text.translate(APOSTROPHES))
    words = "".join(sign if _belongs_to_a_word(sign) else " " for sign in plain)
    return " ".join(words.split())


def _plain(text: str) -> str:
    # Folding can uncover what folding takes away (a capital behind a compatibility form, an accent
    # that casefolding writes out as a letter of its own), so it is repeated until nothing changes.
    while True:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        bare = "".join(sign for sign in decomposed if not _is_accent(sign))
        plain = bare.translate(UNDECOMPOSED).translate(APOSTROPHES)
        if plain == text:
            return plain
        text = plain


def _is_accent(sign: str) -> bool:
    # Signs of class 0 are vowels in the scripts that have them; invisible ones (Cf) are never meant.
    return unicodedata.combining(sign) != 0 or unicodedata.category(sign) == "Cf"


def _belongs_to_a_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"
