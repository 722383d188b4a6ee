"""Anchors -> a gold document on the text of whatever copy of the paper is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from annotations.anchors import CONTEXTS, EDGE, AnchoredDocument, MentionAnchor, SentenceAnchor
from annotations.gold import GoldDocument
from annotations.letters import Letters, fold, letters_and_digits_of, letters_of, within_number
from pipeline.records import Document, Mention, Span

Why = Literal["no context", "other words", "ambiguous"]
Range = tuple[int, int]
SLACK = 400  # letters beyond its sentence, as far as that was found, where a mention is looked for
LONGEST_INTRUSION = 4000  # letters of captions and running heads that a page break may put into a sentence


@dataclass(frozen=True, slots=True)
class Placement:
    """Gold on a copy's text, and the anchors that found no place there, with the reason.

    ``no context``: the letters around the mention are not in the copy; ``other words``: they are, but with other words
    between them; ``ambiguous``: several places would do. Such a mention keeps a negative span in ``gold``: it counts as missed.
    """

    gold: GoldDocument
    unplaced: tuple[tuple[MentionAnchor, Why], ...]

    @property
    def placed(self) -> int:
        """How many anchors found their place."""
        return len(self.gold.mentions) - len(self.unplaced)

    def reasons(self) -> dict[str, int]:
        """Return how many anchors found no place, by reason."""
        return dict(Counter(why for _, why in self.unplaced))


def place(anchors: AnchoredDocument, document: Document) -> Placement:
    """Find every anchor again in a document, by letters alone; whatever lies between two anchored sentences is no matter."""
    stream = letters_of(document.text)
    ranges = _place_sentences(anchors.sentences, stream)
    by_sid = {sentence.sid: sentence for sentence in anchors.sentences}
    mentions: list[Mention] = []
    unplaced: list[tuple[MentionAnchor, Why]] = []
    for anchor in anchors.mentions:
        bounds = ranges.get(anchor.sid)
        found = _place_mention(anchor, by_sid[anchor.sid], document.text, stream, bounds)
        if isinstance(found, str):
            unplaced.append((anchor, found))
            position = -2 * len(unplaced)
            mentions.append(replace(anchor.mention, start=position, end=position + 1))
        else:
            mentions.append(
                replace(anchor.mention, start=found.start, end=found.end, text=document.text[found.start : found.end])
            )
    sentences = {sid: _characters(bounds, by_sid[sid], document.text, stream) for sid, bounds in ranges.items()}
    scope = tuple(sorted(sentences.values(), key=lambda span: span.start))
    gold = GoldDocument(
        anchors.name,
        document,
        tuple(sentences),
        tuple(sentences.values()),
        tuple(mentions),
        anchors.relations,
        anchors.trials,
        scope,
    )
    return Placement(gold, tuple(unplaced))


def best_match(candidates: Sequence[AnchoredDocument], document: Document) -> AnchoredDocument | None:
    """Return the anchored document most of whose sentences are in a text; None where no sentence of any is."""
    stream = letters_of(document.text)
    shares = [len(_place_sentences(item.sentences, stream)) / max(len(item.sentences), 1) for item in candidates]
    best = max(range(len(candidates)), key=shares.__getitem__, default=None)
    return candidates[best] if best is not None and shares[best] > 0 else None


def _place_sentences(sentences: Sequence[SentenceAnchor], stream: Letters) -> dict[str, Range]:
    """Find sentences as ranges of letters: whole ones first, then those cut or broken, between their placed neighbours."""
    ranges: dict[str, Range] = {}
    for sentence in sentences:
        edge = min(EDGE, sentence.length)
        ends = {start + edge for start in stream.find(sentence.last, edge)}
        whole = [start for start in stream.find(sentence.first, edge) if start + sentence.length in ends]
        if len(whole) == 1 and sentence.length >= EDGE:
            ranges[sentence.sid] = (whole[0], whole[0] + sentence.length)
    for position, sentence in enumerate(sentences):
        if sentence.sid not in ranges and (found := _place_damaged(sentences, position, ranges, stream)):
            ranges[sentence.sid] = found
    return ranges


def _place_damaged(
    sentences: Sequence[SentenceAnchor], position: int, ranges: dict[str, Range], stream: Letters
) -> Range | None:
    sentence = sentences[position]
    after = next((ranges[item.sid][1] for item in reversed(sentences[:position]) if item.sid in ranges), 0)
    if sentence.length < EDGE:
        before = next((ranges[item.sid][0] for item in sentences[position + 1 :] if item.sid in ranges), len(stream.letters))
        starts = stream.find(sentence.first, sentence.length) if sentence.length else []
        beside = [start for start in starts if start == after or start + sentence.length == before]
        return _only([(start, start + sentence.length) for start in beside or starts])
    starts = sorted(stream.find(sentence.first, EDGE), key=lambda start: (start < after, abs(start - after)))
    ends = [start + EDGE for start in stream.find(sentence.last, EDGE)]
    for start in starts:
        if fitting := [end for end in ends if 0 <= end - start - sentence.length <= LONGEST_INTRUSION]:
            return start, min(fitting)
    if starts:
        return _only([(start, min(start + sentence.length, len(stream.letters))) for start in starts])
    return _only([(max(end - sentence.length, 0), end) for end in ends])


def _only(ranges: Sequence[Range]) -> Range | None:
    return ranges[0] if len(ranges) == 1 else None


def _characters(bounds: Range, sentence: SentenceAnchor, text: str, stream: Letters) -> Span:
    """Return a range of letters as characters, with the digits that belong to the sentence and the marks that touch it."""
    start, end = stream.places[bounds[0]], stream.places[bounds[1] - 1] + 1
    low = stream.places[bounds[0] - 1] + 1 if bounds[0] else 0
    high = stream.places[bounds[1]] if bounds[1] < len(stream.places) else len(text)
    digits = [place for place in range(low, start) if text[place].isdigit()]
    start = digits[-sentence.lead] if 0 < sentence.lead <= len(digits) else start
    digits = [place for place in range(end, high) if text[place].isdigit()]
    end = digits[sentence.trail - 1] + 1 if 0 < sentence.trail <= len(digits) else end
    while start > low and not text[start - 1].isspace():
        start -= 1
    while end < high and not text[end].isspace():
        end += 1
    return Span(start, end)


def _place_mention(
    anchor: MentionAnchor, sentence: SentenceAnchor, text: str, stream: Letters, bounds: Range | None
) -> Span | Why:
    """Place by the distance from either end of its sentence, where that was found; else by the letters around it."""
    if bounds is not None:
        offset = anchor.at - sentence.at
        for gap in dict.fromkeys((bounds[0] + offset, bounds[1] - sentence.length + offset)):
            if span := _span_at(gap, anchor, text, stream):
                return span
    low, high = (bounds[0] - SLACK, bounds[1] + SLACK) if bounds else (0, len(stream.letters))
    seen_context = False
    for gaps in _evidence(anchor, stream, inside=bounds is not None):
        here = [gap for gap in gaps if low <= gap <= high]
        seen_context = seen_context or bool(here)
        spans = {span for gap in here if (span := _span_at(gap, anchor, text, stream))}
        if spans:
            return spans.pop() if len(spans) == 1 else "ambiguous"
    return "other words" if seen_context else "no context"


def _evidence(anchor: MentionAnchor, stream: Letters, *, inside: bool) -> Iterator[set[int]]:
    """Yield the gaps between letters where the mention may start, by ever weaker evidence.

    First the letters on both sides, then 24 of one side; 12 of one side only within a sentence that was found.
    """
    size = len(letters_of(anchor.mention.text).letters)
    before = [
        {start + length for start in stream.find(wanted, length)}
        for wanted, length in zip(anchor.before, CONTEXTS, strict=True)
    ]
    after = [
        {start - size for start in stream.find(wanted, length)} for wanted, length in zip(anchor.after, CONTEXTS, strict=True)
    ]
    for left in before:
        for right in after:
            yield left & right
    for left, right in zip(before, after, strict=True) if inside else [(before[0], after[0])]:
        yield left
        yield right


def _span_at(gap: int, anchor: MentionAnchor, text: str, stream: Letters) -> Span | None:
    """Return the mention's characters if its letters follow ``gap`` and its digits stand with them, else None."""
    words = anchor.mention.text
    wanted = letters_and_digits_of(words)
    size = len(letters_of(words).letters)
    if gap < 0 or gap + size > len(stream.letters):
        return None
    low = stream.places[gap - 1] + 1 if gap else 0
    high = stream.places[gap + size] if gap + size < len(stream.places) else len(text)
    window = letters_and_digits_of(text[low:high])
    if not wanted.letters:
        return None
    starts = [start for start in range(len(window.letters)) if window.letters.startswith(wanted.letters, start)]
    if size == 0:
        starts = [
            start for start in starts if not within_number(text, low + window.places[start], len(wanted.letters))
        ] or starts
    if not starts:
        return None
    chosen = starts[min(anchor.nth, len(starts) - 1)]
    start = low + window.places[chosen]
    end = low + window.places[chosen + len(wanted.letters) - 1] + 1
    head, tail = words[: wanted.places[0]], words[wanted.places[-1] + 1 :]
    while head and start > low and fold(text[start - 1]) == fold(head[-1]):
        start, head = start - 1, head[:-1]
    while tail and end < high and fold(text[end]) == fold(tail[0]):
        end, tail = end + 1, tail[1:]
    return Span(start, end)
