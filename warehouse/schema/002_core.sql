-- What was extracted, paper by paper. Offsets are half-open ranges of characters of the paper's text; pages count from 1;
-- boxes are in points with the origin at the top left of the page. Every table carries document_key, which grows in the
-- order of loading, so that the rows of one paper lie together and are found without an index.

create schema core;

-- One row per paper: its newest extraction.
create table core.documents (
    document_key integer not null, -- number of the load (ops.loads); joins the tables of core
    document_id varchar not null, -- the paper: first 16 hex digits of the SHA-256 of its file
    sha256 varchar not null, -- SHA-256 of the file
    source varchar not null, -- path of the file as first read
    title varchar, -- title as printed
    doi varchar, -- digital object identifier of the paper
    pmid varchar, -- PubMed identifier of the paper
    journal varchar, -- journal as printed
    year integer, -- year of publication
    registrations varchar[], -- registry numbers the paper gives as its own
    page_count integer not null, -- number of pages; 0 for a format without pages
    character_count integer not null, -- length of the text in characters
    flags varchar[], -- what a reader of this paper should know, such as a suspicious text layer
    repair_count integer not null, -- characters and hyphens that were mended
    furniture_count integer not null, -- running heads, page numbers and the like that were left out of the text
    text varchar, -- the text, kept only where it cannot be put together from the blocks
    version varchar not null, -- version of the pipeline that read it
    model varchar not null -- name and version of the model that read it
);

-- One row per heading, paragraph, list item, caption, footnote or table of a paper, in reading order.
create table core.blocks (
    document_key integer not null, -- the paper (core.documents)
    block integer not null, -- number of the block in the paper, from 0
    kind varchar not null, -- title, heading, paragraph, list_item, caption, footnote or table
    section varchar not null, -- nearest heading above
    role varchar not null, -- title, abstract, background, methods, results, discussion or other
    level integer not null, -- depth of the heading; 0 for other blocks
    start_char integer not null, -- first character
    end_char integer not null, -- one past the last character
    page integer, -- page it begins on
    x0_pt float, -- left edge, points
    top_pt float, -- upper edge, points
    x1_pt float, -- right edge, points
    bottom_pt float, -- lower edge, points
    text varchar -- the text, kept only where it is not its sentences joined by spaces
);

-- One row per sentence of a paper, in reading order.
create table core.sentences (
    document_key integer not null, -- the paper (core.documents)
    sentence integer not null, -- number of the sentence in the paper, from 0
    block integer, -- the block it stands in (core.blocks)
    section varchar, -- nearest heading above
    role varchar, -- kind of section: title, abstract, background, methods, results, discussion or other
    start_char integer not null, -- first character
    end_char integer not null, -- one past the last character
    page integer, -- page it begins on
    x0_pt float, -- left edge on that page, points
    top_pt float, -- upper edge on that page, points
    x1_pt float, -- right edge on that page, points
    bottom_pt float, -- lower edge on that page, points
    text varchar not null using compression zstd -- the sentence
);

-- One row per citation mark, which stood in the text but is no part of it.
create table core.citations (
    document_key integer not null, -- the paper (core.documents)
    sentence integer, -- the sentence it stands in or closes (core.sentences)
    offset_char integer not null, -- the character it stood before
    numbers integer[] not null -- numbers of the references it names (core.references)
);

-- One row per entry of a paper's reference list.
create table core.references (
    document_key integer not null, -- the paper (core.documents)
    number integer not null, -- number of the reference in the paper
    text varchar not null using compression zstd, -- the entry as printed
    doi varchar, -- digital object identifier of the cited work
    pmid varchar -- PubMed identifier of the cited work
);

-- One row per table of a paper.
create table core.tables (
    document_key integer not null, -- the paper (core.documents)
    table_number integer not null, -- number of the table in the paper, from 0
    caption varchar not null, -- caption as printed
    page integer, -- page it begins on
    header varchar[] not null, -- cells of the header
    cells varchar[][] not null, -- rows of cells, each as long as the header
    footnotes varchar[] not null -- notes below the table
);

-- One row per mention: a span of the text that names something.
create table core.mentions (
    document_key integer not null, -- the paper (core.documents)
    mention_id varchar not null, -- name of the mention in the paper
    label varchar not null, -- what kind of thing it names, such as CYTOKINE
    sentence integer, -- the sentence it stands in (core.sentences)
    start_char integer not null, -- first character
    end_char integer not null, -- one past the last character
    name varchar not null, -- preferred name of what it names, or its words in lower case where none is known
    grounded boolean not null, -- whether a preferred name is known
    concept_id varchar, -- identifier of what it names, such as HGNC:6018; null if none is known
    text varchar, -- the words as printed, kept only where no sentence holds them (mart.mention_texts has them always)
    same_as varchar, -- the mention whose long form or abbreviation this one repeats
    confidence float not null, -- how sure the reader was, 0 to 1
    method varchar not null, -- what found it
    quantity_values double[], -- numbers of a dose or time, in quantity_unit
    quantity_unit varchar, -- unit of quantity_values: cells/kg, mg/kg, h, d, ...
    page integer, -- page it stands on
    x0_pt float, -- left edge, whole points
    top_pt float, -- upper edge, whole points
    x1_pt float, -- right edge, whole points
    bottom_pt float -- lower edge, whole points
);

-- One row per relation: a typed, directed pair of mentions that a sentence states. Names are the preferred names of the
-- mentions, or their words in lower case where no preferred name is known.
create table core.relations (
    document_key integer not null, -- the paper (core.documents)
    relation_id varchar not null, -- name of the relation in the paper
    label varchar not null, -- kind of relation, such as EFFECT or ADMINISTERED_VIA
    sentence integer, -- the sentence that states it (core.sentences)
    role varchar, -- kind of section it stands in
    page integer, -- page it stands on
    head varchar not null, -- the mention it goes out from (core.mentions)
    head_label varchar not null, -- label of the head
    head_name varchar not null, -- name of the head
    tail varchar not null, -- the mention it goes to (core.mentions)
    tail_label varchar not null, -- label of the tail
    tail_name varchar not null, -- name of the tail
    direction varchar, -- of an EFFECT, what happens to the tail: increase, decrease, no_change or modulate
    certainty varchar not null, -- asserted, speculative or negated
    perturbation varchar not null, -- whether the head itself was taken away (loss), added to (gain) or left as it is (none)
    origin varchar not null, -- own result of the paper, cited work, or background
    elliptic boolean not null, -- whether one of the mentions stands in an earlier sentence
    confidence float not null, -- how sure the reader was, 0 to 1
    method varchar not null, -- what found it
    places varchar[] not null, -- names of the places where the change was seen
    condition varchar, -- disease, injury or model under which it holds; several are separated by semicolons, here and below
    species varchar, -- species in which it holds
    dose varchar, -- dose at which it holds, as printed
    route varchar, -- route of administration with which it holds
    timing varchar, -- time at which it holds, as printed
    context_inferred boolean not null, -- whether one of the five was taken from another sentence
    citations integer[] not null, -- numbers of the references that support it (core.references)
    cues struct(role varchar, start_char integer, end_char integer)[] not null -- the words that gave its values
);

-- One row per registered trial and paper: what that paper says of that trial.
create table core.trials (
    document_key integer not null, -- the paper (core.documents)
    trial_id varchar not null, -- registry number, such as NCT00733876
    registry varchar not null, -- name of the registry
    title varchar, -- title of the trial
    phase varchar, -- I, I-II, II, ...
    product varchar, -- the cells or cell-free product given
    donor varchar, -- autologous, allogeneic, ...
    cell_source varchar, -- tissue the product comes from
    doses varchar[] not null, -- doses as printed
    route varchar, -- how it is given
    control varchar, -- what the product is compared with
    condition varchar, -- disease or injury treated
    primary_outcome varchar, -- primary outcome as printed
    secondary_outcome varchar, -- secondary outcome as printed
    status varchar, -- completed, recruiting, ...
    enrollment integer, -- number of subjects
    start varchar, -- start as year-month or year
    completion varchar, -- completion as year-month or year
    citations integer[] not null, -- numbers of the references given for it (core.references)
    evidence struct(start_char integer, end_char integer)[] not null, -- spans of the text it was read from
    own boolean not null, -- whether the paper reports this trial itself
    disagreements struct(field varchar, in_table varchar, in_prose varchar)[] not null -- where the paper's table and prose differ
);

-- One row per study that a paper speaks of: a cited reference, or the paper's own work.
create table core.studies (
    document_key integer not null, -- the paper that speaks of it (core.documents)
    study integer not null, -- number of the study in the paper, from 0
    reference integer, -- number of the cited reference (core.references); null for the paper's own work
    products varchar[] not null, -- cells or cell-free products given
    sources varchar[] not null, -- tissues they come from
    donors varchar[] not null, -- kinds of donor
    routes varchar[] not null, -- routes
    doses varchar[] not null, -- doses as printed
    timings varchar[] not null, -- times of administration as printed
    conditions varchar[] not null, -- diseases, injuries and models
    species varchar[] not null, -- species
    relation_ids varchar[] not null -- the effects it reports (core.relations)
);
