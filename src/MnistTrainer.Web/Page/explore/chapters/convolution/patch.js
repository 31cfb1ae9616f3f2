// A few numbers as a square: those under a filter, its products, or the gradient of its weights.
import { element } from "../../dom.js";
import { brief } from "../../numbers.js";

// kind: "ink" for numbers from 0 to 1, else the color says their sign.
export function patch({ caption, kind = "signed" }) {
  const body = element("div", { class: `patch-numbers ${kind}`, role: "img" });
  return {
    element: element("figure", { class: "patch" }, element("figcaption", {}, caption), body),
    // marked: the index of a number to highlight; null for none.
    show(values, { largest = Math.max(1e-9, ...values.map(Math.abs)), marked = null, format = brief } = {}) {
      const size = Math.sqrt(values.length);
      body.dataset.size = String(size);
      body.setAttribute("aria-label", `${caption}: ${values.map(value => format(value)).join(", ")}`);
      body.replaceChildren(...values.map((value, i) => {
        const cell = element("span", { class: `${value < 0 ? "negative" : "positive"}${i === marked ? " marked" : ""}` }, format(value));
        cell.style.setProperty("--share", `${Math.round(26 * Math.min(1, Math.abs(value) / largest))}%`);
        return cell;
      }));
    },
  };
}
