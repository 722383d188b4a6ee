// The filters: one choice each, kept in the address so that a view can be sent to somebody else.
const form = byId("filters");
const FILTERS = ["product", "kind", "target", "direction", "certainty", "origin"];
const listeners = [];

const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));

function fillKinds() {
  const present = Object.keys(KINDS).filter((kind) => kind === "CYTOKINE" || data.targets.some((row) => row.kind === kind));
  const others = [...new Set(data.targets.map((row) => row.kind))].filter((kind) => !(kind in KINDS));
  form.elements.kind.replaceChildren(
    ...[...present, ...others].map((kind) => make("option", { value: kind }, KINDS[kind] ?? words(kind))));
}

function fillTargets(target) {
  const { kind } = chosen();
  const names = data.targets.filter((row) => row.kind === kind).map((row) => row.target).sort((a, b) => a.localeCompare(b));
  form.elements.target.replaceChildren(make("option", { value: "" }, "all"), ...names.map((name) => make("option", {}, name)));
  form.elements.target.value = names.includes(target) ? target : "";
  byId("target-label").textContent = KINDS[kind] ?? words(kind);
}

function changed() {
  const values = chosen();
  const told = Object.entries(values).filter(([name, value]) => value && !(name === "kind" && value === "CYTOKINE"));
  const address = new URLSearchParams(told).toString();
  history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search);
  for (const listener of listeners) listener(values);
}

function restore() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (!FILTERS.some((name) => asked.has(name))) return;
  form.elements.kind.selectedIndex = 0;
  for (const name of FILTERS) {
    const field = form.elements[name];
    const value = asked.get(name) ?? "";
    if (name === "target") fillTargets(value);
    else if ([...field.options].some((option) => option.value === value)) field.value = value;
  }
}

function startFilters() {
  fillKinds();
  fillTargets("");
  restore();
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") fillTargets("");
    changed();
  });
  form.addEventListener("reset", () => setTimeout(() => { fillTargets(""); changed(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { restore(); for (const listener of listeners) listener(chosen()); });
  for (const listener of listeners) listener(chosen());
}
