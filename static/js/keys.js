// j and k walk through a list, / goes to its search, ? shows what the keys do.
const WRITES = "input, textarea, select, [contenteditable]";

function links() {
  const rows = document.querySelectorAll(".main [data-list] > *, .main table.rows tbody > tr");
  return [...new Set([...rows].map((row) => row.querySelector("a[href]")).filter(Boolean))];
}

function walk(step) {
  const all = links();
  const here = all.findIndex((one) => one === document.activeElement);
  const there = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  all[Math.min(Math.max(there, 0), all.length - 1)]?.focus();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  "/": () => document.querySelector(".main input[type=search]")?.focus(),
  "?": () => document.getElementById("help")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest?.(WRITES)) return;
  if (document.querySelector("dialog[open]") || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) KEYS["?"]();
});
