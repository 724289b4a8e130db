// A form that comes back with errors speaks first.
document.querySelector("[data-errors]")?.focus();
