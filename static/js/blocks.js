// Blocks in [data-blocks] lists move by Alt+↑ and Alt+↓ and by dragging their handle. The buttons
// that do it without this module stand in every block; here they are only pressed.
let dragged = null;

const blockOf = (node) => node.closest?.("[data-block]");
const siblings = (block) => [...block.parentElement.children];

function press(block, which) {
  const button = block.querySelector(`:scope > fieldset [data-${which}]`);
  if (button.getAttribute("aria-disabled") !== "true") button.click();
}

document.addEventListener("keydown", (event) => {
  const which = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const block = event.altKey && which && blockOf(event.target);
  if (block) {
    event.preventDefault();
    press(block, which);
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && event.target.form?.matches("[data-editor]")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

function unmark() {
  for (const one of document.querySelectorAll(".before, .after")) one.classList.remove("before", "after");
}

// Over which half of a block of the same list the pointer is: it lands before or after that.
function landing(event) {
  const over = [...document.elementsFromPoint(event.clientX, event.clientY)]
    .map(blockOf)
    .find((one) => one && one !== dragged && one.parentElement === dragged.parentElement);
  if (!over) return null;
  const { top, height } = over.getBoundingClientRect();
  return { over, after: event.clientY > top + height / 2 };
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.("[data-handle]") ? blockOf(event.target) : null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.block); // some drag nothing without data
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  const found = dragged && landing(event);
  unmark();
  if (!found) return;
  event.preventDefault();
  found.over.classList.add(found.after ? "after" : "before");
});

document.addEventListener("drop", (event) => {
  const found = dragged && landing(event);
  if (!found) return;
  event.preventDefault();
  const rest = siblings(dragged).filter((one) => one !== dragged);
  const to = rest.indexOf(found.over) + (found.after ? 1 : 0);
  const button = document.querySelector("[data-drop]");
  button.value = `move:${dragged.dataset.block}:${to}`;
  button.click();
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  unmark();
});
