// Listens for hints that something moved and passes them on as `news` events on the body, where
// hx-trigger="news from:body" hears them. Says at [data-live] whether the line is open, and at
// [data-line] when it isn't.
const SIGNED_OUT = 4401;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const APART = 800; // a page asks again at most this often (ms)

let wait = FIRST_WAIT;
let state = "";
let last = 0;
let planned = 0;

// The shell has them in the language of the page; a page without it has them beside [data-live].
function words() {
  return document.querySelector("[data-line]")?.dataset ?? {};
}

function show() {
  if (!state) return;
  for (const element of document.querySelectorAll("[data-live]")) {
    if (element.dataset.state === state) continue;
    element.dataset.state = state;
    element.textContent = element.dataset[state] || words()[state] || "";
  }
  // The shell speaks up only while something is wrong.
  for (const element of document.querySelectorAll("[data-line]")) {
    element.textContent = state === "on" ? "" : words()[state];
    element.hidden = state === "on";
  }
}

function tell() {
  planned = 0;
  last = Date.now();
  document.body.dispatchEvent(new CustomEvent("news"));
}

function hear() {
  if (!planned) planned = setTimeout(tell, Math.max(0, last + APART - Date.now()));
}

// A page may name a line of its own, such as a couple's: data-live="/live/p/…/".
function line() {
  return document.querySelector("[data-live]")?.dataset.live || "/live/";
}

function connect() {
  const socket = new WebSocket(new URL(line(), location.href.replace(/^http/, "ws")));
  socket.addEventListener("message", hear);
  socket.addEventListener("open", () => {
    if (state === "off") hear(); // whatever was missed meanwhile
    wait = FIRST_WAIT;
    state = "on";
    show();
  });
  socket.addEventListener("close", (event) => {
    state = event.code === SIGNED_OUT ? "out" : "off";
    show();
    if (state === "out") return;
    setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(2 * wait, LONGEST_WAIT);
  });
}

if (document.querySelector("[data-live], [data-line]")) {
  connect();
  document.body.addEventListener("htmx:load", show);
}
