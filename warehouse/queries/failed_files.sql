-- Which files could not be read, why, and what can be done?
-- parameter reason: encrypted, damaged, no_text, too_large, timeout, ...
select source, reason, detail, seen_at
from ops.files
where status = 'failed' and ($reason::varchar is null or reason = $reason)
order by reason, source
