"""Running the work: the command line, the flow that reads a folder into the warehouse, and the processes that do it."""
