-- Texts -> words: in lower case, Greek letters spelled out, a hyphen or space between letters and a number left out
-- (IL-10 and IL10 are one word), cut to their stems, without the words that every sentence has.
create or replace temp macro spelled(body) as
    regexp_replace(
        replace(
            replace(replace(replace(replace(lower(body), 'α', '-alpha'), 'β', '-beta'), 'γ', '-gamma'), 'κ', '-kappa'), 'µ', 'u'
        ),
        '\b([a-z]{1,5})-([0-9]+)',
        '\1\2',
        'g'
    );

create or replace temp macro words_of(body) as
    list_transform(
        list_filter(
            regexp_extract_all(spelled(body), '[\p{L}\p{N}]+'),
            lambda w: not list_contains(
                [
                    'a', 'also', 'an', 'and', 'are', 'as', 'at', 'be', 'been', 'but', 'by', 'can', 'for', 'from', 'had', 'has',
                    'have', 'in', 'into', 'is', 'it', 'its', 'of', 'on', 'or', 'our', 'that', 'the', 'their', 'there', 'these',
                    'they', 'this', 'those', 'to', 'was', 'we', 'were', 'which', 'while', 'with'
                ],
                w
            )
        ),
        lambda w: stem(w, 'porter')
    );
