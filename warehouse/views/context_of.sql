-- The names of what plays a role (condition, species, dose, timing, route) in the context of a relation, null if there are none.
create or replace macro mart.context_of(context, wanted) as
    nullif(array_to_string(list_transform(list_filter(context, lambda c: c.role = wanted), lambda c: c.name), '; '), '');
