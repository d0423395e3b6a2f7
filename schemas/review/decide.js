
// --- decisions: a failure accepted with a reason, a name and a last day; undone; and all of them as a waiver file ---
const REMEMBERED = { by: "", until: "" }, asking = new Set();
let decisions = data.decided || (history.state && history.state.decisions) || [];
const same = (one, other) => one.code == other.code && JSON.stringify(one.figures) == JSON.stringify(other.figures);
const entry = index => ({ code: text(data.ties[index].code), figures: data.ties[index].accepts });
const decided = index => decisions.find(one => same(one, entry(index)));
const accepts = index => Boolean(data.ties[index].accepts);
const today = (years = 0) => { const day = new Date(); return [day.getFullYear() + years, day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, "0")).join("-") };

// a text as a basic string of TOML: JSON's, and what TOML has no place for escaped as well
const quoted = words => JSON.stringify(words.toWellFormed ? words.toWellFormed() : words).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, one => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"));
function waiverFile() {
  return decisions.map(one => ["[[waiver]]", "code = " + quoted(one.code), ...["reason", "by", "until"].map(key => key + " = " + quoted(one[key])), "[waiver.figures]", ...one.figures.map(([name, value]) => quoted(name) + " = " + quoted(value))].join("\n") + "\n").join("\n");
}
async function settle(made) {
  const before = decisions;
  decisions = made;
  if (data.served) {
    const answer = await fetch("decisions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ version: data.served, decisions }) }).catch(() => null);
    if (!answer || !answer.ok) { decisions = before; saying(answer ? await answer.text() : "tieout review --serve does not answer any more: nothing was written") }
  } else history.replaceState({ decisions }, "");
  for (const one of asking) if (one.isConnected) one.show(); else asking.delete(one);
  showDecisions();
}
function field(name, one, value) {
  one.value = value || "";
  one.required = true;
  return filled("label", "field", make("span", name), one);
}
// what asks whether some failing checks are accepted, or says that they are
function deciding(ties) {
  const box = make("div", undefined, "noprint decide");
  box.show = () => {
    const done = ties.map(decided);
    if (done.every(Boolean)) {
      const words = "⚑ accepted by " + done[0].by + " until " + done[0].until + ": " + done[0].reason;
      box.replaceChildren(make("p", words, "is waived"), button("Undo", () => settle(decisions.filter(one => !done.includes(one)))));
    } else box.replaceChildren(button(ties.length > 1 ? "Accept these " + ties.length + " checks…" : "Accept…", ask));
  };
  const ask = () => {
    const reason = make("textarea"), by = make("input"), until = make("input"), problem = make("p", "", "is failed");
    until.type = "date";
    until.min = today();
    reason.rows = 3;
    problem.setAttribute("role", "alert");
    const accept = () => {
      const missing = [[reason, "a reason"], [by, "a name"], [until, "a last day from today on"]].find(([one]) => !one.value.trim() || !one.checkValidity());
      if (missing) { problem.textContent = "It takes " + missing[1] + "."; missing[0].focus(); return }
      Object.assign(REMEMBERED, { by: by.value, until: until.value });
      settle([...decisions, ...ties.filter(index => !decided(index)).map(index => ({ ...entry(index), reason: reason.value.trim(), by: by.value.trim(), until: until.value }))]);
    };
    box.replaceChildren(field("Reason", reason), field("Name", by, REMEMBERED.by), field("Until", until, REMEMBERED.until || today(1)), problem, button("Accept", accept), " ", button("Cancel", box.show));
    reason.focus();
  };
  box.show();
  asking.add(box);
  return box;
}
const decidedHere = make("section", undefined, "decided");
function saying(words) { decidedHere.prepend(filled("p", "is failed", words)) }
function showDecisions() {
  decidedHere.replaceChildren();
  if (!decisions.length) return;
  const lines = decisions.map(one => filled("li", "card waived", make("p", "⚑ " + one.code + " accepted by " + one.by + " until " + one.until, "is waived"), make("p", one.reason), ...one.figures.map(([name, value]) => make("p", name + " = " + value, "note")), button("Undo", () => settle(decisions.filter(other => other != one)))));
  const list = filled("details", "", make("summary", many(decisions.length, "decision")), filled("ol", "", ...lines));
  list.open = decisions.length < 4;
  decidedHere.append(make("h2", data.served ? "Accepted here, and written to " + data.waiverFile : "Accepted here, not saved yet"), list);
  if (data.served) return;
  const file = make("textarea");
  file.readOnly = true;
  file.rows = 6;
  file.value = waiverFile();
  const save = () => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([waiverFile()], { type: "application/toml" }));
    link.download = "waivers.toml";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  decidedHere.append(filled("p", "noprint", button("Save waivers.toml", save), make("span", " beside the report, or name it with --waivers; add it to the one that is there", "note")), filled("label", "field noprint", make("span", "The file"), file));
}
// served by tieout itself, the page is shown again when what it rests on has changed
if (data.served) setInterval(async () => {
  const answer = await fetch("version").catch(() => null);
  if (answer && answer.ok && await answer.text() != data.served && !document.querySelector(".decide textarea")) location.reload();
}, 1000);
