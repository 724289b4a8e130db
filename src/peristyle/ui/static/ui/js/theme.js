"use strict";
// The choice of a light or dark page made in this browser, applied before anything is painted; without one the system
// decides. A choice kept in the reader's account comes with the page and goes first.
// Not a module, since modules wait for the page; the block keeps its names to itself.
{
  const KEY = "theme";
  const ORDER = ["auto", "light", "dark"];

  function chosen() {
    try {
      const theme = localStorage.getItem(KEY);
      return ORDER.includes(theme) ? theme : "auto";
    } catch {
      return "auto"; // Storage may be forbidden.
    }
  }

  function apply(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  function remember(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // The choice then lasts as long as the page.
    }
  }

  if (!document.documentElement.dataset.theme) apply(chosen());

  document.addEventListener("DOMContentLoaded", () => {
    for (const toggle of document.querySelectorAll("[data-theme-toggle]")) {
      let theme = chosen();
      const label = toggle.querySelector("[data-theme-label]");
      const tell = () => {
        label.textContent = toggle.dataset[`label${theme[0].toUpperCase()}${theme.slice(1)}`];
      };
      tell();
      toggle.hidden = false;
      toggle.addEventListener("click", () => {
        theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
        apply(theme);
        remember(theme);
        tell();
      });
    }
  });
}
