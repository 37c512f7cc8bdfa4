// A button with data-insert puts its text where the caret was last in a form with data-editor;
// input[data-filter] narrows the list of that id down. Alt+F leads there and Enter takes the first.
const TEXTS = "[data-editor] :is(textarea, input:not([type]), input[type=text])";
let last = null;

function offered(list) {
  return [...list.querySelectorAll("[data-words]:not([hidden]) [data-insert]")];
}

function narrow(input) {
  const list = document.getElementById(input.dataset.filter);
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of list.querySelectorAll("[data-words]")) {
    const text = one.dataset.words.toLowerCase();
    one.hidden = !words.every((word) => text.includes(word));
  }
  for (const group of list.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-words]:not([hidden])");
  }
  list.querySelector("[data-none]").hidden = offered(list).length > 0;
}

// In a condition a field stands bare, without braces and without a fallback.
function insert(text) {
  const into = last?.isConnected ? last : document.querySelector(TEXTS);
  const bare = into.name.endsWith(".when") ? text.replace(/^\{\{\s*([\w.]+).*$/, "$1") : text;
  into.focus();
  into.setRangeText(bare, into.selectionStart, into.selectionEnd, "end");
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

function step(from, by) {
  const all = offered(from.closest("[data-editor]").querySelector("[id=field-list]"));
  all[Math.min(Math.max(all.indexOf(from) + by, 0), all.length - 1)]?.focus();
}

// The list comes a second time, with what is known of each field: perhaps in the middle of a word.
function show() {
  for (const input of document.querySelectorAll("[data-filter]")) {
    input.hidden = false;
    narrow(input);
  }
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(TEXTS)) last = event.target;
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filter]")) narrow(event.target);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (button) insert(button.dataset.insert);
});

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("[data-filter]");
  if (search && event.altKey && event.code === "KeyF") {
    event.preventDefault();
    search.focus();
  }
  if (!event.target.matches?.("[data-filter], [data-insert]")) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    step(event.target, by);
  }
  if (event.key === "Enter" && event.target === search) {
    event.preventDefault();
    narrow(search);
    offered(document.getElementById(search.dataset.filter))[0]?.click();
    search.value = "";
    narrow(search);
  }
});

show();
document.addEventListener("htmx:load", show);
