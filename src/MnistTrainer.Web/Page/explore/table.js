// The numbers of a figure as text: a table that opens, for readers and screen readers.
import { element } from "./dom.js";
import { inline } from "./prose.js";
import { shared } from "./texts.js";

// columns: texts. rows(values): rows of texts, the first of which is the row's heading. marked(values): the number of the row to highlight, or null.
export function table({ state, memory }, { id, caption, columns, rows, marked = () => null }) {
  const body = element("tbody");
  const details = element("details", { class: "numbers", id: `table-${id}`, open: memory.get(`table-${id}`) === true, ontoggle: () => { memory.set(`table-${id}`, details.open); show(); } },
    element("summary", {}, shared("table")),
    element("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
      element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, columns.map(name => element("th", { scope: "col" }, inline(name))))), body)));
  // A closed table is not built: figures change with every frame.
  const show = () => {
    if (!details.open)
      return;
    const values = state.values;
    const current = marked(values);
    body.replaceChildren(...rows(values).map(([head, ...cells], i) => element("tr", { class: i === current && "current", "aria-current": i === current && "step" },
      element("th", { scope: "row" }, head), cells.map(cell => element("td", {}, cell)))));
  };
  state.onChange(show);
  return details;
}
