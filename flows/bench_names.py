"""The vocabulary alone, and naming alone: spans found without a model, and concepts of mentions that are given.

``python -m flows.bench_names`` prints a line a set; ``--labels`` adds a line a label for the sets that may be looked into.
It needs the reference material in ``../shared``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotations.facts import name_of
from annotations.gold import GoldDocument, read
from annotations.matching import place_of

SHARED = Path("../shared")
OPEN = ("heldout", "judge", "dev")  # of ``blind`` and ``review`` only totals are printed
CLOSED = ("blind", "review")


def counted(documents: Iterable[GoldDocument]) -> Counter[tuple[str, str]]:
    """Count, by measure and label: marked, found and right spans; named and rightly named ones among those given or found."""
    from pipeline.abbreviations import abbreviations_of
    from pipeline.components.concepts import name_mentions
    from pipeline.components.vocabulary import vocabulary_mentions

    counts: Counter[tuple[str, str]] = Counter()
    for gold in documents:
        text = gold.document.text
        ours = {place_of(mention): mention for mention in gold.mentions if mention.start >= 0}
        found = {
            place_of(mention): mention
            for mention in vocabulary_mentions(text)
            if any(span.start <= mention.start < span.end for span in gold.scope)
        }
        given = {place_of(one): one for one in name_mentions(text, list(ours.values()), abbreviations_of(text))}
        counts.update(("marked", place.label) for place in ours)
        counts.update(("found", place.label) for place in found)
        for place in ours.keys() & found.keys():
            counts["right", place.label] += 1
            counts["right_named", place.label] += name_of(found[place]) == name_of(ours[place])
        counts.update(("given_named", place.label) for place in ours if name_of(given[place]) == name_of(ours[place]))
    return counts


def line(name: str, counts: Counter[tuple[str, str]], labels: Sequence[str]) -> str:
    """Return one line: F1 of the spans, and the share of right names of the spans found rightly and of all those marked."""
    marked, found, right, right_named, given_named = (
        sum(counts[measure, label] for label in labels)
        for measure in ("marked", "found", "right", "right_named", "given_named")
    )
    score = 2 * right / (marked + found) if marked + found else 0.0
    return (
        f"{name}: F1 {score:.3f} ({right} of {marked} marked, {found} found); "
        f"named {right_named / max(right, 1):.3f} of those found, {given_named / max(marked, 1):.3f} of those marked"
    )


def report(shared: Path, by_label: bool) -> Iterator[str]:
    """Yield the lines of every set. Raises GoldError or OSError where the reference material is not as it was read."""
    from flows.train import gold_by_split

    gold = gold_by_split(shared) | {"review": list(read(shared / "review"))}
    for name in (*OPEN, *CLOSED):
        counts = counted(gold[name])
        labels = sorted({label for _, label in counts})
        yield line(f"{name} ({len(gold[name])})", counts, labels)
        if by_label and name in OPEN:
            yield from (line(f"  {label}", counts, [label]) for label in labels)


def main() -> None:
    """Print the figures of every set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the reference material")
    parser.add_argument("--labels", action="store_true", help="also a line a label, but for the closed sets")
    arguments = parser.parse_args()
    for row in report(arguments.shared, arguments.labels):
        print(row)


if __name__ == "__main__":
    main()
