-- One row per thing on which sources contradict each other: a field of a trial (also table against prose), or the direction of an effect.
create or replace view mart.contradictions as
select
    'trial' as kind, -- trial or effect
    trial_id as subject, -- registry number, or preferred name of what acts
    field as aspect, -- the field that differs, or preferred name of what is changed
    values as sides -- what is said; of an effect how many sentences say it and the belief in it
from mart.trial_disagreements
union all
select
    'effect',
    agent,
    target,
    list_filter(
        [
            case when increase > 0 then format('increase {}× (belief {:.2f})', increase, belief_increase) end,
            case when decrease > 0 then format('decrease {}× (belief {:.2f})', decrease, belief_decrease) end,
            case when no_change > 0 then format('no change {}×', no_change) end,
            case when negated > 0 then format('denied {}×', negated) end
        ],
        lambda side: side is not null
    )
from mart.effect_contradictions
order by kind desc, subject, aspect;
