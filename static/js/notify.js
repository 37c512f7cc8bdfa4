// Switches notifications of a couple's page on and off. Nothing is asked, loaded or registered
// before the button is pressed.
const here = document.querySelector("[data-notify]");
const MARK = "webpush:"; // as in messaging/subscription.py
const NAME_BYTES = 16;

const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server calls a browser: it tells nothing of its address.
async function nameOf(subscription) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return MARK + text(digest.slice(0, NAME_BYTES));
}

function names() {
  return here.dataset.names.split(" ").filter(Boolean);
}

function isOfThisKey(subscription) {
  const key = subscription.options.applicationServerKey;
  return !!key && text(key) === here.dataset.notify;
}

async function current() {
  const registration = await navigator.serviceWorker.getRegistration(here.dataset.page);
  return registration ? registration.pushManager.getSubscription() : null;
}

async function stateNow() {
  if (!able) return navigator.standalone === false ? "home" : "unable";
  if (Notification.permission === "denied") return "denied";
  const subscription = await current();
  const known = subscription && names().includes(await nameOf(subscription));
  return known ? "on" : "off";
}

function show(state, failed = false) {
  const said = here.querySelector("[data-said]");
  here.dataset.state = state;
  said.textContent = (failed ? said.dataset.failed : said.dataset[state]) || "";
  here.querySelector("[data-start]").hidden = state !== "off";
  here.querySelector("[data-stop]").hidden = state !== "on";
}

async function post(url, fields) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

async function subscribed() {
  await navigator.serviceWorker.register(here.dataset.worker, { scope: here.dataset.page });
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old && !isOfThisKey(old)) await old.unsubscribe();
  return pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(here.dataset.notify),
  });
}

async function start() {
  if ((await Notification.requestPermission()) !== "granted") return;
  const subscription = await subscribed();
  const { p256dh, auth } = subscription.toJSON().keys;
  const { endpoint } = subscription;
  await post(here.dataset.post, { endpoint, p256dh, auth, key: here.dataset.notify });
  here.dataset.names = [...names(), await nameOf(subscription)].join(" ");
}

async function stop() {
  const subscription = await current();
  if (!subscription) return;
  await post(here.dataset.takeBack, { endpoint: subscription.endpoint });
  const gone = await nameOf(subscription);
  here.dataset.names = names().filter((name) => name !== gone).join(" ");
  await subscription.unsubscribe();
}

// The button that was pressed goes away: the sentence takes its place for the keyboard, too.
async function on(button, deed) {
  button.setAttribute("aria-disabled", "true");
  let failed = false;
  try {
    await deed();
  } catch {
    failed = true;
  }
  button.removeAttribute("aria-disabled");
  show(await stateNow(), failed);
  if (button.hidden) here.querySelector("[data-said]").focus();
}

if (here) {
  for (const [selector, deed] of [["[data-start]", start], ["[data-stop]", stop]]) {
    const button = here.querySelector(selector);
    button.addEventListener("click", () => {
      if (!button.hasAttribute("aria-disabled")) on(button, deed);
    });
  }
  show(await stateNow());
}
