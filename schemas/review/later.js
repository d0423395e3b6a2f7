
// --- long documents: what lies far below is put in its place when it comes near, as it is reached, or for paper ---
const LONG = 3000, PIECE = 400, LONG_TABLE = 150;
const nearing = new IntersectionObserver(seen => { for (const one of seen) if (one.isIntersecting) replace(one.target) }, { rootMargin: "1200px", scrollMargin: "1200px" });
const holders = new Set();

function replace(holder) {
  nearing.unobserve(holder);
  holders.delete(holder);
  for (const inner of holder.piece.querySelectorAll(".later")) nearing.observe(inner);
  holder.replaceWith(holder.piece);
}
function putOff(container, some, hold) {
  const weight = one => one.getElementsByTagName("*").length + 1;
  let piece = null, size = PIECE;
  for (const one of some.slice(1)) {
    if (size >= PIECE) {
      const holder = hold();
      one.before(holder);
      holder.piece = piece = document.createDocumentFragment();
      piece.holder = holder;
      holder.height = 0;
      holders.add(holder);
      size = 0;
    }
    size += weight(one);
    piece.holder.height += one.localName == "tr" ? 24 : 8 + 24 * one.getElementsByTagName("tr").length + 22 * Math.ceil(one.textContent.length / 110);
    piece.append(one);
  }
}
// the element whose children are the document: it is wrapped in any number of others
function busiest(root) {
  let found = root;
  while (found.children.length && found.children.length < 20) {
    const heaviest = [...found.children].sort((a, b) => b.getElementsByTagName("*").length - a.getElementsByTagName("*").length)[0];
    if (/^(table|tbody|tr)$/.test(heaviest.localName) || heaviest.getElementsByTagName("*").length * 2 < root.getElementsByTagName("*").length) break;
    found = heaviest;
  }
  return found;
}
function shorten(root) {
  if (root.getElementsByTagName("*").length < LONG) return;
  for (const table of root.querySelectorAll("table")) if (table.rows.length > LONG_TABLE && !table.querySelector("[rowspan]")) for (const body of table.tBodies) putOff(body, [...body.rows], () => make("tr", undefined, "later"));
  const around = busiest(root);
  if (!/^(table|tbody|tr)$/.test(around.localName)) putOff(around, [...around.children], () => make("div", undefined, "later"));
  for (const holder of holders) { holder.style.height = holder.height + "px"; if (holder.getRootNode() == shadow) nearing.observe(holder) }
}
function attach(one) {
  for (let root = one.getRootNode(); root.holder; root = one.getRootNode()) replace(root.holder);
}
function attachAll() { while (holders.size) for (const holder of holders) if (holder.getRootNode() == shadow) replace(holder) }
