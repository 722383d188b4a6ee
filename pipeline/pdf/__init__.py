"""PDF -> Document: characters, lines, columns, structure, tables."""
