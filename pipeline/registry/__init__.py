"""Files of a trial registry that a user has downloaded -> entries to lay beside what papers say. Nothing is fetched."""
