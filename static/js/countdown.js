// Counts down to the instant in [data-until]; the server has written what was left at first.
const MINUTE = 60_000;

function show() {
  for (const element of document.querySelectorAll("[data-until]")) {
    const minutes = Math.max(0, Math.floor((Date.parse(element.dataset.until) - Date.now()) / MINUTE));
    element.textContent = `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
  }
}

setInterval(show, MINUTE / 2);
