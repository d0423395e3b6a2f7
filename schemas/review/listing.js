
// --- long lists: a part of one is built when it comes near what is seen ---
const PART = 50;
function listing(rows, line, height) {
  const list = make("div", undefined, "rows"), parts = [];
  const build = part => { if (part.waiting) { part.append(...part.waiting().map(line)); part.waiting = null; part.style.minHeight = ""; watch.unobserve(part) } };
  const watch = new IntersectionObserver(seen => { for (const one of seen) if (one.isIntersecting) build(one.target) }, { rootMargin: "800px", scrollMargin: "800px" });
  for (let from = 0; from < rows.length; from += PART) {
    const part = make("div");
    part.waiting = () => rows.slice(from, from + PART);
    part.style.minHeight = height * Math.min(PART, rows.length - from) + "px";
    parts.push(part);
    watch.observe(part);
  }
  list.append(...parts);
  if (parts.length) build(parts[0]);
  list.reach = index => build(parts[Math.floor(index / PART)]);
  list.whole = () => parts.forEach(build);
  return list;
}
