-- One row per registered trial, merged over the papers that speak of it: for each field the value of the paper that reports
-- the trial itself if there is one, else of the latest paper. Where papers differ, see disagreements.
create or replace view mart.trials as
with ranked as (
    select *, row_number() over (partition by trial_id order by own desc, paper_year desc nulls last, document) as place
    from mart.trial_reports
),

differing as (
    select trial_id, list(field order by field) as fields
    from mart.trial_disagreements
    group by trial_id
)

select
    ranked.trial_id, -- registry number, such as NCT00733876
    any_value(ranked.registry) as registry, -- name of the registry
    arg_min(ranked.title, ranked.place) as title, -- title of the trial
    arg_min(ranked.phase, ranked.place) as phase, -- I, I-II, II, ...
    arg_min(ranked.status, ranked.place) as status, -- completed, recruiting, ...
    arg_min(ranked.enrollment, ranked.place) as enrollment, -- number of subjects
    arg_min(ranked.product, ranked.place) as product, -- the cells or cell-free product given
    arg_min(ranked.donor, ranked.place) as donor, -- autologous, allogeneic, ...
    arg_min(ranked.cell_source, ranked.place) as cell_source, -- tissue the product comes from
    arg_min(ranked.route, ranked.place) as route, -- how it is given
    arg_min(ranked.doses, ranked.place) filter (len(ranked.doses) > 0) as doses, -- doses as printed
    arg_min(ranked.condition, ranked.place) as condition, -- disease or injury treated
    arg_min(ranked.control, ranked.place) as control, -- what the product is compared with
    arg_min(ranked.primary_outcome, ranked.place) as primary_outcome, -- primary outcome as printed
    arg_min(ranked.secondary_outcome, ranked.place) as secondary_outcome, -- secondary outcome as printed
    arg_min(ranked.start, ranked.place) as start, -- start as year-month or year
    arg_min(ranked.completion, ranked.place) as completion, -- completion as year-month or year
    count(*) as paper_count, -- papers that speak of it
    list(ranked.document order by ranked.document) as documents, -- those papers
    coalesce(any_value(differing.fields), []) as disagreements -- fields on which they differ (mart.trial_disagreements)
from ranked
left join differing using (trial_id)
group by ranked.trial_id;
