// A number in its place in a figure: a field to type in, which the keys up and down change, too.
import { element } from "./dom.js";
import { brief, clamp, shortest, typed } from "./numbers.js";
import { shared } from "./texts.js";

// field: a list of the state, and index, which of its numbers. problem: the element for what is wrong with a typed text.
export function cell({ state }, { field, index, label, from = -10, to = 10, step = 0.1, problem }) {
  const value = () => state.values[field][index];
  const set = changed => state.set({ [field]: state.values[field].map((old, i) => i === index ? changed : old) });
  const found = () => {
    const number = typed(input.value);
    return number !== undefined && number >= from && number <= to ? number : undefined;
  };
  const mark = isValid => {
    input.setAttribute("aria-invalid", String(!isValid));
    problem.textContent = isValid ? "" : `${label}: ${shared("expectNumber", brief(from), brief(to))}`;
  };
  let isFresh = false;
  const input = element("input", {
    type: "text", class: "cell", inputmode: from < 0 ? "text" : "decimal", autocomplete: "off", "aria-label": label,
    onfocus: () => { isFresh = true; input.select(); },
    // The click that brings the focus would end the selection.
    onclick: () => {
      if (isFresh)
        input.select();
      isFresh = false;
    },
    oninput: () => {
      if (found() !== undefined)
        set(found());
    },
    onchange: () => mark(found() !== undefined),
    onblur: () => {
      if (found() !== undefined)
        show();
    },
    onkeydown: event => {
      const move = { ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (move === undefined)
        return;
      event.preventDefault();
      set(Number(clamp(value() + move * step * (event.shiftKey ? 10 : 1), from, to).toPrecision(12)));
      show();
    },
  });
  const show = () => {
    input.value = shortest(value()).replace("-", "\u2212");
    if (input.getAttribute("aria-invalid") === "true")
      mark(true);
  };
  let shown;
  state.onChange(() => {
    if (value() === shown)
      return;
    shown = value();
    // What is being typed stays as it is.
    if (document.activeElement !== input || found() !== shown)
      show();
  });
  return input;
}
