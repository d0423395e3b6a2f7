
// --- all of it together ---
verdict();
overview.append(decidedHere, ...parts());
showDecisions();
follow();
if (data.signed) document.querySelector("footer").append(make("small", "for what has the digest " + data.signed.sum));
