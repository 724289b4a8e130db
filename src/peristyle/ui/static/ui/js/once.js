// A form is sent once, however often the button is pressed; who comes back to the page may send it again.
const PATIENCE = 10_000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, PATIENCE, form);
});

addEventListener("pageshow", () => document.querySelectorAll("[data-once]").forEach(release));
