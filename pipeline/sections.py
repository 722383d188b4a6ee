"""Titles of sections -> what the section does in the paper; one rule for JATS, PDF and text input.

The words are those of the IMRaD scheme and of the section types recommended for JATS (``intro``, ``materials|methods``,
``results``, ``discussion``, ``conclusions``), with the names that journals print for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Role

_NUMBERING = re.compile(
    r"^\s*(?:section\s+)?(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s*[|–-]?|[IVX]{1,5}[.):]|[A-Z][.)])\s*", re.IGNORECASE
)

_BACK = re.compile(
    r"^(?:acknowledge?ments?|funding|financial|(?:sources? of )?support|disclosures?|contributors?|contributions?"
    r"|(?:declarations? of |statement of |potential )?(?:conflicts?|competing|interests?)"
    r"|authors?['’]?s?['’]? (?:contributions?|information|details|notes)"
    r"|availability|data (?:availability|access|sharing|archiving)|ethic(?:s|al)\b|consent for|peer review|provenance"
    r"|abbreviations?|glossary|nomenclature|keywords?|key words|references?$|bibliography|literature cited|footnotes?"
    r"|supplement(?:ary|al)|supporting|additional (?:files?|information)|electronic supplementary|appendi(?:x|ces)"
    r"|orcid|publisher['’]?s note|correspondence|declarations?$|copyright|open access|license)",
    re.IGNORECASE,
)
_ABSTRACT = (
    r"(?:(?:structured |graphical )?abstract|summary|synopsis|key ?points|highlights|(?:plain[ -]language|lay) summary)\b"
)
_RESULTS = (
    r"(?:(?:our |main |key |principal |experimental )?results?|findings|outcomes?$"
    r"|case (?:report|presentation|description|series))\b"
)
_METHODS = (
    r"(?:(?:materials?|patients?|subjects?|animals?|participants?|experimental|study|data)\b.{0,40}"
    r"\b(?:methods?|design|procedures?|section|population|sources?|collection)"
    r"|(?:[\w-]+ )?(?:methods?|methodology)\b|(?:materials?|patients?|participants?|subjects?)$|statistic(?:s|al)"
    r"|experimental(?: (?:details|part|work))?$|search strategy|literature search|eligibility|inclusion criteria"
    r"|data (?:extraction|analysis))"
)
_DISCUSSION = (
    r"(?:(?:general |overall )?discussions?|(?:main |overall )?conclusions?|concluding|(?:strengths and )?limitations?"
    r"|(?:future )?(?:perspectives?|directions?|outlook|prospects?)|summary and|interpretation|(?:clinical )?implications)\b"
)
_BACKGROUND = (
    r"(?:introduction|background|aims?|objectives?|purpose|rationale|hypothes[ie]s|literature review|state of the art"
    r"|related work)\b"
)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("abstract", re.compile(_ABSTRACT, re.IGNORECASE)),
    ("results", re.compile(_RESULTS, re.IGNORECASE)),
    ("methods", re.compile(_METHODS, re.IGNORECASE)),
    ("discussion", re.compile(_DISCUSSION, re.IGNORECASE)),
    ("background", re.compile(_BACKGROUND, re.IGNORECASE)),
)
_REVIEW_END: tuple[Role, ...] = ("methods", "results")


def bare_title(title: str) -> str:
    """Return a section title without its number and closing punctuation: ``2.1. Animals.`` gives ``Animals``."""
    text = " ".join(title.split())
    return _NUMBERING.sub("", text, count=1).strip(" .:;|–-")


def named_role(title: str) -> Role | None:
    """Return the role that a section title names; back matter is ``other``; None where the title is a topic."""
    bare = bare_title(title)
    if not bare:
        return None
    if re.match(r"(?:summary|conclusions?) and|summary$", bare, re.IGNORECASE):
        return "discussion" if bare.lower() != "summary" else "abstract"
    if _BACK.match(bare):
        return "other"
    for role, pattern in _ROLES:
        if pattern.match(bare):
            return role
    return None


def section_roles(headings: Sequence[tuple[int, str]]) -> tuple[Role, ...]:
    """Give each heading (level, title), in the order of the paper, its role.

    A topic takes the role of the section that holds it. At the top level a topic of a paper with neither methods nor
    results (a review, which tells what others found) is ``background``; elsewhere it is ``other``.
    """
    named = [named_role(title) for _, title in headings]
    top = min((level for level, _ in headings), default=0)
    is_report = any(role in _REVIEW_END for (level, _), role in zip(headings, named, strict=True) if level == top)
    default: Role = "other" if is_report else "background"
    roles: list[Role] = []
    holders: list[tuple[int, Role]] = []
    for (level, _), role in zip(headings, named, strict=True):
        while holders and holders[-1][0] >= level:
            holders.pop()
        inherited = holders[-1][1] if holders else None
        if inherited is not None and (
            inherited in ("abstract", "methods") or role is None or (inherited != "other" and role == "abstract")
        ):
            resolved: Role = inherited
        else:
            resolved = role or default
        holders.append((level, resolved))
        roles.append(resolved)
    return tuple(roles)
