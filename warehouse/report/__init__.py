"""The report: one HTML file that shows what a warehouse holds and needs nothing else, neither a network nor other files."""

from warehouse.report.page import build

__all__ = ["build"]
