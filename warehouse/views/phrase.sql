-- An effect as a short phrase: "loss of IL10 increases TNF", "MSC may decrease IL6", "MSC leaves TNF unchanged".
create or replace macro mart.phrase(agent, target, direction, certainty, perturbation) as
    concat_ws(
        ' ',
        case perturbation when 'loss' then 'loss of' when 'gain' then 'more' end,
        agent,
        case certainty when 'negated' then 'does not' when 'speculative' then 'may' end,
        if(direction = 'no_change', 'leave', direction) || if(certainty = 'asserted', 's', ''),
        target,
        if(direction = 'no_change', 'unchanged', null)
    );
