-- One row per paper and entry of its reference list, as printed.
create or replace view mart.cited_works as
select
    reference.number as reference_number, -- number of the reference in the paper
    reference.text as reference, -- the entry as printed
    reference.doi, -- DOI of the cited work
    reference.pmid, -- PubMed identifier of the cited work
    document.document_id as document, -- the paper that cites it
    document.title, -- title of that paper
    document.year, -- year of that paper
    reference.document_key -- joins the tables of core
from core.references as reference
inner join core.documents as document using (document_key);
