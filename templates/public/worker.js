// Shows what a vendor sent to this page's person, and opens it on a tap. It keeps nothing, and
// controls nothing beside the one page it was loaded from.
const page = self.registration.scope;

function told(data) {
  try {
    return data.json();
  } catch {
    return {}; // a browser wants something to be shown all the same
  }
}

// Links lead through our own address; anything else would be somebody else's.
function place(link) {
  const url = new URL(link || page, page);
  return url.origin === self.location.origin ? url.href : page;
}

async function open(link) {
  const url = place(link);
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((one) => one.url === url);
  return tab ? tab.focus() : self.clients.openWindow(url);
}

self.addEventListener("push", (event) => {
  const { title, body, link, tag } = told(event.data);
  const shown = { body: body || "", tag: tag || "note", data: { link: link || "" } };
  event.waitUntil(self.registration.showNotification(title || self.location.host, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.link));
});

// An update of the browser takes over at once: nobody has this page open all day.
self.addEventListener("install", () => self.skipWaiting());
