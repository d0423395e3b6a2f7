
// --- what the page was given, and how it makes elements: what a report says is put in as text, never as markup ---
const data = JSON.parse(document.currentScript.previousElementSibling.textContent);
const standings = data.standings, count = data.figures.label.length;
const place = name => document.getElementById(name);
const text = number => data.texts[number];
const said = (column, row) => data.texts[data.figures[column][row]];
const standing = row => standings[data.figures.standing[row]];
const wrong = row => data.figures.standing[row] < 2;
const SIGNS = { proven: "✓", rounding: "≈", waived: "⚑", failed: "✗", indeterminate: "?" };
const SAYS = { proven: "holds", rounding: "holds within rounding", waived: "fails, and is waived", failed: "fails", indeterminate: "is indeterminate" };

function make(tag, words, kind) {
  const one = document.createElement(tag);
  if (words !== undefined) one.textContent = words;
  if (kind) one.className = kind;
  return one;
}
function filled(tag, kind, ...parts) { const one = make(tag, undefined, kind); one.append(...parts); return one }
function button(words, act, kind) { const one = make("button", words, kind); one.type = "button"; one.onclick = act; return one }
const many = (number, one, more) => number.toLocaleString("en") + " " + (number == 1 ? one : more || one + "s");

// which ties and findings a figure has, and its other mentions: gathered once
const tiesOf = Array.from({ length: count }, () => []), findingsOf = new Map(), mentions = new Map(), alike = new Map();
const within = (map, key, made) => map.get(key) || map.set(key, made()).get(key);
data.ties.forEach((tie, index) => { for (const row of tie.rows) tiesOf[row].push(index) });
data.findings.forEach((one, index) => {
  const rows = new Set([one.row, ...one.also.map(at => at[1]), ...one.related.map(at => at[2]), ...one.suspects.flat().map(each => each.row)]);
  for (const row of rows) if (row !== null) within(findingsOf, row, () => []).push(index);
});
for (const rows of data.figures.again) for (const row of rows) mentions.set(row, rows);
for (const tie of data.ties) if (tie.same) for (const row of tie.rows) for (const other of tie.rows) within(alike, row, () => new Set()).add(other);
const again = row => [...new Set([...(mentions.get(row) || []), ...(alike.get(row) || [])])].filter(one => one != row);

function where(row) {
  const { line, column, pointer } = data.figures;
  return said("file", row) + (line[row] ? ":" + line[row] + (column[row] ? ":" + column[row] : "") : "") + (pointer[row] ? "#" + pointer[row] : "");
}
const unitOf = row => said("unit", row) ? " " + said("unit", row) : "";
