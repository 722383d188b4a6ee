"""``stroma annotations``: two readings compared, the model's output corrected by a person, and back."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.discover import UsageError


def compare(first: Path, second: Path, *, differences: Path | None, as_json: bool) -> int:
    """Print how far two readings of the same texts agree and return 0. Raises GoldError."""
    from annotations import adjudication, agreement
    from annotations.gold import read

    ours, theirs = read(first), read(second)
    found = agreement.agreement(ours, theirs)
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
    else:
        print(f"{found['documents']} documents")
        for measure, rules in found["scores"].items():
            for rule, entry in rules.items():
                print(f"{measure + '/' + rule:<44} F1 {entry['micro']['f1']:.3f}")
        for name, item in found["attributes"].items():
            kappa = "-" if item["kappa"] is None else f"{item['kappa']:.3f}"
            print(f"{name:<44} {item['same']} of {item['judged']} the same, kappa {kappa}")
    if differences is not None:
        number = adjudication.write_differences(ours, theirs, differences)
        print(f"{number} differences to decide are in {differences}", file=sys.stderr)
    return 0


def decide(first: Path, second: Path, differences: Path, out: Path) -> int:
    """Write the one reading that the decided differences make of two, and return 0. Raises GoldError."""
    from annotations import adjudication
    from annotations.gold import read
    from annotations.goldform import write_gold

    write_gold(adjudication.adjudicate(read(first), read(second), differences), out)
    print(out)
    return 0


def send(paper: Path, folder: Path, model: str, form: str) -> int:
    """Write what the pipeline says of a paper for correction in an annotation tool, and return 0."""
    from annotations import correction
    from pipeline.extract import extract
    from pipeline.nlp import load
    from pipeline.records import Failure

    if form not in ("label-studio", "brat"):
        raise UsageError(f"--format is label-studio or brat, not {form!r}")
    if not paper.is_file():
        raise UsageError(f"{paper} does not exist")
    outcome = extract(paper, load(model))
    if isinstance(outcome, Failure):
        raise UsageError(f"{outcome.source} could not be read: {outcome.reason} ({outcome.detail})")
    print("\n".join(map(str, correction.export(outcome, folder, format="brat" if form == "brat" else "label-studio"))))
    return 0


def accept(corrected: Path, folder: Path, warehouse: Path | None = None) -> int:
    """Check corrected files and write them as gold, into a named warehouse too.

    Returns 1 where they break the guidelines, with each place.
    """
    from annotations.correction import CorrectionError
    from annotations.correction import accept as accept_files

    try:
        documents = accept_files(corrected, folder)
    except CorrectionError as error:
        for problem in error.problems:
            print(f"{problem.sid}: {problem.message}", file=sys.stderr)
        return 1
    if warehouse is not None:
        from flows.evaluation_store import store_gold
        from warehouse.connection import open_for_writing

        with open_for_writing(warehouse) as connection:
            store_gold(connection, documents, folder.name)
    print(f"{len(documents)} documents are in {folder}")
    return 0
