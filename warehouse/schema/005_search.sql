-- The index for full-text search over sentences: words are in lower case and cut to their stems.

create schema search;

-- One row per paper that is in the index.
create table search.papers (
    document_key integer not null, -- the paper (core.documents)
    first_place bigint not null, -- place of its first sentence; those that follow have the places that follow
    sentence_count integer not null -- number of its sentences
);

-- One row per word and sentence that holds it, sorted by word, so that a search reads only the rows of its words.
create table search.postings (
    word varchar not null, -- stem of the word
    place bigint not null, -- the sentence: first_place of its paper (search.papers) and its number
    impact utinyint not null -- ten times what the word's occurrences add to the BM25 score before it is weighted by rarity
);
