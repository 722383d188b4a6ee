-- The direction that more of an agent gives its target: where the agent was taken away, the opposite of what was seen.
create or replace macro mart.implied(direction, perturbation) as
    case
        when perturbation = 'loss' and direction = 'increase' then 'decrease'
        when perturbation = 'loss' and direction = 'decrease' then 'increase'
        else direction
    end;
