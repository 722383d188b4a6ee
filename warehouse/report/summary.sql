-- One row: what the warehouse holds.
select
    (select count(*) from core.documents) as papers,
    (select coalesce(sum(page_count), 0) from core.documents)::bigint as pages,
    (select count(*) from core.sentences) as sentences,
    (select count(*) from core.mentions) as mentions,
    (select count(*) from core.relations) as relations,
    (select count(*) from core.relations where label = 'EFFECT') as effects,
    (select count(distinct trial_id) from core.trials) as trials,
    (select count(*) from core.studies) as studies,
    (select count(*) from ops.files where status = 'failed') as failures,
    (select strftime(max(loaded_at), '%Y-%m-%d') from ops.loads) as loaded_on
