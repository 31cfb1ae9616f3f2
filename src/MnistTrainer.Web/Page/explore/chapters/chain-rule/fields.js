// Fields for every number of the network, under a drawing of it.
import { element, uniqueId } from "../../dom.js";
import { brief, shortest, typed } from "../../numbers.js";
import { prose } from "../../prose.js";
import { shared } from "../../texts.js";
import { hiddenWeight, outputWeight, Size, Typed } from "./model.js";

const pairs = [...Array(Size).keys()].flatMap(from => [...Array(Size).keys()].map(to => [from, to]));

export function fields(chapter, { id }) {
  const { text, state, memory } = chapter;
  const group = (name, all) => element("fieldset", {}, element("legend", {}, name), all);
  const details = element("details", { class: "fields", open: memory.get(`fields-${id}`) === true, ontoggle: () => memory.set(`fields-${id}`, details.open) },
    element("summary", {}, text("change")), ...prose(text("changeNote")),
    element("div", { class: "groups" },
      group(text("inputs"), [0, 1].map(i => field(chapter, { name: "inputs", at: i, label: `o${i + 1}`, from: -10, to: 10 }))),
      group(text("hiddenWeights"), pairs.map(([i, j]) => field(chapter, { name: "weights", at: hiddenWeight(i, j), label: `w${i + 1}${j + 1}`, from: -Typed, to: Typed }))),
      group(text("outputWeights"), pairs.map(([j, k]) => field(chapter, { name: "weights", at: outputWeight(j, k), label: `w${j + 1}${k + 1}`, from: -Typed, to: Typed }))),
      group(text("targets"), [0, 1].map(k => field(chapter, { name: "targets", at: k, label: `t${k + 1}`, from: 0, to: 1 })))),
    element("button", { type: "button", class: "small", onclick: () => state.reset("inputs", "weights", "targets") }, text("original")));
  return details;
}

// One number of a list in the state.
function field({ state }, { name, at, label, from, to }) {
  const problem = element("small", { class: "problem", id: uniqueId("problem"), hidden: true });
  const input = element("input", {
    type: "text", class: "exact", inputmode: from < 0 ? "text" : "decimal", autocomplete: "off", "data-number": `${name}-${at}`, "aria-describedby": problem.id,
    onchange: () => {
      const value = typed(input.value);
      const isValid = value !== undefined && value >= from && value <= to;
      show(isValid);
      if (isValid) {
        state.set({ [name]: state.values[name].map((old, i) => i === at ? value : old) });
        input.value = shortest(value);
      }
    },
  });
  const show = isValid => {
    input.setAttribute("aria-invalid", String(!isValid));
    problem.hidden = isValid;
    problem.textContent = isValid ? "" : shared("expectNumber", brief(from), brief(to));
  };
  let shown;
  state.onChange(values => {
    // What is being typed stays as it is while other values change.
    const isTyped = document.activeElement === input && (values[name][at] === shown || !problem.hidden);
    shown = values[name][at];
    if (isTyped)
      return;
    input.value = shortest(shown);
    show(true);
  });
  return element("label", {}, element("span", {}, label), input, problem);
}
