"""The sign suite: sentences in minimal pairs, each with one agent, one target and what the sentence says of them.

``python -m flows.bench_signs tests/sign_suite/*.jsonl`` prints, for each file, the share of sentences whose direction,
certainty and perturbation are all right, by construction and in all; ``--wrong`` lists the others. Mentions are given,
so that the grammar of relations alone is measured.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.records import Mention, Relation

Propose = Callable[[str, Sequence[Mention]], Sequence[Relation]]


class SuiteError(ValueError):
    """A line of a sign suite breaks its form; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence; ``direction`` is None where it states no effect of the agent on the target."""

    construction: str
    text: str
    mentions: tuple[Mention, ...]
    direction: str | None
    certainty: str | None
    perturbation: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with the effects that were found of its agent on its target, and whether they are what it says."""

    case: Case
    found: tuple[tuple[str | None, str, str], ...]

    @property
    def right(self) -> bool:
        """Tell whether just the effect of the case was found, or none where it has none."""
        if self.case.direction is None:
            return not self.found
        return set(self.found) == {(self.case.direction, self.case.certainty, self.case.perturbation)}


def read_suite(path: Path) -> list[Case]:
    """Read a sign suite, one JSON object a line. Raises SuiteError for a span whose text is not where the line says."""
    return [
        _case(path, number, json.loads(line)) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def _case(path: Path, number: int, row: dict[str, Any]) -> Case:
    mentions = []
    for index, span in enumerate((row["agent"], row["target"], *row.get("others", ()))):
        if row["text"][span["start"] : span["end"]] != span["text"]:
            raise SuiteError(f"{path}, line {number}: {span['text']!r} does not stand at {span['start']}:{span['end']}")
        mentions.append(Mention(id=f"m{index}", label=span["label"], start=span["start"], end=span["end"], text=span["text"]))
    return Case(
        row["construction"], row["text"], tuple(mentions), row["direction"], row.get("certainty"), row.get("perturbation")
    )


def judge(cases: Sequence[Case], propose: Propose) -> Iterator[Outcome]:
    """Yield the outcome of each case."""
    for case in cases:
        agent, target = case.mentions[0].id, case.mentions[1].id
        relations = propose(case.text, case.mentions)
        found = {
            (relation.direction, relation.certainty, relation.perturbation)
            for relation in relations
            if relation.label == "EFFECT" and relation.head == agent and relation.tail == target
        }
        yield Outcome(case, tuple(sorted(found, key=str)))


def shares(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Return construction -> (right, all), in the order of the suite, with ``all`` last."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in outcomes:
        for name in (outcome.case.construction, "all"):
            found[name][0] += outcome.right
            found[name][1] += 1
    total = found.pop("all", [0, 0])
    return {name: (right, count) for name, (right, count) in found.items()} | {"all": (total[0], total[1])}


def grammar_of(model: str) -> Propose:
    """Return the grammar over the parser of a model. Raises what ``pipeline.nlp.load`` raises for a model it cannot load."""
    from pipeline.components.relations.grammar import propose
    from pipeline.nlp import load

    nlp = load(model)
    return lambda text, mentions: propose(nlp(text), mentions)


def main() -> None:
    """Print the shares of each file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model", default="accurate", help="the model whose parser is used")
    parser.add_argument("--wrong", action="store_true", help="list the sentences that were read wrongly")
    arguments = parser.parse_args()
    propose = grammar_of(arguments.model)
    for path in arguments.files:
        outcomes = list(judge(read_suite(path), propose))
        for name, (right, count) in shares(outcomes).items():
            print(f"{path.stem}\t{name}\t{right}/{count}\t{right / count:.3f}")
        for outcome in outcomes if arguments.wrong else ():
            if not outcome.right:
                case = outcome.case
                print(f"  {case.text}\n    is {case.direction}, {case.certainty}, {case.perturbation}; found {outcome.found}")


if __name__ == "__main__":
    main()
