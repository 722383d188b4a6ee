"""``stroma evaluate``: how far what the pipeline says can be trusted, measured on gold."""

from __future__ import annotations

import sys
from pathlib import Path


def main(gold: Path, model: str, *, as_json: bool = False) -> int:
    """Score the pipeline against gold, print the scores and return 0. Raises GoldError or ModelError."""
    from flows import evaluate
    from pipeline.nlp import load

    report = evaluate.evaluate(gold, load(model))
    if as_json:
        import orjson

        sys.stdout.buffer.write(orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE))
    else:
        print("\n".join(evaluate.lines_of(report)))
    return 0
