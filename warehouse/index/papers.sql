-- The rows of search.papers for the papers that are not in it.
insert into search.papers
select document.document_key, count(sentence.sentence) as sentence_count
from core.documents as document
left join core.sentences as sentence using (document_key)
where document.document_key not in (select document_key from search.papers)
group by document.document_key
order by document.document_key
