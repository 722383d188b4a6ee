"""Take the pictures of the report that the documentation shows: ``python docs/screenshots/take.py out/report.html``."""

from __future__ import annotations

import sys
from pathlib import Path

from browser import browser

FOLDER = Path(__file__).parent
OPEN_FIRST = "document.querySelector('#heatmap .grid button').click()"
OPEN_PAGE = "document.querySelector('#evidence details.page').open = true"


def main(report: Path) -> None:
    """Write report-overview.png and its kin beside this file."""
    with browser() as window:
        window.open(report, width=1280, height=800)
        window.picture(FOLDER / "report-overview.png")
        window.run("document.querySelector('#heatmap').scrollIntoView()")
        window.picture(FOLDER / "report-effects.png")
        window.run(OPEN_FIRST)
        window.run(f"{{ {OPEN_PAGE} }}; new Promise((done) => setTimeout(done, 500))")
        window.picture(FOLDER / "report-evidence.png")
        window.open(report, width=1280, height=800)
        window.run("document.querySelector('#trials').scrollIntoView()")
        window.picture(FOLDER / "report-trials.png")
        window.open(report, width=390, height=844)
        window.run("document.querySelector('#heatmap').scrollIntoView()")
        window.picture(FOLDER / "report-narrow.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
