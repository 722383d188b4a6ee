"""Lists that go on behind what a verb changes: ``led to lower A, a rise in B and, as shown by X, less C``.

A parser often loses the later members of such a list. They are read off the order of the words: behind the last thing that
changes, a comma or a conjunction and nothing but a phrase of change lead to the next. What stands in brackets, ``as shown by
Western blot`` and places are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.components.relations.clause import TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.gaps import PASSED, bare_gap, begins_clause, from_link, signs_between, unchanged
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.themes import Theme

LONGEST = 34  # words between two members
OPEN_SIGNS = frozenset({"cause", "show"})


def with_continuations(clause: Clause, found: list[Frame]) -> list[Frame]:
    """Return the frames, each that names who acts with the members of its list that the parse lost.

    What goes on beside a noun of change or behind ``with`` has signs of its own, and becomes a frame of its own.
    """
    taken = {theme.unit for frame in found if frame.agents for theme in frame.themes}
    done = []
    for frame in found:
        more = _continued(clause, frame, taken) if frame.agents and frame.themes else []
        taken |= {member.theme.unit for member in more}
        joined = tuple(member.theme for member in more if not member.fresh)
        done.append(replace(frame, themes=(*frame.themes, *joined)) if joined else frame)
        done += [_own_frame(frame, member.theme) for member in more if member.fresh]
    return done


def _own_frame(frame: Frame, theme: Theme) -> Frame:
    inner = Theme(theme.unit, theme.chain[1:], theme.words[1:])
    return Frame(theme.words[0], theme.chain[0], frame.agents, (inner,), "list goes on")


@dataclass(frozen=True, slots=True)
class _Member:
    """One more member of a list; ``fresh`` where its signs are not under that of the list."""

    theme: Theme
    fresh: bool


def _continued(clause: Clause, frame: Frame, taken: set[int]) -> list[_Member]:
    """Return the members that continue the list of a frame in the order of the text."""
    own = {theme.unit: theme for theme in frame.themes if clause.unit(theme.unit).first > frame.word}
    before = not own  # ``lower A and higher B were seen``
    own = own or {theme.unit: theme for theme in frame.themes}
    lost = [] if before or frame.sign not in OPEN_SIGNS else _opening(clause, frame, own[min(own)], taken)
    acting = {agent.unit for agent in frame.agents}
    last = _Member(own[min(own)], fresh=False)
    more = [_Member(theme, fresh=False) for theme in lost]
    for unit in clause.sentence.units[last.theme.unit + 1 :]:
        if before and unit.first > frame.word:
            break
        if unit.index in own:
            last = _Member(own[unit.index], fresh=False)
            continue
        known = unit.mention.label not in TARGET_LABELS or unit.index in taken | acting
        following = None if known else _member(clause, frame, last, unit)
        if following is not None:
            more.append(following)
            last = following
        elif unit.mention.label not in PASSED and unit.index > max(own):
            break
    return more


def _opening(clause: Clause, frame: Frame, first: Theme, taken: set[int]) -> list[Theme]:
    """Return the members before the first that the parse found, each with an adjective (``included lower A, less B``)."""
    found: list[Theme] = []
    later = clause.unit(first.unit)
    for unit in reversed(clause.sentence.units[: first.unit]):
        if unit.first <= frame.word or unit.index in taken or unit.mention.label not in TARGET_LABELS:
            break
        change = clause.changes.get(unit.first - 1)
        between = from_link(clause, bare_gap(clause, unit, later))
        joined = bool(between) and signs_between(clause, between, verbs=False) is not None
        if not joined or change is None or change.part not in ("adjective", "verb") or unit.affix.role != "plain":
            break
        found.append(Theme(unit.index, (change.sign,), (unit.first - 1,)))
        later = unit
    return found


def _member(clause: Clause, frame: Frame, last: _Member, unit: Unit) -> _Member | None:
    """Return the next member of a list with its signs, or None where what parts the two is more than a link and a phrase."""
    before = clause.unit(last.theme.unit)
    if unit.affix.role not in ("plain", "neutral") or unit.first - before.last > LONGEST:
        return None
    between = from_link(clause, bare_gap(clause, before, unit))
    if not between or (unit.first > frame.word and begins_clause(clause, unit)):
        return None
    if unchanged(clause, between):
        return _Member(Theme(unit.index, ("none",), (between[-1],)), fresh=False)
    beside = "with" in (clause.sentence.words[word] for word in between[:2])
    said = signs_between(clause, between, verbs=frame.sign not in OPEN_SIGNS and not (beside or last.fresh))
    if said is None:
        return None
    if not said:
        return replace(last, theme=replace(last.theme, unit=unit.index))
    change = clause.changes.get(frame.word)
    theme = Theme(unit.index, tuple(sign for sign, _ in said), tuple(word for _, word in said))
    return _Member(theme, fresh=beside or last.fresh or (change is not None and change.part != "verb"))
