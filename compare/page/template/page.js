"use strict";
// What the page does beyond showing: filters, sorting, and a figure's sentence beside it. Without this script
// the table is whole, and a figure leads to its sentence further down.

const table = document.getElementById("cards");
const body = table.tBodies[0];
const filters = document.getElementById("filters");
const rows = [...body.rows];

function chosen(name) {
  return document.getElementById("filter-" + name).value.trim();
}

function filter() {
  const words = chosen("words").toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits =
      ["year", "group", "verdict"].every((name) => !chosen(name) || row.dataset[name] === chosen(name)) &&
      row.textContent.toLowerCase().includes(words);
    row.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown").textContent = `${shown}项，共${rows.length}项`;
}

const keys = {
  year: (row) => Number(row.dataset.year),
  gap: (row) => (row.dataset.gap === "" ? null : Number(row.dataset.gap)),
  verdict: (row) => Number(row.dataset.verdictOrder),
  indicator: (row) => row.dataset.indicator,
  change: (row) => row.dataset.change || null,
};

function compare(one, other) {
  return typeof one === "string" ? one.localeCompare(other, "zh-CN") : one - other;
}

function sort(head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  const key = keys[head.dataset.sort];
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const ordered = rows.map((row) => [key(row), row]);
  ordered.sort(([one], [other]) => {
    if (one === null || other === null) return (one === null) - (other === null); // what isn't known stands last
    return down ? compare(other, one) : compare(one, other);
  });
  body.append(...ordered.map(([, row]) => row));
}

for (const head of table.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", `按${head.textContent}排序`);
  // beside the words, not around them: a browser repeats no button at the head of each printed page
  head.append(button);
  button.addEventListener("click", () => sort(head));
}

const dialog = document.getElementById("source");
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.figure");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const source = document.getElementById("source-" + link.dataset.number);
  document.getElementById("source-title").textContent = "出处" + link.dataset.number;
  document.getElementById("source-text").replaceChildren(
    ...[...source.children].map((part) => part.cloneNode(true)),
  );
  dialog.showModal();
});

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.part:not([open]), details.findings:not([open])")];
  for (const one of opened) one.open = true;
});
window.addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});

filters.addEventListener("input", filter);
filters.addEventListener("reset", () => setTimeout(filter));
filters.addEventListener("submit", (event) => event.preventDefault());
filters.hidden = false;
filter();
