// Leaving a page whose form with data-editor holds what isn't saved asks first.
let unsaved = false;

const changed = (event) => {
  if (event.target.closest?.("[data-editor]")?.matches("form") && event.target.name) unsaved = true;
};

document.addEventListener("input", changed);
document.addEventListener("blocks", () => (unsaved = true));
document.addEventListener("submit", () => (unsaved = false));

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
