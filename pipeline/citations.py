"""Citation marks in running text: bracketed numbers, author and year, and superscripts that lost their height."""

from __future__ import annotations

import re

LONGEST_RANGE = 60
_RANGE = re.compile(r"(\d+)\s*[–—‒−‑-]\s*(\d+)")


def expand_numbers(printed: str) -> tuple[int, ...]:
    """Return the numbers of a printed list: ``1, 3–5`` gives (1, 3, 4, 5), each once, in the order printed.

    A range that runs backwards or over more than 60 numbers is read as its two ends. Nothing printed gives ().
    """
    numbers: list[int] = []
    last = 0
    for found in _RANGE.finditer(printed):
        numbers.extend(int(number) for number in re.findall(r"\d+", printed[last : found.start()]))
        first, final = int(found[1]), int(found[2])
        numbers.extend(range(first, final + 1) if 0 < final - first <= LONGEST_RANGE else (first, final))
        last = found.end()
    numbers.extend(int(number) for number in re.findall(r"\d+", printed[last:]))
    return tuple(dict.fromkeys(numbers))
