-- Effects without a direction, and other relations with one; values that are none of the known ones.
select document_key, relation_id
from core.relations
where (label = 'EFFECT') != (direction is not null)
    or direction not in ('increase', 'decrease', 'no_change', 'modulate')
    or certainty not in ('asserted', 'speculative', 'negated')
    or perturbation not in ('none', 'loss', 'gain')
    or origin not in ('own', 'cited', 'background')
