"""PubTator, written only: the format knows concepts and pairs of concepts, and no more of a relation than its type."""

from __future__ import annotations

from collections.abc import Mapping

from annotations.gold import GoldDocument
from pipeline.records import Mention

NO_IDENTIFIER = "-"


def write(gold: GoldDocument) -> tuple[str, list[str]]:
    """Return a document as PubTator text, and in sentences what that text leaves out."""
    title, abstract = _title_and_rest(gold)
    name = "".join(letter if letter.isalnum() else "_" for letter in gold.name)
    lines = [f"{name}|t|{title}", f"{name}|a|{abstract}"]
    by_id = {mention.id: mention for mention in gold.mentions}
    flat = gold.document.text.translate({ord(mark): " " for mark in "\t\n\r"})
    for mention in sorted(gold.mentions, key=lambda mention: (mention.start, mention.end)):
        words = flat[mention.start : mention.end]
        lines.append(f"{name}\t{mention.start}\t{mention.end}\t{words}\t{mention.label}\t{_identifier(mention)}")
    pairs = dict.fromkeys((item.label, _identifier(by_id[item.head]), _identifier(by_id[item.tail])) for item in gold.relations)
    lines += [f"{name}\t{label}\t{head}\t{tail}" for label, head, tail in pairs]
    return "\n".join(lines) + "\n", losses(gold, by_id, len(pairs))


def losses(gold: GoldDocument, by_id: Mapping[str, Mention], pairs: int) -> list[str]:
    """Say what PubTator does not carry of a document, each with its count; empty where nothing is lost."""
    relations = gold.relations
    counts = {
        "preferred names of concepts that have an identifier": sum(
            bool(item.concept and item.concept.id) for item in gold.mentions
        ),
        "links between a long form and its abbreviation": sum(item.same_as is not None for item in gold.mentions),
        "relations that repeat a pair of concepts": len(relations) - pairs,
        "places of relations: which mentions they join": len(relations),
        "directions of effects": sum(item.direction is not None for item in relations),
        "certainties other than asserted": sum(item.certainty != "asserted" for item in relations),
        "perturbations of agents": sum(item.perturbation != "none" for item in relations),
        "sites of effects": sum(len(item.locations) for item in relations),
        "citations of relations": sum(len(item.citations) for item in relations),
        "marks of elliptic relations": sum(item.elliptic for item in relations),
        "citation marks of the text": len(gold.document.citations),
        "borders of blocks beyond title and rest": max(len(gold.document.blocks) - 2, 0),
        "sentences and their names": len(gold.sentences),
    }
    return [f"{count} {what}" for what, count in counts.items() if count]


def _title_and_rest(gold: GoldDocument) -> tuple[str, str]:
    """Cut the text after its first block; offsets count one character between title and abstract, as PubTator does."""
    text = gold.document.text.translate({ord(mark): " " for mark in "\t\n\r"})
    end = gold.document.blocks[0].end if gold.document.blocks else len(text)
    return text[:end], text[end + 1 :]


def _identifier(mention: Mention) -> str:
    if mention.concept is None:
        return NO_IDENTIFIER
    return (mention.concept.id or mention.concept.name).translate({ord(mark): " " for mark in "\t\n\r"})
