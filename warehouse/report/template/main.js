// Everything is drawn once the filters are read from the address, and again whenever one of them changes.
listeners.push(drawHeatmap, drawYears, filterTables);
startEvidence();
startTables();
startFilters();
