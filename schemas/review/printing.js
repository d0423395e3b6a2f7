
// --- on paper: every part opened, and each check in one line below the document ---
const MOST_LINES = 4000, MOST_ROWS = 4000;
let folded = [];
addEventListener("beforeprint", () => {
  if (!chosen.hidden) back();
  folded = [...overview.querySelectorAll("details:not([open])")].filter(one => !one.querySelector("h2") || !/^All figures/.test(one.textContent));
  for (const one of folded) { one.open = true; if (one.fill) one.fill() }
  for (const inner of overview.querySelectorAll("details.part[open] details:not([open])")) { inner.open = true; folded.push(inner) }
  for (const list of overview.querySelectorAll(".rows, .cards")) list.whole();
  attachAll();
  for (const one of lists) if (one.rows.size <= MOST_ROWS) one.list.whole(); else one.list.hidden = true;
  const evidence = place("evidence"), lines = data.ties.slice(0, MOST_LINES).map(one => make("p", SIGNS[one.outcome] + " " + text(one.code) + " " + text(one.frame) + ": " + one.terms.map(term => text(term[0])).join(", ") + ": " + (one.working || text(one.title)) + (text(one.reason) ? "; " + text(one.reason) : "")));
  const more = data.ties.length - lines.length;
  const hidden = lists.filter(one => one.list.hidden).reduce((sum, one) => sum + one.rows.size, 0);
  evidence.replaceChildren(make("h2", many(data.ties.length, "check")), filled("div", "lines", ...lines));
  if (more) evidence.append(make("p", "and " + many(more, "more", "more") + ", on the page itself"));
  if (hidden) evidence.append(make("p", many(hidden, "figure") + " of the list stand on the page itself"));
  evidence.hidden = false;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
  for (const one of lists) one.list.hidden = false;
  place("evidence").hidden = true;
  place("evidence").replaceChildren();
});
