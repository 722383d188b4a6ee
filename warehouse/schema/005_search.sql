-- The index for full-text search over sentences: words are in lower case and cut to their stems.

create schema search;

-- One row per paper that is in the index.
create table search.papers (
    document_key integer not null, -- the paper (core.documents)
    sentence_count integer not null, -- number of its sentences
    word_count integer not null -- number of their words
);

-- One row per word and sentence that holds it, sorted by word, so that a search reads only the rows of its words.
create table search.postings (
    word varchar not null, -- stem of the word
    document_key integer not null, -- the paper (core.documents)
    sentence integer not null, -- the sentence (core.sentences)
    occurrences utinyint not null, -- how often the word stands in it
    sentence_words usmallint not null -- number of words of the sentence
);
