
// --- a figure: what it is, what it may truly be, every tie with its arithmetic, every other mention ---
const chosen = place("chosen"), overview = place("overview"), panel = place("panel");
let at = null, from = null;

function link(row, words) {
  const one = make("a", words === undefined ? said("label", row) : words);
  one.href = "#figure=" + row;
  one.title = where(row);
  one.onclick = event => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); choose(row, "panel") };
  return one;
}
function linked(row, words) { return row === null ? make("span", words) : link(row, words) }
function badge(row) { return make("span", standing(row).tick + " " + standing(row).name, "is " + standing(row).key) }

function choose(row, asked) {
  if (!(row >= 0 && row < count)) return;
  if (asked == "panel" && overview.contains(document.activeElement)) from = document.activeElement;
  at = row;
  chosen.replaceChildren(...figure(row));
  chosen.hidden = false;
  overview.hidden = true;
  panel.scrollTop = 0;
  mark(row, asked == "keys");
  if (asked == "panel") chosen.querySelector("h2").focus({ preventScroll: true });
  linkTo(row);
}
function back() {
  if (chosen.hidden) return;
  chosen.hidden = true;
  overview.hidden = false;
  mark(null);
  linkTo(null);
  (from && from.isConnected ? from : panel).focus();
}
function figure(row) {
  const heading = make("h2", said("label", row)), what = make("dl");
  heading.tabIndex = -1;
  const stated = data.figures.value[row] + unitOf(row), truly = data.figures.interval[row];
  const told = [["Outcome", badge(row)], ["States", stated], ["May truly be", truly && truly != data.figures.value[row] ? truly : ""], ["Of", said("context", row)], ["Before", before(row)], ["Statement", said("statement", row)], ["Concept", said("concept", row)], ["Stands at", where(row)]];
  for (const [name, value] of told) if (value) what.append(make("dt", name), filled("dd", "", value));
  const parts = [filled("p", "noprint", button("Back to the list", back), " ", button("Show in the document", () => mark(row, true))), heading, what];
  parts.push(named("", listing(findingsOf.get(row) || [], index => failure(data.findings[index]), 110)));
  for (const group of data.waived) for (const [message, , covered] of group.covers) if (covered === row) parts.push(filled("div", "card waived", make("p", "⚑ " + group.code + " " + message), make("p", group.reason, "note")));
  const others = again(row);
  parts.push(make("h3", tiesOf[row].length ? many(tiesOf[row].length, "check") + " of it" : "No check covers it"));
  const gravest = [...tiesOf[row]].sort((a, b) => weight(a) - weight(b));
  const list = listing(gravest, index => tie(index, row), 120);
  parts.push(named("", list));
  if (others.length) parts.push(make("h3", many(others.length, "other place", "other places") + " of the same figure"), named("mentions", listing(others, one => mention(one, row), 24)));
  return parts;
}
function mention(one, row) {
  const label = said("label", one), other = label == said("label", row) ? "" : label + " ";
  return filled("p", "", link(one, data.figures.value[one] + unitOf(one)), make("span", " " + other + "at " + where(one), "note"));
}
const named = (name, one) => { one.className = name; return one };
const weight = index => ["failed", "waived", "indeterminate", "rounding", "proven"].indexOf(data.ties[index].outcome);

function tie(index, row, told) {
  const one = data.ties[index];
  const box = filled("div", "card tie " + one.outcome, make("p", SIGNS[one.outcome] + " " + text(one.code) + " " + SAYS[one.outcome], "is " + one.outcome));
  box.append(make("p", text(one.title)), make("p", text(one.frame), "note"), arithmetic(one, row));
  for (const words of [text(one.odds) && "found, not declared: " + text(one.odds), text(one.reason)]) if (words) box.append(make("p", words, "note"));
  if (accepts(index) && !told) box.append(deciding([index]));
  return box;
}
// the figures as an accountant writes them: parts with their signs, a line, the total; or each side of a relation
function arithmetic(one, row) {
  const sum = make("table", undefined, "sum");
  const total = one.terms.filter(term => one.linear && (term[2] == "total" || term[2] == "left"));
  const rest = one.terms.filter(term => !total.includes(term));
  for (const term of rest) line(sum, one.linear ? sign(term[1]) : "", term, row);
  total.forEach((term, index) => line(sum, index ? sign(term[1]) : "=", term, row, index ? "" : "total"));
  if (one.outcome != "proven") for (const [words, value] of [["stated as", one.reported], ["by the others", one.computed]]) if (value) line(sum, "", [words, "1", "", []], row, "note", value);
  if (!one.linear || !one.terms.length) Object.assign(sum.insertRow().insertCell(), { colSpan: 3, className: "working", textContent: one.working });
  return sum;
}
function sign(weight) {
  if (weight == "1") return "+";
  if (weight == "−1") return "−";
  return (weight.startsWith("−") ? "− " : "+ ") + weight.replace("−", "") + " ×";
}
function line(sum, mark, [label, , , rows], row, kind, given) {
  const words = typeof label == "number" ? text(label) : label, first = rows[0];
  const one = sum.insertRow(), value = rows.length ? data.figures.value[first] : given, truly = rows.length ? data.figures.interval[first] : "";
  if (kind) one.className = kind;
  one.insertCell().textContent = mark;
  const name = one.insertCell();
  name.append(rows.length && !rows.includes(row) ? link(first, words) : words);
  if (first >= data.own) name.append(make("small", where(first)));
  const amount = one.insertCell();
  amount.textContent = value;
  if (truly && truly != value) amount.append(make("small", truly));
}
