"""Facts that answer questions: extractions as rows of one DuckDB file, with their evidence."""
