-- The index for full-text search in fewer bytes: words are numbers, and a sentence has the number that it has in its paper. The
-- index is made from the sentences and from nothing else, so it begins empty and is filled when the writer is done.

drop table search.postings;
drop table search.papers;

-- One row per paper that is in the index.
create table search.papers (
    document_key integer not null, -- the paper (core.documents)
    sentence_count bigint not null -- number of its sentences
);

-- One row per word that a sentence holds or held.
create table search.words (
    word varchar not null, -- stem of the word
    number integer not null -- number of the word, from 1
);

-- One row per word and sentence that holds it, sorted by word, so that a search reads only the rows of its words.
create table search.postings (
    word integer not null, -- number of the word (search.words)
    document_key integer not null, -- the paper (core.documents)
    sentence integer not null, -- the sentence (core.sentences)
    impact utinyint not null -- ten times what the word's occurrences add to the BM25 score before it is weighted by rarity
);
