"""Gold annotation: reading and writing it, finding it again in a paper, and scoring predictions against it."""
