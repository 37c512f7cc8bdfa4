// On news, asks [data-feed] for what came since its cursor and puts on top what isn't there yet.
// Some seconds come twice on purpose: a row can appear behind a younger one.
const MOST = 30;

function ids(list) {
  return new Set([...list.children].map((row) => row.dataset.id));
}

function take(list, fresh) {
  const there = ids(list);
  const rows = [...fresh.children].filter((row) => row.dataset.id && !there.has(row.dataset.id));
  if (rows.length) for (const row of list.querySelectorAll("li:not([data-id])")) row.remove();
  list.prepend(...rows);
  while (list.children.length > MOST) list.lastElementChild.remove();
  if (fresh.dataset.since) list.dataset.since = fresh.dataset.since;
}

async function ask(feed) {
  const list = feed.querySelector("[data-since]");
  const address = new URL(feed.dataset.feed, location.href);
  address.searchParams.set("since", list.dataset.since);
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  take(list, page.querySelector("[data-since]"));
}

let asking = false;
let again = false;

// One question at a time; news meanwhile is one more question.
async function hear() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    for (const feed of document.querySelectorAll("[data-feed]")) await ask(feed);
  } catch {
    // The line is away: live.js says so, and asks again once it is back.
  }
  asking = false;
  if (again) hear();
}

document.body.addEventListener("news", hear);
