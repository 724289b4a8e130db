// Requests that htmx makes carry the page's CSRF token.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// Once a form is sent another page follows: what htmx would still ask is of no use, and its token may be spent.
// A form that htmx sends itself is prevented from leaving.
let leaving = false;
window.addEventListener("submit", (event) => {
  leaving = !event.defaultPrevented;
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) event.preventDefault();
});
