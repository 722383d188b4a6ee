-- One row per paper: the year under which the tables of years count it. It is null where the year is not known, and the first
-- one shown where it is earlier than that.
create temp table shown_years as
select document_key, if(year is null, null, greatest(year, max(year) over () - $years + 1)) as year
from core.documents
