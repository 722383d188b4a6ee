"""What the words say of two mentions: named cues, each present or absent, for the judge of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.components.relations.affixes import PLAIN, Affix
from pipeline.components.relations.attachment import BOUNDARY, LIST_GAP
from pipeline.components.relations.clause import AGENT_LABELS
from pipeline.components.relations.lexicon import Sign, change_words, word_list
from pipeline.components.relations.sentence import Sentence
from pipeline.components.relations.signs import resolve, valence
from pipeline.records import Mention

LONGEST_PATH = 7  # dependencies; a longer path is only called long
NEAR = 14  # words between two mentions that are named one by one
BESIDE = 3  # words on each side of a mention that are named
GAP_LIMITS = (0, 1, 2, 4, 7, 12, 20, 35)  # upper limits, in words, of the buckets of distance


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention in its sentence: its first and last word, the word that ties it to the others, all words above that one."""

    mention: Mention
    first: int
    last: int
    root: int
    above: tuple[int, ...]
    affix: Affix


@cache
def _known() -> tuple[dict[str, Sign], dict[str, str]]:
    """Return the sign of each form of a word of change and the word that it is a form of; a verb goes before a noun."""
    signs: dict[str, Sign] = {}
    stems: dict[str, str] = {}
    for (form, _), change in sorted(change_words().items(), key=lambda item: item[0][1] != "verb"):
        signs.setdefault(form, change.sign)
        stems.setdefault(form, change.word)
    return signs, stems


def arguments_of(sentence: Sentence) -> list[Argument]:
    """Return the mentions of a sentence as arguments, nested ones and repeated forms included, in the order of the text."""
    affixes = {unit.mention.id: unit.affix for unit in sentence.units}
    found = []
    for mention in sentence.mentions:
        first, last = sentence.word_at(mention.start), sentence.word_at(max(mention.end - 1, mention.start))
        root = next((w for w in range(last, first - 1, -1) if not first <= sentence.heads[w] <= last), last)
        above = (root, *sentence.ancestors(root))
        found.append(Argument(mention, first, last, root, above, affixes.get(mention.id, PLAIN)))
    return found


def of_argument(sentence: Sentence, one: Argument, role: str) -> list[str]:
    """Return the cues of one argument as ``head`` or ``tail``: its affix, its place in the parse, the words beside it."""
    words, (signs, stems) = sentence.words, _known()
    found = [f"{role} dep {sentence.deps[one.root]}", f"{role} last {words[one.last]}"]
    if one.affix.role != "plain":
        found.append(f"{role} {one.affix.role}")
    if one.affix.perturbation != "none":
        found.append(f"{role} {one.affix.perturbation}")
    before, after = words[max(0, one.first - BESIDE) : one.first], words[one.last + 1 : one.last + 1 + BESIDE]
    for side, beside, nearest in (("before", before, before[-1:]), ("after", after, after[:1])):
        found += [f"{role} next {side} {word}" for word in nearest or ("end",)]
        found += [f"{role} {side} {stems.get(word, word)}" for word in beside]
        if role == "tail":
            found.append(f"signs {side} tail {' '.join(signs[word] for word in beside if word in signs)}")
    if role == "tail":
        found.append(f"worth {valence(one.mention)}")
    return found


def of_pair(sentence: Sentence, head: Argument, tail: Argument, between: int) -> list[str]:
    """Return the cues of two arguments of one sentence together; ``between`` mentions part them."""
    first, second = (head, tail) if head.mention.start <= tail.mention.start else (tail, head)
    order = "<" if first is head else ">"
    text = sentence.between(first.mention.end, max(first.mention.end, second.mention.start))
    gap = max(0, second.first - first.last - 1)
    found = [
        f"labels {head.mention.label} {order} {tail.mention.label}",
        f"gap {sum(gap > limit for limit in GAP_LIMITS)} {order}",
        f"mentions between {min(between, 6)} {order}",
        f"boundaries {min(len(BOUNDARY.findall(text)), 3)}",
    ]
    if second.mention.start < first.mention.end:
        found.append(f"nested {order}")
    elif LIST_GAP.match(text):
        found.append("list")
    return [*found, *_between(sentence, first, second, tail, order), *_path(sentence, head, tail)]


def _between(sentence: Sentence, first: Argument, second: Argument, tail: Argument, order: str) -> list[str]:
    signs, stems = _known()
    found: list[str] = []
    row: list[Sign] = []
    near = second.first - first.last <= NEAR
    for word in range(first.last + 1, second.first):
        text = sentence.words[word]
        sign = signs.get(text)
        if sentence.units_at[word]:
            continue
        if sign is not None:
            row.append(sign)
            found.append(f"sign {sign} between {order}")
        if near or sign is not None:
            found.append(f"between {stems.get(text, text)}")
    return [*found, f"row {' '.join(row[-3:])} {order}", f"row {resolve(row[-2:], tail.mention) if row else 'empty'}"]


def _path(sentence: Sentence, head: Argument, tail: Argument) -> list[str]:
    """Return the cues of the parse between two arguments: the dependencies, the words, and what their signs come to."""
    up, down, top = _meet(head.above, tail.above)
    (signs, stems), words, deps = _known(), sentence.words, sentence.deps
    length = len(up) + len(down)
    found = [f"path length {min(length, 12)}"]
    if length <= LONGEST_PATH:
        found.append(f"path {' '.join(deps[w] for w in up)} ^ {' '.join(deps[w] for w in reversed(down))}")
    if top < 0:
        return found
    at = "mention" if sentence.units_at[top] else stems.get(words[top], words[top])
    left, right = deps[up[-1]] if up else "self", deps[down[-1]] if down else "self"
    found += [f"top {at}", f"top {sentence.tags[top]} {left} {right}", f"top {at} {left} *", f"top {at} * {right}"]
    for side, steps in (("head", up[1:]), ("tail", down[1:])):
        found += [f"{side} under {stems.get(words[w], words[w])}" for w in steps if not sentence.units_at[w]]
    beside = [w for w in sentence.children[tail.root] if w < tail.root and deps[w] in ("amod", "compound")]
    along = [w for w in (*up[1:], top, *reversed(down[1:]), *beside) if not sentence.units_at[w]]
    chain = [signs[words[w]] for w in along if words[w] in signs]
    found += [f"chain {' '.join(chain[:4])}", f"chain {resolve(chain, tail.mention) if chain else 'empty'}"]
    if any(words[w] in word_list("negation") for w in sentence.children[top]):
        found.append("top denied")
    return found


def _meet(head: Sequence[int], tail: Sequence[int]) -> tuple[Sequence[int], Sequence[int], int]:
    """Return the words from each side up to, not with, their lowest common governor, and that word (-1 for none)."""
    places = {word: place for place, word in enumerate(head)}
    for place, word in enumerate(tail):
        if word in places:
            return head[: places[word]], tail[:place], word
    return head, tail, -1


Side = tuple[Sentence, Argument, Sequence[Argument]]  # an argument between its sentence and all arguments of that


def of_far_pair(head: Side, tail: Side, apart: int, *, same_block: bool) -> list[str]:
    """Return the cues of arguments of two sentences; the tail's stands ``apart`` sentences after the head's."""
    (its, one, mates), (there, other, others) = head, tail
    signs, _ = _known()
    alike = [mate for mate in mates if mate.mention.label == one.mention.label].index(one)
    place = [mate for mate in others if mate.mention.label == other.mention.label].index(other)
    rivals = [m for m in others if m.mention.label in AGENT_LABELS and m.mention.start < other.mention.start]
    name = one.mention.text.lower()
    found = [
        f"far {one.mention.label} {other.mention.label}",
        f"apart {max(-3, min(3, apart))} {same_block}",
        f"head number {min(alike, 3)} {one.mention.label}",
        f"tail number {min(place, 3)} {other.mention.label}",
        f"rivals {min(len(rivals), 3)} {one.mention.label}",
        f"named again {any(mate.mention.text.lower() == name for mate in others)}",
        f"size of head's sentence {min(len(its.words), 8)}",
    ]
    found += [f"opens {word}" for word in there.words[:3]]
    return found + [f"far sign {signs[word]}" for word in there.words if word in signs]
