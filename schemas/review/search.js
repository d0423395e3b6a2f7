
// --- search by words, value, concept, period; by outcome and statement; next and previous; links to all of it ---
const words = place("words"), statement = place("statement"), filters = place("filters"), matching = place("matching");
const haystack = [];
let wanted = "", found = null, matches = null;

function hay(row) {
  if (haystack[row] === undefined) haystack[row] = [said("label", row), said("concept", row), said("context", row), said("unit", row), data.figures.value[row].replaceAll(",", "")].join("\n").toLowerCase();
  return haystack[row];
}
// each word must stand somewhere in what a figure says of itself; commas inside numbers say nothing
const terms = () => words.value.toLowerCase().replaceAll(/(\d),(?=\d)/g, "$1").split(/\s+/).filter(Boolean);
function search() {
  const asked = terms(), active = asked.length || wanted || statement.value;
  if (matches) matches.remove();
  matches = null;
  found = active ? rowsThat(row => (!wanted || standing(row).key == wanted) && (!statement.value || said("statement", row) == statement.value) && asked.every(one => hay(row).includes(one))) : null;
  matching.textContent = found ? many(found.length, "figure") : "";
  for (const one of filters.children) one.setAttribute("aria-pressed", one.dataset.o == wanted);
  page.classList.toggle("dim", Boolean(found));
  const fits = new Set(found);
  if (found) for (const [row, one] of spanOf) one.classList.toggle("shown", fits.has(row));
  if (!found) return;
  matches = section("Figures that match (" + found.length + ")", true, () => found.length ? [figuresOf(found)] : nothing("None does."));
  overview.prepend(matches);
  if (!chosen.hidden) { chosen.hidden = true; overview.hidden = false }
}
function clear() { words.value = ""; statement.value = ""; wanted = ""; search(); linkTo(at) }
const inOrder = rowsThat(row => standing(row).key != "silent");
const amiss = [...new Set([...failures.flatMap(one => one.suspects.length ? one.suspects.flat().map(each => each.row) : [one.row]), ...inOrder.filter(wrong)])].filter(row => row !== null && row < data.own);
function step(by, rows) {
  if (!rows.length) return;
  const now = rows.indexOf(at), next = now < 0 ? by > 0 ? 0 : rows.length - 1 : (now + by + rows.length) % rows.length;
  choose(rows[next], "keys");
}
for (const one of standings) if (one.key != "silent") {
  const press = button(one.tick + " " + one.name + " " + data.counts[one.key], () => { wanted = wanted == one.key ? "" : one.key; search(); linkTo(null) });
  press.dataset.o = one.key;
  press.setAttribute("aria-pressed", "false");
  filters.append(press);
}
for (const name of [...new Set(rowsThat(() => true).map(row => said("statement", row)))].filter(Boolean)) statement.append(new Option(name, name));
statement.parentElement.hidden = statement.options.length < 2;
words.addEventListener("input", () => { search(); linkTo(null) });
statement.addEventListener("change", () => { search(); linkTo(null) });
place("next").onclick = () => step(1, found || inOrder);
place("previous").onclick = () => step(-1, found || inOrder);

// --- links: the figure, the words and the filters stand behind the #, and come back from there ---
function linkTo(row) {
  const parts = new URLSearchParams();
  if (row !== null) parts.set("figure", row);
  for (const [name, value] of [["words", words.value], ["outcome", wanted], ["statement", statement.value]]) if (value) parts.set(name, value);
  const hash = String(parts) && "#" + parts;
  if (hash != location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
}
function follow() {
  const parts = new URLSearchParams(location.hash.slice(1));
  words.value = parts.get("words") || "";
  wanted = standings.some(one => one.key == parts.get("outcome")) ? parts.get("outcome") : "";
  statement.value = parts.get("statement") || "";
  search();
  if (/^\d+$/.test(parts.get("figure") || "")) choose(Number(parts.get("figure")), "link");
}
addEventListener("hashchange", follow);
