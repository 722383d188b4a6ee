// The sentences behind a number, in a dialog that the keyboard can leave with Esc.
const { evidence } = data;
const dialog = byId("evidence");

function openEvidence({ title, keys, total, certainty = "", origin = "", product = "" }) {
  const numbers = keys.map((key) => evidence.numbers[key.join("\t")]).filter(Boolean);
  const held = [...new Set(numbers.flatMap((number) => number.statements))].map((place) => evidence.statements[place]);
  const shown = held.filter((statement) => (!certainty || statement.certainty === certainty)
    && (!origin || statement.origin === origin) && (!product || statement.head === product));
  const all = numbers.reduce((sum, number) => sum + number.total, 0);
  byId("evidence-title").textContent = title;
  byId("evidence-note").replaceChildren(...note(shown.length, held.length, all, total, [certainty, origin, product], keys[0]));
  byId("evidence-list").replaceChildren(...shown.map(article));
  dialog.showModal();
  dialog.scrollTop = 0;
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

// The question that gives all statements of a number, of which the page keeps some.
const QUESTIONS = {
  effect: ([agent, target]) => `from effects where agent = ${quoted(agent)} and target = ${quoted(target)}`,
  route: ([name, year]) => `from routes where route = ${quoted(name)}${year && ` and year = ${year}`}`,
  source: ([name, year]) => `from cell_sources where cell_source = ${quoted(name)}${year && ` and year = ${year}`}`,
  label: ([label]) => `from evidence where label = ${quoted(label)}`,
  trial: ([trial]) => `from trial_reports where trial_id = ${quoted(trial)}`,
};

function note(shown, held, all, total, filters, [kind, ...names]) {
  const kept = filters.filter(Boolean);
  const parts = [`${counted(shown, "sentence")}${kept.length ? ` (${kept.join(", ")})` : ""}`];
  if (total !== undefined) parts.push(total);
  if (held < all) parts.push(`${held} of ${all.toLocaleString("en")} statements are kept in this file`);
  const text = `${parts.join("; ")}.`;
  return held < all ? [`${text} All: `, make("code", {}, `stroma query "${QUESTIONS[kind](names)}"`)] : [text];
}

function article(statement) {
  const sentence = evidence.sentences[statement.sentence];
  const paper = evidence.documents[sentence.document];
  const facts = [statement.effect, statement.place && `in ${statement.place}`, statement.condition, statement.species];
  return make("li", {},
    make("blockquote", {}, ...marked(sentence.text ?? "", statement.marks ?? [])),
    make("p", { class: "where" }, ...paperLine(paper, sentence)),
    make("p", { class: "tags" },
      ...[statement.certainty, statement.origin].filter(Boolean).map((tag) => make("span", { class: `tag ${tag}` }, tag)),
      ` ${facts.filter(Boolean).join(" · ")}`,
      statement.method ? make("small", {}, ` ${statement.method}${statement.confidence ? `, ${statement.confidence}` : ""}`) : null),
    ...citations(sentence.document, statement.citations ?? []),
    picture(sentence));
}

function marked(text, marks) {
  const parts = [];
  let end = 0;
  const characters = [...text];
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (from < end) continue;
    parts.push(characters.slice(end, from).join(""), make("mark", {}, characters.slice(from, to).join("")));
    end = to;
  }
  return [...parts, characters.slice(end).join("")];
}

function paperLine(paper, sentence) {
  const name = paper.title ?? paper.file;
  const parts = [paper.doi ? make("a", { href: `https://doi.org/${encoded(paper.doi)}`, rel: "noreferrer" }, name) : make("span", {}, name)];
  if (paper.year) parts.push(` (${paper.year})`);
  if (sentence.section) parts.push(`, ${sentence.section}`);
  if (sentence.page) {
    parts.push(", ", paper.link
      ? make("a", { href: `${encoded(paper.link)}#page=${sentence.page}`, target: "_blank", rel: "noreferrer" }, `page ${sentence.page}`)
      : `page ${sentence.page}`);
  }
  return parts;
}

function citations(document_key, numbers) {
  const works = numbers.map((number) => evidence.references[`${document_key}:${number}`] ?? { number });
  if (!works.length) return [];
  return [make("ul", { class: "citations", "aria-label": "Cited works" }, ...works.map((work) => make("li", {},
    `[${work.number}] ${work.text ?? ""} `,
    work.doi ? make("a", { href: `https://doi.org/${encoded(work.doi)}`, rel: "noreferrer" }, work.doi) : null)))];
}

function picture(sentence) {
  const page = data.pictures[`${sentence.document}:${sentence.page}`];
  if (!page || !sentence.box) return null;
  const details = make("details", { class: "page" }, make("summary", {}, `Picture of page ${sentence.page}`));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("img")) return;
    const frame = make("span", { class: "frame" });
    const [left, top, right, bottom] = sentence.box;
    Object.assign(frame.style, {
      left: `${(100 * left) / page.width}%`, top: `${(100 * top) / page.height}%`,
      width: `${(100 * (right - left)) / page.width}%`, height: `${(100 * (bottom - top)) / page.height}%`,
    });
    details.append(make("div", { class: "sheet" }, make("img", { src: page.src, alt: `Page ${sentence.page}, the sentence framed` }), frame));
  });
  return details;
}

function startEvidence() {
  byId("evidence-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-keys]");
    if (button) openEvidence({ title: button.dataset.title, keys: JSON.parse(button.dataset.keys), certainty: button.dataset.certainty });
  });
}
