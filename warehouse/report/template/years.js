// Routes and sources over the years: a row for each, a column for each year, in each cell the papers that name it.
const WAYS = { route: ["Routes of administration", "Route"], source: ["Sources of the cells", "Source"] };

function drawYears({ product, origin }) {
  byId("years-tables").replaceChildren(...Object.keys(WAYS).map((kind) => waysOf(kind, product, origin)));
  for (const table of byId("years-tables").querySelectorAll("table")) startGrid(table);
}

function waysOf(kind, product, origin) {
  const [heading, noun] = WAYS[kind];
  const rows = data.ways.filter((row) => row.kind === kind)
    .map(({ name, year, counts }) => ({ name, year, papers: papersOf(counts, product, origin) })).filter((row) => row.papers);
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const names = data.shown_ways.filter((way) => way.kind === kind);
  const kept = names.filter((way) => rows.some((row) => row.name === way.name));
  const largest = new Map(years.map((year) => [year, Math.max(...rows.filter((row) => row.year === year).map((row) => row.papers))]));
  const id = `years-${kind}`;
  const total = names.length ? names[0].total : 0;
  const table = make("table", { class: "grid", "aria-labelledby": id },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, noun),
      ...years.map((year) => make("th", { scope: "col", class: "right" }, yearName(year))))),
    make("tbody", {}, ...kept.map((way) => make("tr", {}, make("th", { scope: "row" }, way.name),
      ...years.map((year) => make("td", { class: "right" }, wayCell(rows, way, year, largest.get(year), product, origin)))))));
  return make("div", {}, make("h3", { id }, heading),
    kept.length ? make("div", { class: "wide", tabindex: "0", role: "region", "aria-labelledby": id }, table)
      : make("p", {}, "No paper fits the filters."),
    total > names.length ? make("p", { class: "note" }, `Shown: ${names.length} of ${total}, those in most papers.`) : null);
}

function papersOf(counts, product, origin) {
  return counts.find((row) => (row[0] ?? "") === product && (row[1] ?? "") === origin)?.[2] ?? 0;
}

function yearName(year) {
  if (year === null) return "no year";
  return year === data.first_year && data.earlier ? `to ${year}` : String(year);
}

function wayCell(rows, way, year, largest, product, origin) {
  const row = rows.find((one) => one.name === way.name && one.year === year);
  if (!row) return make("span", { class: "none" }, "·");
  const title = `${way.name}, ${year === null ? "year not known" : yearName(year)}`;
  const told = counted(row.papers, "paper");
  const button = make("button", {
    type: "button", class: "chip papers", "data-belief": Math.ceil((4 * row.papers) / largest), "aria-label": `${title}: ${told}`,
  }, row.papers.toLocaleString("en"));
  button.addEventListener("click", () => openEvidence({
    title, keys: [[way.kind, way.name, year === null ? "" : String(year)]], total: told, product, origin,
  }));
  return button;
}
