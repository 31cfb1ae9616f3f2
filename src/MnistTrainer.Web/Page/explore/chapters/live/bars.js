// The ten outputs of a network as bars.
import { Digits } from "../../digits.js";
import { element } from "../../dom.js";
import { decimal } from "../../numbers.js";

export function outputBars(label) {
  const rows = Array.from({ length: Digits }, (_, digit) => {
    const [bar, value] = [element("i"), element("span", {}, "\u2013")];
    return { bar, value, row: element("li", {}, element("b", {}, String(digit)), element("div", {}, bar), value) };
  });
  return {
    element: element("ol", { class: "outputs", "aria-label": label }, rows.map(({ row }) => row)),
    // outputs: numbers from 0 to 1, or null for none. label: the digit that the image shows, if it is known.
    show(outputs, target = null) {
      const best = outputs ? outputs.indexOf(Math.max(...outputs)) : null;
      rows.forEach(({ bar, value, row }, digit) => {
        bar.style.setProperty("width", `${100 * (outputs?.[digit] ?? 0)}%`);
        value.textContent = outputs ? decimal(outputs[digit], 2) : "\u2013";
        row.classList.toggle("best", digit === best);
        row.classList.toggle("target", digit === target);
      });
    },
  };
}
