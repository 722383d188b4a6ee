"""A program that ingests pretended papers as ``stroma ingest`` does, for tests that interrupt and kill it.

python fake_ingest.py WAREHOUSE DELAY_S WORKERS PATHS...
"""

import os
import sys
from pathlib import Path

from flows import begin
from flows.request import Request
from flows.verbs import ingest
from flows.workers import Limits, Recipe
from pipeline.records import Version

sys.path.insert(0, str(Path(__file__).parent))

if __name__ == "__main__":
    warehouse, delay_s, workers, *names = sys.argv[1:]
    begin.reader = lambda model: Version("1.0", f"{model}+test")
    sys.exit(
        ingest.main(
            Request(
                tuple(names),
                Path(warehouse),
                model="fake",
                workers=int(workers),
                limits=Limits(timeout_s=5.0, memory_mb=400),
                recipe=Recipe("fake_reading:make_handler", ("fake", float(delay_s))),
                cluster=os.environ.get("STROMA_TEST_CLUSTER"),
                command="a test",
            )
        )
    )
