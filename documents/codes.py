"""版本码: the code in every footer (D6): 60 random bits and a check character, in short groups.

The alphabet is Crockford's: no I, L, O, U. The check character is a sum over GF(32), so that one wrong
character and two neighbours changed about are always noticed.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
FIELD = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
READ_AS = str.maketrans("ILOilo", "110110")


def draw_code() -> str:
    """Draw a new code, as in 7K3M-9QXT-2VHB-4."""
    return spelled([secrets.randbelow(32) for _ in range(LENGTH)])


def spelled(values: list[int]) -> str:
    """Spell twelve values of 0 to 31 with their check character.

    >>> spelled([0] * 12)
    '0000-0000-0000-0'
    """
    text = "".join(ALPHABET[value] for value in [*values, _check(values)])
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def read_code(text: str) -> str | None:
    """Return the code as it is printed; None where there is a slip in it.

    Small letters and I, L, O are read as they were meant.

    >>> read_code("oooo 0000 0000 0"), read_code("0000-0000-0001-0")
    ('0000-0000-0000-0', None)
    """
    plain = text.replace("-", "").replace(" ", "").translate(READ_AS).upper()
    if len(plain) != LENGTH + 1 or not set(plain) <= set(ALPHABET):
        return None
    values = [ALPHABET.index(character) for character in plain[:LENGTH]]
    read = spelled(values)
    return read if read.endswith(plain[LENGTH]) else None


def _check(values: list[int]) -> int:
    """Σ α^(n+1-i)·v_i, by Horner: each step doubles, so every place weighs differently."""
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    shifted = value << 1
    return shifted ^ FIELD if shifted & 32 else shifted
