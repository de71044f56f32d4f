"""Join codes: ten random characters and one that finds typing mistakes, as printed on cards.

The characters are Crockford's base 32: no letter that looks like another. Whatever way a code is
typed, lower case, full width, with O for 0, it is read as the one printed.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 10
LENGTH = RANDOM_CHARACTERS + 1
LOOKALIKES = str.maketrans("OIL", "011")
SEPARATORS = "-‐‑‒–—―−ーｰ_.・"


def make_code() -> str:
    """A new code, eleven characters, 50 bits of them random."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return body + check_character(body)


def printed(code: str) -> str:
    """``ABCD-EFGH-JKM``."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def read_code(typed: str) -> str | None:
    """The code somebody typed, None when no code is typed so (the check character differs)."""
    text = unicodedata.normalize("NFKC", typed[:64]).upper()
    text = "".join(c for c in text if not c.isspace() and c not in SEPARATORS)
    text = text.translate(LOOKALIKES)
    if len(text) != LENGTH or not set(text) <= set(ALPHABET):
        return None
    return text if check_character(text[:-1]) == text[-1] else None


def check_character(body: str) -> str:
    """Luhn mod 32: finds every single wrong character and nearly every exchange of neighbours."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
