// What every part of the page needs: the data, and elements made of plain text, so that no text of a paper becomes markup.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const SIGNS = { increase: "▲", decrease: "▼", no_change: "=", modulate: "◆" };
const KINDS = { CYTOKINE: "Cytokine", MEDIATOR: "Mediator", IMMUNE_CELL: "Immune cell", OUTCOME: "Outcome", CONDITION: "Condition" };

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function encoded(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}

function counted(number, one, more = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
}

function words(name) {
  return name.replaceAll("_", " ").toLowerCase();
}
