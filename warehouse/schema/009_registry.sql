-- One row per trial that a paper names and a registry's file, given by the user, tells of: the registry's own values, laid
-- beside what papers say and never mixed with it. Empty until a file is given; of two files the later one counts.
create table core.registry_trials (
    trial_id varchar not null, -- registry number, as papers give it (core.trials)
    registry varchar not null, -- name of the registry
    title varchar, -- title of the trial
    status varchar, -- completed, recruiting, ..., when the file was made
    phase varchar, -- I, I-II, II, ...
    enrollment integer, -- number of subjects, those hoped for until the trial has ended
    start varchar, -- start as year-month or year
    completion varchar, -- completion as year-month or year, that hoped for until the trial has ended
    conditions varchar[] not null, -- diseases and injuries as the registry names them
    interventions varchar[] not null, -- treatments as the registry names them
    file_name varchar not null, -- name of the file
    file_date date not null, -- day on which the file was last changed, that of the download as a rule
    file_sha256 varchar not null, -- SHA-256 of the file
    read_at timestamptz not null -- when it was read
);
