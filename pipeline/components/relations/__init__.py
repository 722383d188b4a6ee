"""What acts on what: typed relations between mentions, proposed by a grammar over the dependency parse."""
