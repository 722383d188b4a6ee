"""Free text of a flattened table -> cells: titles that run into each other, treatment and outcomes line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.flat_values import Value

_OPENS_TITLE = re.compile(
    r"(?:An?|The|Study|Safety|Efficacy|Effects?|Evaluation|Phase|Mesenchymal|Stem|Autologous|Allogeneic|Umbilical|Human|Cell(?:ular)?|Treatment"
    r"|Randomi[sz]ed|Clinical|Use|Administration|Therapy)\b"
)
_HANGS = re.compile(r"\b(?:a|an|the|of|in|to|and|or|by|for|with|from|on|at|after|versus|who|are|as|phase)$", re.IGNORECASE)
_TREATS = re.compile(
    r"\b(?:dos(?:e|es|ing|age)|single|administ\w*|infus\w*|inject\w*|intermediate|high|low|average|allogen\w*|autolog\w*"
    r"|[A-Z]*-?MSCs?|cells?|body weight|weight|placebo|vehicle|saline|sham|control|into|i\.?v\.?|intra\w+|artery|aorta|vein"
    r"|device|10\d?|10\^\d+|×|kg|million|weekly|daily|containing|extracorporeal|vs|versus|arm|group|umbilical|adipose"
    r"|bone marrow)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:adverse|events?|safety|toler\w*|mortality|recovery|survival|creatinine|days?|reduction|change|failure|scores?"
    r"|time to|incidence|rate|number|absence|dialysis|ventilation|vasopressors?|replacement|urinary|serum|plasma|level"
    r"|outcomes?|multiple|organ|function|quality|improvement|NGAL|NAG|sCr|eGFR|GFR|response|toxicity|duration|length|stay"
    r"|serious|specific|therapy|mechanical|renal|including)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?<![\w-])\(?(?P<number>[12])\)\s|\b(?P<name>primary|secondary)(?: outcomes?)?:\s", re.IGNORECASE)


def unfused(lines: Sequence[str], words: Counter[str]) -> list[str]:
    """Part lines of two columns that a lost hyphen glued together, where the paper spells the word that it broke.

    ``all-cause mortalinto the`` over ``ity or dialysis`` gives ``all-cause mortality or dialysis`` over ``into the``.
    """
    out: list[str] = []
    for line in lines:
        ending = re.match(r"[a-z]{2,}", line)
        parted = _parted_by(out[-1], ending[0], words) if out and ending else None
        if parted is None:
            out.append(line)
        else:
            out[-1] = parted[0] + line
            out.append(parted[1])
    return out


def _parted_by(line: str, ending: str, words: Counter[str]) -> tuple[str, str] | None:
    """Return a line up to the word that ``ending`` completes, and what was glued to it; None where no word is."""
    for found in re.finditer(r"[A-Za-z]{5,}", line):
        token = found[0].lower()
        for place in range(3, len(token) - 1):
            if words[token] <= 1 and words[token[:place] + ending] and words[token[place:]]:
                return line[: found.start() + place], line[found.start() + place :]
    return None


def _width(lines: Sequence[str]) -> int:
    sizes = sorted(len(line) for line in lines)
    return sizes[max(0, round(0.9 * len(sizes)) - 1)] if sizes else 0


def _boundary(before: str, line: str, width: int) -> float:
    """Weigh whether a new title begins with ``line``: the line before had room for its first word, or closed a bracket."""
    if _HANGS.search(before):
        return -5.0
    weight = 2.0 if len(before) + 1 + len(line.split(maxsplit=1)[0]) <= width else -1.0
    weight += 2.0 if re.search(r"[).]$", before) else 0.0
    weight += 1.5 if _OPENS_TITLE.match(line) else 0.0
    return weight - (4.0 if not line[:1].isupper() else 0.0)


def split_titles(lines: Sequence[str], ids: Sequence[Value]) -> tuple[list[str], list[str], set[int]]:
    """Return the section heading and the title of every row, and the lines used.

    Numbers that follow each other without text between them share the lines behind the last: these are parted where a line
    ended although the next word had room. A line much longer than the titles is the heading of a group of rows.
    """
    by_line = {value.line: number for number, value in enumerate(ids)}
    first = min(by_line)
    printed = [n for n in range(len(lines)) if lines[n].strip() and n not in by_line and n >= first - 2]
    rests = [value.before for value in ids if value.before]
    width = _width([*(lines[n].strip() for n in printed if len(lines[n].strip()) < 40), *rests])
    sections = [""] * len(ids)
    groups: list[tuple[list[int], list[str]]] = []
    section = ""
    lead: list[str] = []
    used: set[int] = set()
    for n in range(max(first - 3, 0), len(lines)):
        text = lines[n].strip()
        if not text:
            continue
        used.add(n)
        if n in by_line:
            number = by_line[n]
            sections[number] = section
            rest = ids[number].before
            if lead or rest or not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(number)
            groups[-1][1].extend([*lead, *([rest] if rest else [])])
            lead = []
        elif len(text) > 1.2 * width and len(text.split()) >= 3 and (n == 0 or not lines[n - 1].strip()):
            section = text
            groups.append(([], []))
        elif groups and groups[-1][0]:
            groups[-1][1].append(text)
        elif section:
            lead.append(text)
    titles = [""] * len(ids)
    for numbers, texts in groups:
        for number, title in zip(numbers, _parted(texts, len(numbers), width), strict=False):
            titles[number] = title
    return sections, titles, used


def _parted(texts: Sequence[str], count: int, width: int) -> list[str]:
    """Part lines into ``count`` titles at the likeliest places."""
    share = len(texts) / max(count, 1)

    def weight(place: int) -> float:
        uneven = min(abs(place - share * number) for number in range(1, count + 1))  # settles ties
        return _boundary(texts[place - 1], texts[place], width) - 0.1 * uneven

    places = sorted(range(1, len(texts)), key=weight, reverse=True)[: max(count - 1, 0)]
    edges = [0, *sorted(places), len(texts)]
    return ["\n".join(texts[a:b]) for a, b in pairwise(edges)]


def split_outcomes(lines: Sequence[str]) -> tuple[str, str, str]:
    """Part the interleaved lines of a treatment and an outcome column into treatment, primary and secondary outcome.

    A label such as ``(1)`` or ``(2)`` opens an outcome; other lines go to the column whose words they hold, a line that goes
    on from a hyphen to the column of that hyphen, and an undecided line to the column of the one before it.
    """
    columns: dict[str, list[str]] = {"treatment": [], "1": [], "2": []}
    outcome = ""
    last = "treatment"
    for line in lines:
        label = _LABEL.search(line)
        if label:
            before = line[: label.start()].strip()
            if before:
                columns["treatment" if not outcome or _leaning(before) >= 0 else outcome].append(before)
            outcome = label["number"] or ("1" if (label["name"] or "").lower() == "primary" else "2")
            columns[outcome].append(line[label.end() :].strip())
            last = outcome
            continue
        if outcome and columns[outcome] and columns[outcome][-1].endswith("-") and line[:1].islower():
            last = outcome
        elif outcome:
            lean = _leaning(line)
            last = "treatment" if lean > 0 else outcome if lean < 0 else _undecided(columns, outcome, last)
        columns[last].append(line)
    treatment, primary, secondary = ("\n".join(columns[name]).strip() for name in ("treatment", "1", "2"))
    return treatment, primary, secondary


def _leaning(line: str) -> int:
    """Return how many more words of a treatment than of an outcome a line holds."""
    return len(_TREATS.findall(line)) - len(_MEASURES.findall(line))


def _undecided(columns: dict[str, list[str]], outcome: str, last: str) -> str:
    """Give a line that says nothing to the column that is left open: one whose last line hangs."""
    for name in (outcome, "treatment"):
        if columns[name] and _HANGS.search(columns[name][-1]):
            return name
    return last
