"""A paper in, typed mentions, relations and records out; knows nothing of the other rooms."""
