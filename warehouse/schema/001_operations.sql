-- What was run, what became of each file, and what was loaded when.

-- One row per run of a command that wrote to the warehouse.
create table ops.runs (
    run_id varchar not null, -- name of the run, unique
    command varchar not null, -- what was asked for, as typed
    version varchar not null, -- version of the pipeline
    started_at timestamptz not null, -- when the run began
    finished_at timestamptz, -- when it ended; null while it runs or if it was cut off
    summary json -- counts of the run as the command reported them
);

-- One row per extraction that reached the warehouse: the history, never deleted from.
create table ops.loads (
    document_key integer not null, -- number of this load; the rows of core that came with it carry it
    document_id varchar not null, -- the paper: first 16 hex digits of the SHA-256 of its file
    source varchar not null, -- path of the file that was read
    version varchar not null, -- version of the pipeline that read it
    model varchar not null, -- name and version of the model that read it
    digest varchar not null, -- SHA-256 of the extraction without its path and timings; equal digests are equal extractions
    loaded_at timestamptz not null, -- when it was loaded
    replaced_at timestamptz, -- when a newer extraction took its place; null for the one in core
    run_id varchar, -- the run that loaded it
    seconds map(varchar, double) -- time each stage took, in seconds
);

-- One row per file that was ever handed in: its last known state.
create table ops.files (
    source varchar not null, -- path of the file
    sha256 varchar, -- SHA-256 of its content; null if it could not be opened
    status varchar not null, -- loaded or failed
    document_id varchar, -- the paper it holds; null if it was never read
    version varchar, -- version of the pipeline that read it; null for a failure that names none
    model varchar, -- model that read it; null for a failure that names none
    reason varchar, -- why it failed (encrypted, damaged, no_text, ...); null if it was loaded
    detail varchar, -- what a person can do about the failure; null if it was loaded
    seen_at timestamptz not null, -- when this state was recorded
    run_id varchar -- the run that recorded it
);

-- One row per time that a file could not be read: the history of failures.
create table ops.failures (
    source varchar not null, -- path of the file
    sha256 varchar, -- SHA-256 of its content; null if it could not be opened
    reason varchar not null, -- encrypted, damaged, no_text, too_large, timeout, ...
    detail varchar not null, -- what a person can do about it
    failed_at timestamptz not null, -- when the failure was recorded
    run_id varchar -- the run that recorded it
);
