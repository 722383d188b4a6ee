from dataclasses import fields, is_dataclass, replace

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import jsonform, records
from pipeline.records import (
    Box,
    Citation,
    Concept,
    Document,
    Extraction,
    Failure,
    LineBox,
    Mention,
    Quantity,
    Reference,
    Relation,
    Repair,
    Span,
    Table,
    Trial,
    Version,
)

words = st.text(max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
integers = st.integers(-(2**40), 2**40)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Return extractions that hold the records' invariants: spans within the text, ids that exist."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))

    def span() -> tuple[int, int]:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return start, end

    mentions = []
    for number in range(draw(st.integers(0, 4))):
        start, end = span()
        concept = draw(st.none() | st.builds(Concept, words, words))
        quantity = draw(st.none() | st.builds(Quantity, st.lists(numbers, max_size=3).map(tuple), words))
        same_as = draw(st.sampled_from([None, *(mention.id for mention in mentions)]))
        box = draw(st.none() | boxes)
        mentions.append(
            Mention(f"m{number}", "ROUTE", start, end, text[start:end], concept, same_as, 0.5, "x", quantity, 1, box)
        )
    ids = [mention.id for mention in mentions]
    relations = []
    if ids:
        for number in range(draw(st.integers(0, 3))):
            head, tail, location = (draw(st.sampled_from(ids)) for _ in range(3))
            direction = draw(st.sampled_from(["increase", "decrease", "no_change", "modulate"]))
            relations.append(Relation(f"r{number}", "EFFECT", head, tail, direction, locations=(location,)))
    cells = st.lists(st.tuples(words, words), max_size=3).map(tuple)
    return Extraction(
        document=Document(
            id="d",
            sha256="s",
            source=draw(words),
            text=text,
            year=draw(st.none() | integers),
            lines=(LineBox(*span(), 1, draw(boxes)),),
            citations=(Citation(span()[0], tuple(draw(st.lists(integers, max_size=3)))),),
            references=tuple(draw(st.lists(st.builds(Reference, integers, words, st.none() | words), max_size=2))),
            tables=(Table(draw(words), None, ("a", "b"), draw(cells), citations=((-1, 0, (3,)),)),),
            repairs=tuple(draw(st.lists(st.builds(Repair, st.integers(0, 99), words, words, words), max_size=2))),
        ),
        sentences=(Span(*span()),),
        mentions=tuple(mentions),
        relations=tuple(relations),
        trials=(Trial(draw(words), "r", disagreements=((draw(words), "b", "c"),), own=draw(st.booleans())),),
        studies=(),
        pipeline=Version("1", "m"),
    )


@given(extractions())
def test_extraction_survives_the_way_to_json_and_back(made: Extraction) -> None:
    assert jsonform.loads(jsonform.dumps(made)) == made


@given(extractions())
def test_extraction_of_any_content_fits_the_schema(made: Extraction) -> None:
    jsonschema.Draft202012Validator(jsonform.schema()).validate(orjson.loads(jsonform.dumps(made)))


def test_extraction_has_the_keys_of_the_contract(extraction: Extraction) -> None:
    data = jsonform.to_dict(extraction)

    assert list(data) == ["document", "sentences", "mentions", "relations", "trials", "studies", "pipeline"]
    assert data["mentions"][2]["concept"] == {"id": "HGNC:6018", "name": "IL6"}
    assert data["mentions"][3]["concept"] is None
    assert data["mentions"][0]["bbox"] == [72.0, 100.5, 140.25, 112.0]
    assert data["document"]["citations"] == [{"offset": len(extraction.document.text) - 1, "references": [4, 5]}]
    assert data["document"]["tables"][0]["header"] == ["Trial", "Dose"]
    assert data["relations"][1]["direction"] == "decrease"


def test_box_that_is_missing_is_null(extraction: Extraction) -> None:
    mention = replace(extraction.mentions[0], box=None)
    data = jsonform.to_dict(replace(extraction, mentions=(mention, *extraction.mentions[1:])))

    assert data["mentions"][0]["bbox"] is None


def test_timings_do_not_change_the_bytes(extraction: Extraction) -> None:
    assert jsonform.dumps(extraction) == jsonform.dumps(replace(extraction, timings_s={"read": 9.0}))


def test_failure_is_one_object_with_its_reason() -> None:
    failure = Failure("a.pdf", "encrypted", "needs a password")

    assert jsonform.failure_to_dict(failure) == {
        "failure": {"source": "a.pdf", "reason": "encrypted", "detail": "needs a password", "sha256": None}
    }
    assert jsonform.loads(jsonform.dumps(failure)) == failure
    jsonschema.validate(jsonform.failure_to_dict(failure), jsonform.schema())


def test_lone_surrogate_becomes_one_replacement_character() -> None:
    failure = Failure("a\udcff.pdf", "missing", "gone")

    assert jsonform.loads(jsonform.dumps(failure)) == replace(failure, source="a\ufffd.pdf")


def test_unknown_keys_are_ignored(extraction: Extraction) -> None:
    data = jsonform.to_dict(extraction)
    data["colour"] = "blue"
    data["document"]["colour"] = "blue"

    assert jsonform.from_dict(data) == extraction


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("document", "text"), 7, "expected str, not 7"),
        (("document", "blocks", 0, "kind"), "poem", "'poem' is none of title"),
        (("mentions", 0, "bbox"), [1, 2], "expected a list of 4"),
        (("mentions", 0, "text"), "other", "says 'other'"),
        (("sentences",), "all", "expected a list"),
        (("pipeline",), None, "Version must be an object"),
    ],
)
def test_wrong_value_is_named(extraction: Extraction, path: tuple[str | int, ...], value: object, message: str) -> None:
    data = jsonform.to_dict(extraction)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(jsonform.JsonFormError, match=message):
        jsonform.from_dict(data)


def test_missing_document_is_refused() -> None:
    with pytest.raises(jsonform.JsonFormError, match="document"):
        jsonform.from_dict({})


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(jsonform.JsonFormError, match="not JSON"):
        jsonform.loads(b"{")


def test_schema_is_valid_and_names_every_field_of_every_record() -> None:
    schema = jsonform.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    names = {"LineBox": "line", "StudyEffect": "effect"}
    for record in vars(records).values():
        if not is_dataclass(record) or record.__name__ in ("Box", "RegistryEntry"):  # the latter is no part of an extraction
            continue
        described = schema["$defs"][names.get(record.__name__, record.__name__.lower())]
        if record is Failure:
            described = described["properties"]["failure"]
        keys = {jsonform.RENAMED.get(field.name, field.name) for field in fields(record)} - jsonform.LEFT_OUT
        assert set(described["properties"]) == keys, record.__name__
