// ⌘K or Ctrl K opens #palette: a combobox (ARIA 1.2) whose listbox the server fills. Without this
// module [data-palette] is a link to the page that finds the same.
const WAIT = 120;
const dialog = document.getElementById("palette");

function options() {
  return [...dialog.querySelectorAll("[role=option]")];
}

function mark(at) {
  const all = options();
  const input = dialog.querySelector("input");
  for (const [index, one] of all.entries()) one.setAttribute("aria-selected", String(index === at));
  if (!all[at]) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

function marked() {
  return options().findIndex((one) => one.getAttribute("aria-selected") === "true");
}

let asked = 0;

async function ask() {
  const mine = ++asked;
  const address = new URL(dialog.dataset.find, location.href);
  address.searchParams.set("q", dialog.querySelector("input").value);
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (mine !== asked || !answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  dialog.querySelector("[data-found]").replaceChildren(...page.body.children);
  dialog.querySelector("[data-count]").textContent = `${options().length}`;
  mark(0);
}

function open() {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
  ask();
}

function steer(event) {
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) {
    event.preventDefault();
    mark((marked() + step + all.length) % all.length);
  }
  if (event.key === "Enter" && all[marked()]) {
    event.preventDefault();
    all[marked()].click();
  }
}

if (dialog) {
  let waiting = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]")) {
      event.preventDefault();
      open();
    }
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", steer);
  dialog.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
}
