-- One row per reason why files could not be read: how many, the way out, and the first of them by name.
select
    reason,
    count(*) as files,
    any_value(detail) as detail,
    list_slice(list(regexp_extract(source, '[^/]*$') order by source), 1, $names) as names
from ops.files
where status = 'failed'
group by reason
order by files desc, reason
