// Keys of a page: each presses its button or goes to its field. Off within fields; whoever wants none turns them off.
const KEY = "shortcuts";
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

function areOn() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function tell(button) {
  button.hidden = false;
  button.textContent = areOn() ? button.dataset.labelOn : button.dataset.labelOff;
}

const switches = () => document.querySelectorAll("[data-shortcuts-switch]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !areOn()) return;
  if (event.target.closest(TYPING)) return;
  const wanted = document.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches(TYPING)) wanted.focus();
  else wanted.click();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-shortcuts-switch]")) return;
  try {
    localStorage.setItem(KEY, areOn() ? "off" : "on");
  } catch {
    // Then they stay as they are.
  }
  switches().forEach(tell);
});

// What comes in place of the page's main part is read from its beginning, and its buttons know their state.
document.addEventListener("htmx:afterSettle", () => {
  switches().forEach(tell);
  document.getElementById("contenu")?.focus({ preventScroll: true });
});

switches().forEach(tell);
