// The heat map: a row for each target, a column for each product, in each cell the directions that sentences state.
const factsOf = new Map();
for (const fact of data.facts) {
  const key = [fact.kind, fact.product, fact.target].join("\t");
  factsOf.set(key, [...(factsOf.get(key) ?? []), fact]);
}
const ORDER = Object.keys(SIGNS);

function level(belief) {
  return [0.0001, 0.0001, 0.7, 0.85, 0.95].findLastIndex((least) => belief >= least) + (belief > 0 ? 0 : 1);
}

function countOf(fact, certainty, origin) {
  const found = fact.counts.find((row) => (row[0] ?? "") === certainty && (row[1] ?? "") === origin);
  return found && { sentences: found[2], papers: found[3] };
}

function chips({ kind, direction, certainty, origin }, product, target) {
  const facts = factsOf.get([kind, product, target].join("\t")) ?? [];
  return facts.filter((fact) => !direction || fact.direction === direction)
    .map((fact) => ({ fact, count: countOf(fact, certainty, origin) }))
    .filter(({ count }) => count)
    .sort((a, b) => ORDER.indexOf(a.fact.direction) - ORDER.indexOf(b.fact.direction))
    .map(({ fact, count }) => chip(fact, count, certainty, origin));
}

function chip(fact, count, certainty, origin) {
  const title = `${fact.product} · ${words(fact.direction)} · ${fact.target}`;
  const told = `${counted(count.sentences, "statement")} in ${counted(count.papers, "paper")}, belief ${fact.belief.toFixed(2)}`;
  const button = make("button", {
    type: "button", class: `chip ${fact.direction}`, "data-belief": level(fact.belief), title: told, "aria-label": `${title}: ${told}`,
  }, `${SIGNS[fact.direction] ?? ""} ${count.sentences.toLocaleString("en")}`);
  button.addEventListener("click", () => openEvidence({
    title, keys: [["effect", fact.product, fact.target, fact.kind, fact.direction]], total: told, certainty, origin,
  }));
  return button;
}

function drawHeatmap(filters) {
  const targets = data.targets.filter((row) => row.kind === filters.kind && (!filters.target || row.target === filters.target));
  const products = data.products.filter((product) => !filters.product || product === filters.product);
  const drawn = targets.map(({ target }) => ({ target, cells: products.map((product) => chips(filters, product, target)) }))
    .filter(({ cells }) => cells.some((cell) => cell.length));
  const used = products.map((_, at) => drawn.some(({ cells }) => cells[at].length));
  const place = byId("heatmap-table");
  const count = drawn.flatMap(({ cells }) => cells.flat()).length;
  byId("filter-state").textContent = `${counted(count, "effect")} on ${counted(drawn.length, "target")}`;
  byId("heatmap-note").textContent = rest(filters.kind);
  if (!drawn.length) {
    place.replaceChildren(make("p", {}, "No sentence fits the filters."));
    return;
  }
  const table = make("table", { class: "grid" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, KINDS[filters.kind] ?? words(filters.kind)),
      ...products.filter((_, at) => used[at]).map((product) => make("th", { scope: "col" }, product)))),
    make("tbody", {}, ...drawn.map(({ target, cells }) => make("tr", {}, make("th", { scope: "row" }, target),
      ...cells.filter((_, at) => used[at]).map((cell) => make("td", {}, ...(cell.length ? cell : [make("span", { class: "none" }, "·")])))))));
  place.replaceChildren(table);
  startGrid(table);
}

function rest(kind) {
  const shown = data.targets.filter((row) => row.kind === kind);
  const parts = [];
  if (shown.length && shown[0].target_total > shown.length) parts.push(`${shown.length} of ${shown[0].target_total.toLocaleString("en")} targets`);
  if (data.product_total > data.products.length) parts.push(`${data.products.length} of ${data.product_total.toLocaleString("en")} products`);
  return parts.length ? `Shown: ${parts.join(" and ")}, those with most sentences.` : "";
}
