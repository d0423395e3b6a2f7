
// --- the keyboard: everything can be reached with Tab; single keys can be switched off ---
const focused = () => shadow.activeElement && shadow.activeElement.closest(".fig");
const typing = one => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName);
const KEYS = {
  n: () => step(1, amiss), p: () => step(-1, amiss),
  j: () => step(1, found || inOrder), k: () => step(-1, found || inOrder),
  "/": () => { words.focus(); words.select() },
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const figure = focused();
  if (event.key == "Escape") { if (!chosen.hidden) back(); else clear() }
  else if (figure && (event.key == "Enter" || event.key == " ")) { choose(Number(figure.dataset.f), "document"); event.preventDefault() }
  else if (figure && /^Arrow(Left|Right)$/.test(event.key)) { step(event.key == "ArrowRight" ? 1 : -1, found || inOrder); event.preventDefault() }
  else if (shortcuts.checked && KEYS[event.key] && !typing(event.target)) { KEYS[event.key](); event.preventDefault() }
});
for (const skip of document.querySelectorAll(".skips a")) skip.addEventListener("click", event => {
  event.preventDefault();
  place(skip.hash.slice(1)).focus();
});
