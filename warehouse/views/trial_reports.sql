-- One row per registered trial and paper: what that paper says of that trial.
create or replace view mart.trial_reports as
select
    trial.trial_id, -- registry number, such as NCT00733876
    trial.registry, -- name of the registry
    trial.title, -- title of the trial
    trial.phase, -- I, I-II, II, ...
    trial.status, -- completed, recruiting, ...
    trial.enrollment, -- number of subjects
    trial.product, -- the cells or cell-free product given
    trial.donor, -- autologous, allogeneic, ...
    trial.cell_source, -- tissue the product comes from
    trial.route, -- how it is given
    trial.doses, -- doses as printed
    trial.condition, -- disease or injury treated
    trial.control, -- what the product is compared with
    trial.primary_outcome, -- primary outcome as printed
    trial.secondary_outcome, -- secondary outcome as printed
    trial.start, -- start as year-month or year
    trial.completion, -- completion as year-month or year
    trial.own, -- whether the paper reports this trial itself
    trial.citations, -- numbers of the references given for it
    trial.evidence, -- spans of the text it was read from
    trial.disagreements, -- where the paper's table and prose differ
    document.document_id as document, -- the paper: first 16 hex digits of the SHA-256 of its file
    document.title as paper, -- title of the paper
    document.year as paper_year, -- year of the paper
    trial.document_key -- joins the tables of core
from core.trials as trial
inner join core.documents as document using (document_key);
