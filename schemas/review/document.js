
// --- the document, in a tree of its own; figures it does not show are listed below it ---
const main = place("document"), shadow = main.attachShadow({ mode: "open" });
const written = main.querySelector("template").content;
for (const one of written.querySelectorAll(".fig")) dress(one, Number(one.dataset.f));
shadow.append(document.importNode(written, true));
const page = shadow.querySelector("article"), spanOf = new Map(), lists = [];
for (const one of page.querySelectorAll(".fig")) spanOf.set(Number(one.dataset.f), one);
shorten(page);
let reachable = null, marked = null;

// a figure is a button, unless it holds other figures or states no number: there is nothing to press on then
function dress(one, row) {
  if (standing(row).key == "silent" || one.querySelector(".fig")) return;
  one.tabIndex = -1;
  one.setAttribute("role", "button");
  if (!one.childElementCount) one.setAttribute("aria-label", one.textContent + ", " + standing(row).name);
}
function listed(row) {
  const one = make("span", data.figures.value[row], "fig " + standing(row).key);
  one.dataset.f = row;
  one.dataset.tick = standing(row).tick;
  dress(one, row);
  spanOf.set(row, one);
  const line = filled("div", "line", make("span", said("label", row)), make("span", said("context", row)), filled("span", "", one, unitOf(row)), make("small", where(row)));
  line.title = said("label", row) + ", " + said("context", row);
  return line;
}
function append(heading, rows) {
  if (!rows.length) return;
  const head = filled("div", "line head", ...["What", "When and of what", "Value", "Where"].map(words => make("span", words)));
  const list = listing(rows, listed, 24);
  lists.push({ rows: new Map(rows.map((row, index) => [row, index])), list });
  page.append(make("h2", heading, "list"), head, list);
}
append(data.shows ? "Figures the document does not show" : "Figures", data.listed.filter(row => row < data.own));
append("What stands behind them in other documents", data.listed.filter(row => row >= data.own));

function span(row) {
  if (!spanOf.has(row)) for (const one of lists) if (one.rows.has(row)) one.list.reach(one.rows.get(row));
  const one = spanOf.get(row);
  if (one) attach(one);
  return one;
}
function mark(row, focused) {
  const one = row === null ? undefined : span(row);
  if (marked) marked.classList.remove("on");
  marked = one;
  if (!one) return;
  one.classList.add("on");
  reach(one);
  one.scrollIntoView({ block: "center" });
  if (focused) one.focus({ preventScroll: true });
}
// one figure at a time is in the order of the Tab key; the arrows and j, k go from one to the next
function reach(one) {
  if (one.getAttribute("role") != "button") return;
  if (reachable) reachable.tabIndex = -1;
  reachable = one;
  one.tabIndex = 0;
}
const firstButton = page.querySelector("[role=button]");
if (firstButton) reach(firstButton);
shadow.addEventListener("click", event => {
  const one = event.target.closest(".fig");
  if (one) choose(Number(one.dataset.f), "document");
});
