"""Numbers as papers write them: ``1,000``, ``0. 5``, ``2 × 10^6``, ``5 x 10(5)``, ``10E6``, ``20 million``, ``forty-four``."""

from __future__ import annotations

import re

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "millions": 1e6, "mln": 1e6, "billion": 1e9, "billions": 1e9}

DIGITS = r"(?>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.·]\s?\d+|,\d+)?)"
POWER = r"(?:\s?[x×*·✕]\s?10\s?(?:\^\s?\d{1,2}|[eE]\s?\d{1,2}|\(\d{1,2}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\d{1,2})|\s10E\d{1,2}|[eE]\d{1,2})"
SCALE = r"\s?(?:millions?|mln|billions?|thousand)\b"
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
WORDS = rf"(?:(?:{_ONE})\shundred(?:\sand)?\s)?(?:(?:{_TEN})(?:[-‐‑\s](?:{_ONE}))?|(?:{_ONE}))|(?:{_ONE}|a)\shundred"

_POWER_OF = re.compile(rf"\s?(?:{DIGITS})?\s?[x×*·✕]?\s?10\s?[\^eE(]?\s?(\d{{1,2}})\)?$")


def value_of(text: str) -> float | None:
    """Return the value of one number in digits or English words, with its power or scale; None where it is none.

    >>> value_of("2 x 10^6"), value_of("20 million"), value_of("eighty-two")
    (2000000.0, 20000000.0, 82.0)
    """
    text = text.strip().translate(_SUPERSCRIPTS)
    match = re.match(rf"({DIGITS})", text)
    if match is None:
        return _value_of_words(text.casefold())
    digits = re.sub(r"\s", "", match.group()).replace("·", ".")
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits)
    value = float(digits.replace(",", "") if thousands else digits.replace(",", "."))
    rest = text[match.end() :]
    power = re.match(r"\s?(?:[x×*·✕]\s?)?10\s?[\^eE(]?\s?(\d{1,2})", rest) or re.match(r"[eE](\d{1,2})", rest)
    if power:
        return float(value * 10 ** int(power.group(1)))
    scale = re.match(r"\s?([a-z]+)", rest)
    return value * _SCALES.get(scale.group(1), 1.0) if scale else value


def _value_of_words(text: str) -> float | None:
    total, current = 0.0, 0.0
    for word in re.split(r"[-‐‑\s]+", text):
        if word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word == "a" and not current:
            current = 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        elif word != "and":
            return None
    return total + current if total + current else None
