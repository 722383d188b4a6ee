-- What the vocabularies say of concepts, and how often each method of reading errs. Both are reloaded from data files.

-- One row per data file that was read into the tables below.
create table core.sources (
    name varchar not null, -- name of the file
    checksum varchar not null -- SHA-256 of its content
);

-- One row per concept of the vocabularies.
create table core.concepts (
    concept_id varchar not null, -- identifier, such as CL:0000815
    name varchar not null, -- preferred name, as in core.mentions.name
    vocabulary varchar not null, -- the vocabulary file it comes from, such as immune_cells
    synonyms varchar[] not null, -- other names
    source varchar -- where the entry comes from
);

-- One row per concept and each of its direct parents.
create table core.concept_parents (
    concept_id varchar not null, -- the narrower concept
    parent_id varchar not null -- the wider concept
);

-- One row per concept and each concept it is a kind of, itself included: the closure of core.concept_parents.
create table core.concept_ancestors (
    concept_id varchar not null, -- the narrower concept
    name varchar not null, -- its preferred name
    ancestor_id varchar not null, -- the wider concept
    ancestor_name varchar not null, -- its preferred name
    distance integer not null -- steps between them; 0 for itself
);

-- One row per method of reading: how often it errs, the two numbers from which belief is computed (mart.belief).
create table core.error_rates (
    method varchar not null, -- what stands before the colon in core.relations.method; * stands for every method not listed
    systematic double not null, -- share of errors that more evidence of the same method does not mend, 0 to 1
    random double not null, -- share of errors that independent evidence mends, 0 to 1
    basis varchar not null -- where the two numbers come from
);
