-- What does the warehouse hold?
select
    (select count(*) from core.documents) as papers,
    (select count(*) from ops.files where status = 'failed') as failed_files,
    (select sum(page_count) from core.documents)::bigint as pages,
    (select count(*) from core.sentences) as sentences,
    (select count(*) from core.mentions) as mentions,
    (select count(*) from core.relations) as relations,
    (select count(*) from core.relations where label = 'EFFECT') as effects,
    (select count(distinct trial_id) from core.trials) as trials,
    (select count(*) from core.studies) as studies,
    (select min(year) from core.documents) as first_year,
    (select max(year) from core.documents) as last_year,
    (select max(loaded_at) from ops.loads) as last_loaded_at
