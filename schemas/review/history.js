
// --- against an earlier page: what is new, changed and gone, and which marks carry over ---
const past = data.history, isNew = new Set(past && past.new), carried = new Set(past && past.carried);
const renamed = new Map(past ? past.renamed : []);
const changedRow = new Map(past ? past.changed.map(one => [one[0], one]) : []);

function before(row) {
  if (!past || row >= data.own || !data.figures.interval[row]) return "";
  if (isNew.has(row)) return "new since " + past.against;
  const mark = carried.has(row) ? "its mark carries over" : "its mark does not carry over";
  const was = changedRow.get(row);
  return (was ? (past.earlier ? "published then as " : "was ") + was[1] + (was[2] ? " " + was[2] : "") + " at " + was[3] : renamed.has(row) ? "as it was, called " + renamed.get(row) : "as it was") + "; " + mark;
}
function changedLine([row, was]) {
  return filled("div", "", make("span", "Δ", "is suspect"), filled("span", "", link(row), make("small", said("context", row))), filled("span", "value", make("del", was), " → ", make("ins", data.figures.value[row])));
}
function goneLine([label, context, value, unit, at]) {
  return filled("div", "", make("span", "−", "is unprotected"), filled("span", "", label, make("small", context + " · " + at)), make("span", value + (unit ? " " + unit : ""), "value"));
}
function since() {
  if (!past) return [];
  const again = inOrder.filter(row => data.figures.interval[row] && tiesOf[row].length && !carried.has(row));
  const part = (heading, rows, list) => rows.length ? [section(heading + " (" + rows.length + ")", false, () => [list(rows)])] : [];
  const words = "Against " + past.against + (past.earlier ? ", of an earlier period: what both give was published then." : ".");
  const made = section("Since then: " + past.changed.length + " changed, " + past.new.length + " new, " + past.gone.length + " gone", past.changed.length > 0, () => [
    ...nothing(words),
    ...nothing(many(past.carried.length, "mark carries", "marks carry") + " over of " + past.marked.toLocaleString("en") + ": nothing they rest on changed."),
    ...(past.changed.length ? [make("h3", past.earlier ? "Otherwise than published then" : "Changed"), listing(past.changed, changedLine, 40)] : []),
    ...part("Of another name", past.renamed, rows => listing(rows, ([row, was]) => filled("div", "", make("span", "Δ", "is suspect"), filled("span", "", link(row), make("small", "was called " + was)), make("span", data.figures.value[row], "value")), 40)),
    ...part("New", past.new, figuresOf), ...part("Gone", past.gone, rows => listing(rows, goneLine, 40)),
    ...part("To be looked at again", again, figuresOf),
  ]);
  return [made];
}
