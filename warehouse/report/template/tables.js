// The tables that are in the page from the start: sorted by a click on a heading, filtered with the rest.
function startSorting(table) {
  const headings = [...table.tHead.rows[0].cells];
  for (const [column, heading] of headings.entries()) {
    heading.querySelector("button").addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === "ascending";
      for (const other of headings) other.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const missing = (row) => Number(["–", ""].includes(text(row)));
      const sorted = [...table.tBodies[0].rows].sort((a, b) => missing(a) - missing(b)
        || (down ? -1 : 1) * text(a).localeCompare(text(b), "en", { numeric: true }));
      table.tBodies[0].append(...sorted);
    });
  }
}

function filterTables({ product, target }) {
  for (const row of document.querySelectorAll("table.filtered tbody tr")) {
    const fits = (!product || row.dataset.product === product) && (!target || !("target" in row.dataset) || row.dataset.target === target);
    row.classList.toggle("unfit", !fits);
  }
  for (const table of document.querySelectorAll("table.filtered")) {
    if (table.querySelector("tbody tr:not(.unfit)")) table.deleteCaption();
    else table.createCaption().textContent = "No row fits the filters.";
  }
}

function narrow(table, line, what, fits) {
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) row.hidden = !fits(row);
  const shown = rows.filter((row) => !row.hidden).length;
  line.querySelector("span").textContent = `${what}: ${shown} of the ${rows.length} listed.`;
  line.hidden = false;
  line.scrollIntoView({ block: "start" });
  line.querySelector("button").focus({ preventScroll: true });
}

function widen(table, line) {
  for (const row of table.tBodies[0].rows) row.hidden = false;
  line.hidden = true;
}

function startTables() {
  for (const table of document.querySelectorAll("table.sortable")) startSorting(table);
  for (const [table, line] of [["paper-table", "paper-filter"], ["trial-table", "trial-filter"]]) {
    if (byId(line)) byId(line).querySelector("button").addEventListener("click", () => widen(byId(table), byId(line)));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { year, without, with: having, phase, status } = button.dataset;
    const papers = (what, fits) => narrow(byId("paper-table"), byId("paper-filter"), what, fits);
    if (year !== undefined) papers(year === "none" ? "Papers without a year" : `Papers of ${year}`, (row) => row.dataset.year === year);
    if (having) papers(`Papers with ${words(having)}`, (row) => !row.dataset.lacks.split(" ").includes(having));
    if (without) papers(`Papers without ${words(without)}`, (row) => row.dataset.lacks.split(" ").includes(without));
    if (phase !== undefined) {
      narrow(byId("trial-table"), byId("trial-filter"), `Phase ${phase || "not told"}, ${status || "status not told"}`,
        (row) => row.dataset.phase === phase && row.dataset.status === status);
    }
  });
}
