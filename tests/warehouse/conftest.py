"""Papers of our own words, built by hand as the extractions that a pipeline would make of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import (
    Block,
    Box,
    Citation,
    Concept,
    Context,
    Cue,
    Document,
    Extraction,
    Failure,
    LineBox,
    Mention,
    Quantity,
    Reference,
    RegistryEntry,
    Relation,
    Span,
    Study,
    StudyEffect,
    Table,
    Trial,
    Version,
)


@dataclass
class Paper:
    """Collects sentences, mentions and relations of one paper and makes the Extraction of them."""

    name: str
    title: str
    doi: str | None = None
    year: int | None = None
    version: str = "0.1.0"
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    lines: list[LineBox] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    references: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()
    trials: tuple[Trial, ...] = ()
    studies: tuple[Study, ...] = ()

    def paragraph(self, section: str, role: Any, page: int, *sentences: str) -> None:
        """Add a block of sentences; each is printed on a line of its own, 12 points high."""
        start = len(self.text) + 2 if self.text else 0
        position = start
        for number, sentence in enumerate(sentences):
            position += bool(number)
            end = position + len(sentence)
            self.sentences.append(Span(position, end))
            self.lines.append(LineBox(position, end, page, Box(50.0, 100.0 + 12 * number, 545.04, 112.0 + 12 * number)))
            position = end
        self.text += ("\n\n" if self.text else "") + " ".join(sentences)
        box = Box(50.0, 100.0, 545.04, 100.0 + 12 * len(sentences))
        self.blocks.append(Block("paragraph", section, start, position, page, box, role))

    def mention(self, words: str, label: str, concept: str | None = None, id: str = "", **more: Any) -> str:
        """Add the first unused occurrence of ``words`` after the last mention of the same words; return its id."""
        after = max((mention.end for mention in self.mentions if mention.text == words), default=0)
        start = self.text.index(words, after)
        name = f"m{len(self.mentions) + 1}"
        page = next(line.page for line in self.lines if line.start <= start < line.end)
        value = None if concept is None else Concept(id, concept)
        self.mentions.append(
            Mention(
                name, label, start, start + len(words), words, value, confidence=0.9, method="vocabulary",
                page=page, box=Box(60.0, 100.0, 90.0, 112.0), **more,
            )
        )  # fmt: skip
        return name

    def relation(self, label: str, head: str, tail: str, **more: Any) -> str:
        """Add a relation and return its id."""
        name = f"r{len(self.relations) + 1}"
        self.relations.append(Relation(name, label, head, tail, **({"confidence": 0.8, "method": "grammar"} | more)))
        return name

    def effect(self, head: str, tail: str, direction: Any, **more: Any) -> str:
        """Add an EFFECT and return its id."""
        return self.relation("EFFECT", head, tail, direction=direction, **more)

    def extraction(self) -> Extraction:
        """Return the extraction of what was collected."""
        sha256 = hashlib.sha256(self.name.encode()).hexdigest()
        document = Document(
            sha256[:16], sha256, f"papers/{self.name}.pdf", self.text, self.title, self.doi, None, "Journal of Examples",
            self.year, page_count=2, blocks=tuple(self.blocks), lines=tuple(self.lines), citations=tuple(self.citations),
            references=self.references, tables=self.tables,
        )  # fmt: skip
        return Extraction(
            document, tuple(self.sentences), tuple(self.mentions), tuple(self.relations), self.trials, self.studies,
            Version(self.version, "accurate-1"), {"read": 0.5, "mentions": 0.25},
        )  # fmt: skip


def kidney_paper(version: str = "0.1.0") -> Extraction:
    """Return a review of stromal cells in kidney injury, with a cited effect, a null effect, a negated one and a trial."""
    paper = Paper("kidney", "Stromal cells for the failing kidney", "10.5555/kidney", 2016, version)
    paper.paragraph("Title", "title", 1, "Stromal cells for the failing kidney")
    paper.paragraph(
        "Results", "results", 1,
        "Human BM-MSCs given intravenously lowered IL-6 in the kidneys of mice with sepsis.",
        "They did not change TNF-α in plasma.",
        "MSCs may raise IL-10.",
    )  # fmt: skip
    paper.paragraph(
        "Discussion",
        "discussion",
        2,
        "IL-10 from macrophages lowered neutrophils.",
        "Trial NCT90000001 is a phase I study of AKI.",
    )
    paper.references = (
        Reference(1, "Doe J. Cells lower interleukins. J Ex 2010;1:1-9.", "10.5555/doe2010", "100"),
        Reference(2, "Roe R. Nothing changed. J Ex 2012;2:3-4.", "10.5555/roe2012"),
    )
    paper.citations = [Citation(paper.sentences[1].end, (1,)), Citation(paper.sentences[2].end, (2,))]
    msc = paper.mention("BM-MSCs", "CELL_THERAPY", "MSC")
    marrow = paper.mention("BM", "CELL_SOURCE", "bone marrow", "UBERON:0002371")
    donor = paper.mention("Human", "DONOR", "human")
    route = paper.mention("intravenously", "ROUTE", "intravenous")
    il6 = paper.mention("IL-6", "CYTOKINE", "IL6", "HGNC:6018")
    kidneys = paper.mention("kidneys", "ANATOMY", "kidney", "UBERON:0002113")
    mice = paper.mention("mice", "SPECIES", "mouse")
    sepsis = paper.mention("sepsis", "CONDITION", "sepsis")
    tnf = paper.mention("TNF-α", "CYTOKINE", "TNF", "HGNC:11892")
    plasma = paper.mention("plasma", "ANATOMY", "blood")
    mscs = paper.mention("MSCs may", "CELL_THERAPY", "MSC")
    il10 = paper.mention("IL-10", "CYTOKINE", "IL10", "HGNC:5962")
    il10_again = paper.mention("IL-10", "CYTOKINE", "IL10", "HGNC:5962", same_as=il10)
    neutrophils = paper.mention("neutrophils", "IMMUNE_CELL", "neutrophil", "CL:0000775")
    trial = paper.mention("NCT90000001", "TRIAL_ID", "NCT90000001")
    phase = paper.mention("phase I", "TRIAL_PHASE", "I")
    paper.mention("AKI", "CONDITION", "acute kidney injury")
    condition = (Context("condition", sepsis), Context("species", mice))
    cue = paper.text.index("lowered")
    paper.relation("DERIVED_FROM", msc, marrow)
    paper.relation("HAS_DONOR", msc, donor)
    paper.relation("ADMINISTERED_VIA", msc, route, citations=(1,))
    paper.relation("STUDIED_IN", msc, sepsis)
    paper.relation("IN_SPECIES", sepsis, mice)
    evidence = paper.effect(
        msc, il6, "decrease", locations=(kidneys,), citations=(1,), origin="cited", context=condition,
        cues=(Cue(cue, cue + 7, "trigger"),),
    )  # fmt: skip
    paper.effect(msc, tnf, "no_change", locations=(plasma,), citations=(2,), origin="cited", elliptic=True)
    paper.effect(mscs, il10, "increase", certainty="speculative", method="model")
    paper.effect(il10_again, neutrophils, "decrease")
    paper.relation("TRIAL_ATTRIBUTE", trial, phase)
    span = paper.sentences[-1]
    paper.trials = (
        Trial(
            "NCT90000001", "ClinicalTrials.gov", "Cells for kidneys", "I", "MSC", "human", "bone marrow",
            ("2 × 10^6 cells/kg",), "intravenous", None, "acute kidney injury", status="completed", enrollment=15,
            evidence=(span,),
            disagreements=(("enrollment", "15", "16"),),
        ),
    )  # fmt: skip
    paper.studies = (
        Study(1, ("MSC",), ("bone marrow",), ("human",), ("intravenous",), (), (), ("sepsis",), ("mouse",),
              (StudyEffect("MSC", "IL6", "decrease", "asserted", "kidney", evidence),)),
    )  # fmt: skip
    paper.tables = (Table("Trials", 2, ("Trial", "Phase"), (("NCT90000001", "I"),), ("AKI, kidney",), ((0, 0, (1,)),)),)
    return paper.extraction()


def lung_paper() -> Extraction:
    """Return a mouse study that contradicts the review: adipose cells raise IL6 in lung injury; and reports the same trial."""
    paper = Paper("lung", "Adipose cells in injured lungs", "10.5555/lung", 2020)
    paper.paragraph("Title", "title", 1, "Adipose cells in injured lungs")
    paper.paragraph(
        "Results", "results", 1,
        "Intratracheal adipose MSCs (1 × 10^6 cells) raised IL-6 in the lungs of rats with ARDS.",
        "They improved survival and increased Tregs.",
    )  # fmt: skip
    paper.paragraph("Methods", "methods", 2, "The trial NCT90000001 enrolled 20 patients.")
    msc = paper.mention("adipose MSCs", "CELL_THERAPY", "MSC")
    source = paper.mention("adipose", "CELL_SOURCE", "adipose tissue")
    route = paper.mention("Intratracheal", "ROUTE", "intratracheal")
    dose = paper.mention("1 × 10^6 cells", "DOSE", "1 × 10^6 cells", quantity=Quantity((1e6,), "cells"))
    il6 = paper.mention("IL-6", "CYTOKINE", "IL6", "HGNC:6018")
    lungs = paper.mention("lungs", "ANATOMY", "lung")
    paper.mention("rats", "SPECIES", "rat")
    ards = paper.mention("ARDS", "CONDITION", "acute respiratory distress syndrome")
    survival = paper.mention("survival", "OUTCOME", "survival")
    tregs = paper.mention("Tregs", "IMMUNE_CELL", "regulatory T cell", "CL:0000815")
    paper.mention("NCT90000001", "TRIAL_ID", "NCT90000001")
    paper.relation("DERIVED_FROM", msc, source, origin="own")
    paper.relation("ADMINISTERED_VIA", msc, route, origin="own")
    paper.relation("HAS_DOSE", msc, dose, origin="own")
    paper.relation("STUDIED_IN", msc, ards, origin="own")
    paper.effect(msc, il6, "increase", locations=(lungs,), origin="own", context=(Context("condition", ards),))
    paper.effect(msc, survival, "increase", origin="own", elliptic=True)
    paper.effect(msc, tregs, "increase", origin="own", elliptic=True)
    paper.trials = (Trial("NCT90000001", "ClinicalTrials.gov", status="completed", enrollment=20, own=True),)
    return paper.extraction()


def mechanism_paper() -> Extraction:
    """Return a paper with a chain of effects, a loss of the agent, a time, vesicles beside cells, and a trial under way."""
    paper = Paper("mechanism", "How cells act in sepsis", "10.5555/mechanism", 2022)
    paper.paragraph(
        "Results", "results", 1,
        "MSCs given 1 h after surgery raised IL-10 in sepsis, and IL-10 lowered sepsis.",
        "Loss of IL-10 raised M1 macrophages.",
        "MSC-EVs raised M2 macrophages and lowered IL-10.",
        "Sepsis raised TNF, which MSCs lowered by factor Q.",
        "Trial NCT90000002 is recruiting.",
    )  # fmt: skip
    msc = paper.mention("MSCs", "CELL_THERAPY", "MSC")
    timing = paper.mention("1 h after surgery", "TIMING")
    il10 = paper.mention("IL-10", "CYTOKINE", "IL10")
    sepsis = paper.mention("sepsis", "CONDITION", "sepsis")
    second_il10 = paper.mention("IL-10", "CYTOKINE", "IL10")
    second_sepsis = paper.mention("sepsis", "CONDITION", "sepsis")
    lost = paper.mention("IL-10", "CYTOKINE", "IL10")
    m1 = paper.mention("M1 macrophages", "IMMUNE_CELL", "M1 macrophage")
    vesicles = paper.mention("MSC-EVs", "CELL_THERAPY", "MSC-EV")
    m2 = paper.mention("M2 macrophages", "IMMUNE_CELL", "M2 macrophage")
    lowered = paper.mention("IL-10", "CYTOKINE", "IL10")
    third_sepsis = paper.mention("Sepsis", "CONDITION", "sepsis")
    tnf = paper.mention("TNF", "CYTOKINE", "TNF")
    second_msc = paper.mention("MSCs", "CELL_THERAPY", "MSC")
    paper.mention("factor Q", "MEDIATOR")
    paper.relation("GIVEN_AT", msc, timing)
    paper.relation("STUDIED_IN", msc, sepsis)
    paper.effect(msc, il10, "increase")
    paper.effect(second_il10, second_sepsis, "decrease")
    paper.effect(lost, m1, "increase", perturbation="loss")
    paper.effect(vesicles, m2, "increase")
    paper.effect(vesicles, lowered, "decrease")
    paper.effect(third_sepsis, tnf, "increase")
    paper.effect(second_msc, tnf, "decrease")
    paper.trials = (Trial("NCT90000002", "ClinicalTrials.gov", status="recruiting"),)
    return paper.extraction()


@pytest.fixture
def kidney() -> Extraction:
    return kidney_paper()


@pytest.fixture
def newer_kidney() -> Callable[[str], Extraction]:
    return kidney_paper


@pytest.fixture
def lung() -> Extraction:
    return lung_paper()


@pytest.fixture
def failure() -> Failure:
    return Failure("papers/locked.pdf", "encrypted", "The file asks for a password: save it without one.", "ab" * 32)


@pytest.fixture
def outcomes(kidney: Extraction, lung: Extraction, failure: Failure) -> Sequence[Extraction | Failure]:
    return (kidney, lung, failure)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a warehouse of the two papers, the failure and a registry's word on one trial; tests only read it."""
    from warehouse import loader, staging
    from warehouse.connection import open_for_writing
    from warehouse.registry import RegistryFile, keep_entries

    folder = tmp_path_factory.mktemp("warehouse")
    path = folder / "papers.duckdb"
    failed = Failure("papers/locked.pdf", "encrypted", "The file asks for a password: save it without one.", "ab" * 32)
    staging.write([kidney_paper(), lung_paper(), failed], folder / "batch.parquet")
    with open_for_writing(path) as connection:
        loader.load(connection, folder / "batch.parquet", run_id="first")
        held = RegistryEntry("NCT90000001", "ClinicalTrials.gov", phase="II")
        keep_entries(connection, [held], RegistryFile("studies.json", date(2030, 5, 6), "ab" * 32))
    return path


@pytest.fixture(scope="session")
def mechanism(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a warehouse whose one paper has what the two others lack: chained effects, a loss, times and an evaluation."""
    from warehouse import loader, staging
    from warehouse.connection import open_for_writing

    folder = tmp_path_factory.mktemp("mechanism")
    with open_for_writing(folder / "papers.duckdb") as connection:
        loader.load(connection, staging.write([mechanism_paper()], folder / "batch.parquet"))
        connection.execute("insert into eval.evaluations values ('e', now(), 'dev', '1', 'm')")
        connection.execute("insert into eval.evaluations values ('b', now() - interval 1 day, 'dev', '0', 'm')")
        connection.execute(
            "insert into eval.errors values ('e', 'd', 'mention', 'missed', 'CYTOKINE', 'd.1', 'CYTOKINE: IL-6', null, null)"
        )
        connection.execute("insert into eval.counts values ('e', 'd', 'entities', 'strict', 'CYTOKINE', 10, 8, 6)")
    return folder / "papers.duckdb"
