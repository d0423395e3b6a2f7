
// --- all of it together ---
verdict();
overview.append(...parts());
follow();
