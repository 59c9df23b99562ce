// Keys that make reading quicker; every page works without them.
// "/" goes to the search box; on a document j and k go through its claims, Enter opens one.

/** @param {KeyboardEvent} event */
const typing = (event) => event.target instanceof HTMLElement && event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey;

/** @param {number} step */
const walk = (step) => {
  const links = [...document.querySelectorAll(".margin > li > a:first-child, .lines > li > details > summary, .hits > li > a")];
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step];
  if (next instanceof HTMLElement) next.focus();
};

document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q")?.focus();
  } else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
});
