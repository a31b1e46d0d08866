
// Explore replaces itself as reports do: its marks, headings and offers lead to other states.
const explore = () => document.querySelector("#explore");

// Filters have the names of dimensions. These are the others.
const ownNames = ["measures", "rows", "columns", "visual", "order", "top", "figures", "totals", "filter", "lang"];
const isFilter = name => explore() ? !ownNames.includes(name) : name.startsWith("filter.");

const ask = address => dashboard() ? go(address) : htmx.ajax("GET", address, { source: explore(), target: "#explore", select: "#explore", swap: "outerMorph" });

// A cell of a large table has no link of its own: it takes those of its row and its column.
document.addEventListener("click", event => {
  const cell = event.target.closest("table[data-cells] td:not(.none)");
  const row = cell?.parentElement.querySelector("th a[data-mark]");
  const column = cell?.closest("table").tHead.rows[0].cells[cell.cellIndex]?.querySelector("a[data-mark]");
  if (!row || !column || event.target.closest("a")) {
    return;
  }
  const next = new URL(row.href);
  for (const [name, value] of new URL(column.href).searchParams) {
    next.searchParams.set(name, value);
  }
  ask(next.pathname + readable(next.search));
});

if (explore()) {
  document.addEventListener("click", event => {
    const link = event.target.closest("#explore :is(a[data-mark], a[data-order], .repairs a, .chips a)");
    if (link && !event.ctrlKey && !event.metaKey && !event.altKey && event.button === 0) {
      event.preventDefault();
      const href = link.getAttribute("href");
      ask(event.shiftKey && link.hasAttribute("data-mark") ? location.pathname + added(href) : href);
    }
  });
  // On a phone the answer comes first, and the fields open on demand. They stay as the reader left them.
  const fields = () => explore().querySelector("[data-slicers]");
  let isOpen = !(explore().querySelector(".report") && matchMedia("(max-width: 60rem)").matches);
  fields().open = isOpen;
  document.addEventListener("htmx:before:swap", () => { isOpen = fields().open; });
  document.addEventListener("htmx:after:swap", () => {
    fields().open = isOpen;
    showState("#explore form.ask");
    document.querySelectorAll("#explore [data-members]").forEach(makeSearchable);
  });
}
