// Keys and comforts that make reading quicker; every page works without them.
// "/" goes to the search box; j and k go from line to line; on a document they show each claim's words in the text.

/** @param {KeyboardEvent} event */
const typing = (event) => event.target instanceof HTMLElement && event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey;

const LINES = ".margin > li > a:first-child, .lines > li > details > summary, .hits > li > a:first-child, .queue > li > .two > a:first-child, .queue > li > p > a[href^=\"/claim/\"], .rows > li > a:first-child, .rows > li > h2 > a";

/** @param {number} step */
const walk = (step) => {
  const links = [...document.querySelectorAll(LINES)];
  const focused = links.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : links.findIndex((link) => link.closest(".margin > .chosen"));
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
  else document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});

// A document: the claim in the margin and its words in the text are chosen together.
/** @param {string} claim  its number in the margin */
const choose = (claim) => {
  for (const item of document.querySelectorAll(".margin > li, .text mark, .sheet .box")) {
    const mine = item.dataset.claim === claim || (item.dataset.claims ?? "").split(" ").includes(claim);
    item.classList.toggle("chosen", mine);
  }
};
document.querySelector(".margin")?.addEventListener("focusin", (event) => {
  const claim = event.target.closest("li")?.dataset.claim;
  if (claim === undefined) return;
  choose(claim);
  document.querySelector(".text mark.chosen, .sheet .box.chosen")?.scrollIntoView({ block: "center", behavior: "instant" });
  showOnSheet();
});
// A scan: the picture, which scrolls by itself beside its text, shows the words that are chosen.
const showOnSheet = () => {
  const box = document.querySelector(".sheet .box.chosen");
  const sheet = box?.closest(".sheet");
  if (sheet) sheet.scrollTop += box.getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 2;
};
for (const picture of document.querySelectorAll(".sheet img")) picture.addEventListener("load", showOnSheet);
for (const words of document.querySelectorAll(".text")) words.addEventListener("click", (event) => {
  const claim = event.target.closest("mark")?.dataset.claims?.split(" ")[0];
  if (claim === undefined) return;
  choose(claim);
  showOnSheet();
  document.querySelector(`.margin > li[data-claim="${claim}"]`)?.scrollIntoView({ block: "nearest" });
});

const margin = document.querySelector(".reading aside");
const first = margin?.querySelector(".margin > .chosen");
if (first instanceof HTMLElement) margin.scrollTop = first.offsetTop - margin.clientHeight / 3;

// A line of a dossier that is pointed at by the address opens.
const pointed = () => {
  const details = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector(":scope > details") : null;
  if (details) details.open = true;
};
addEventListener("hashchange", pointed);
pointed();

// Lines are opened for printing, so that their words are on the paper.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((item) => { item.open = true; }));

// Adding: the page asks how far it is, and files may be dropped anywhere on it.
const follow = async () => {
  const shown = document.getElementById("progress");
  if (shown?.dataset.running !== "yes") return;
  await new Promise((done) => setTimeout(done, 1000));
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const fresh = page.getElementById("progress");
  if (fresh?.dataset.running !== "yes") location.reload();
  else {
    shown.replaceWith(fresh);
    follow();
  }
};
follow();
const drop = document.querySelector("form.drop");
if (drop) {
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer?.files.length) {
      drop.elements.namedItem("files").files = event.dataTransfer.files;
      drop.requestSubmit();
    }
  });
}

// What takes a while to find is fetched when the rest of the page stands.
for (const shown of document.querySelectorAll("[data-later]")) {
  fetch(shown.dataset.later).then((answer) => answer.text()).then((text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(shown.id);
    if (fresh) shown.replaceWith(fresh);
  }).catch(() => undefined); // the link that stands there leads to the same
}

// A citation is copied with one press.
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.from)?.innerText ?? "";
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done;
  });
}
