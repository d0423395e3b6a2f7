
// --- what is wrong first, then what nothing holds, then what was accepted, then everything ---
function failure(one) {
  const kind = one.decided ? "culprit" : one.suspects.length ? "suspect" : one.severity == "error" ? "culprit" : "note";
  const box = make("div", undefined, "card " + kind), [first] = one.suspects;
  if (one.decided && first) for (const each of first) box.append(correction(each));
  else if (one.suspects.length) box.append(filled("p", "", make("span", "! One of these may be wrong:", "is suspect"), ...one.suspects.map(group => filled("span", "", " ", ...group.flatMap(each => [linked(each.row, each.label), " (" + each.reported + ", then " + each.suggested + ") "])))));
  const own = filled("p", "", make("strong", (one.severity == "error" ? "" : one.severity + ": ") + one.code + " "), linked(one.row, one.message));
  box.append(own);
  const more = filled("details", "", make("summary", "Why, and where"));
  if (one.verdict) more.append(make("p", one.verdict));
  const shown = one.ties.map(index => data.ties[index].working).filter(Boolean), known = words => shown.some(working => words.endsWith(working));
  for (const each of one.decided && first ? first : []) for (const words of each.working) if (!known(words)) more.append(make("p", words, "note"));
  for (const words of one.notes) if (!known(words)) more.append(make("p", words, "note"));
  for (const index of one.ties) more.append(tie(index, null, true));
  for (const [words, place, row] of one.related) more.append(filled("p", "note", linked(row, words), " at " + place));
  for (const [words, row] of one.also) more.append(filled("p", "note", "also at ", linked(row, words)));
  more.append(make("p", "at " + one.at, "note"));
  if (one.help) more.append(make("p", "help: " + one.help, "note"));
  box.append(more);
  const open = one.ties.filter(accepts);
  if (open.length) box.append(deciding(open));
  return box;
}
function correction(one) {
  const line = filled("p", "fix", make("span", "✗ ", "is culprit"), linked(one.row, one.label), " ", make("del", one.reported), " → ", make("ins", one.suggested));
  if (one.slip) line.append(make("span", " " + one.slip, "note"));
  return line;
}
function item(row) {
  const name = filled("span", "", link(row), make("small", said("context", row)));
  const one = filled("div", "", make("span", standing(row).tick, "is " + standing(row).key), name, make("span", data.figures.value[row], "value"));
  one.title = standing(row).name;
  return one;
}
const rowsThat = test => Array.from({ length: data.own }, (_, row) => row).filter(test);
const figuresOf = rows => listing(rows, item, 40);
const listOf = (some, build, height) => [named("cards", listing(some, build, height))];
function section(heading, open, make_) {
  const one = filled("details", "part", filled("summary", "", make("h2", heading)));
  const fill = () => { if (one.open && !one.built) { one.built = true; one.append(...make_()) } };
  one.addEventListener("toggle", fill);
  one.open = open;
  one.fill = fill;
  fill();
  return one;
}
function accepted(group) {
  const covered = listing(group.covers, ([words, at, row]) => filled("div", "", make("span", "⚑", "is waived"), filled("span", "", linked(row, words), make("small", at)), make("span")), 40);
  return filled("div", "card waived", make("p", many(group.covers.length, "finding") + " of " + group.code, "is waived"), make("p", group.reason), filled("details", "", make("summary", "Each of them"), covered));
}
// errors before warnings; of each those first that name a figure and what it should be, then those that name some
const rank = one => (one.severity == "error" ? 0 : 4) + (one.decided && one.suspects.length ? 0 : one.suspects.length ? 1 : one.row !== null ? 2 : 3);
const failures = data.findings.filter(one => one.severity != "note").sort((a, b) => rank(a) - rank(b)), notes = data.findings.filter(one => one.severity == "note");
const nothing = words => [make("p", words, "note")];
function parts() {
  const open = rowsThat(row => standing(row).key == "unprotected"), left = rowsThat(row => standing(row).key == "indeterminate");
  const covered = data.waived.reduce((sum, one) => sum + one.covers.length, 0), all = rowsThat(row => standing(row).key != "silent");
  const made = [section("What is wrong (" + failures.length + ")", true, () => failures.length || data.untold.length ? [...listOf(failures, failure, 110), ...untold()] : nothing("Nothing that was checked fails."))];
  made.push(...since());
  made.push(section("Unprotected figures (" + open.length + ")", !failures.length && open.length > 0, () => [...nothing("No check holds these: a slip in one would not be noticed."), figuresOf(open)]));
  if (left.length) made.push(section("Left open (" + left.length + ")", false, () => [...nothing("Their checks could not be decided; each figure says why."), figuresOf(left)]));
  made.push(section("Waived, with reasons (" + covered + ")", false, () => data.waived.length ? listOf(data.waived, accepted, 90) : nothing("Nothing is waived.")));
  made.push(section("All figures (" + all.length + ")", false, () => [figuresOf(all)]));
  if (notes.length) made.push(section("Notes (" + notes.length + ")", false, () => listOf(notes, failure, 90)));
  made.push(section("What was checked, and how", false, about));
  return made;
}
function untold() {
  return data.untold.length ? [make("p", many(data.untold.length, "more check fails", "more checks fail") + " that the settings leave out:", "note"), ...listOf(data.untold, index => tie(index, null), 120)] : [];
}
function about() {
  const lines = data.asides.map(line => "not counted: " + line), signed = data.signed;
  const keys = filled("p", "note noprint", make("kbd", "n"), " and ", make("kbd", "p"), " the next and the previous that is wrong, ", make("kbd", "j"), " and ", make("kbd", "k"), " any figure, ", make("kbd", "/"), " search, ", make("kbd", "Esc"), " back. ");
  lines.push("engines: " + data.engines.join(", "));
  if (signed) {
    lines.push("checked by tieout " + signed.version + " on " + signed.date);
    for (const [name, value] of signed.options) lines.push("option " + name + ": " + value);
    for (const [kind, path, digest] of signed.basis) if (digest) lines.push(kind + ": " + path + " · SHA-256 " + digest);
  }
  return [...lines.map(line => make("p", line, "note")), filled("div", "noprint", keys, filled("label", "", shortcuts, " keys are on"))];
}
const shortcuts = make("input");
shortcuts.type = "checkbox";
shortcuts.checked = true;

// --- the line on top: the verdict, and how much of the report it rests on ---
function verdict() {
  const errors = data.findings.filter(one => one.severity == "error").length, warnings = failures.length - errors;
  const own = data.counts, figures = data.own - own.silent, covered = figures - own.unprotected - own.indeterminate;
  const told = [errors && many(errors, "error"), warnings && many(warnings, "warning")].filter(Boolean).join(", ");
  const ties = kind => data.ties.reduce((sum, one) => sum + (one.outcome == kind), 0);
  const counted = ["proven", "rounding", "waived", "failed", "indeterminate"].map(kind => ties(kind).toLocaleString("en"));
  const words = ["hold", "within rounding", "waived", "fail", "indeterminate"].map((word, index) => counted[index] + " " + word).join(", ");
  const behind = data.own < count ? " · " + many([...Array(data.own).keys()].filter(row => tiesOf[row].some(index => /^(proven|rounding)$/.test(data.ties[index].outcome) && data.ties[index].rows.some(one => one >= data.own))).length, "figure") + " in other documents too" : "";
  place("verdict").append(make("strong", told || "Nothing fails", told ? "culprit" : "proven"), " · " + many(figures, "figure") + ", " + (figures ? Math.floor(100 * covered / figures) + "%" : "none") + " of them covered · " + many(data.ties.length, "check") + ": " + words + behind);
}
