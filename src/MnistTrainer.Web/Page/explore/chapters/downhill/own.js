// The same descent on any function that is typed in.
import { element, uniqueId } from "../../dom.js";
import { ExpressionError, functionNames, parse } from "../../expression.js";
import { arrow, curve, dot, segment, tangent } from "../../marks.js";
import { clamp, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { slider } from "../../slider.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { descend } from "./model.js";

const Steps = 50;
const Samples = 400;
const Rest = x => [0 * x, 0];

// The function that was typed, or where it is wrong. Parsed once for each text.
let last = { text: null };
function functionOf(text) {
  if (text === last.text)
    return last;
  try {
    last = { text, f: parse(text), error: null };
  } catch (error) {
    if (!(error instanceof ExpressionError))
      throw error;
    last = { text, f: Rest, error };
  }

  return last;
}

const Highest = 1e300; // so that differences stay finite

// The heights to show: all but the most extreme ones, so that a pole does not flatten the rest. A flat function gets a range that numbers of its size can divide.
export function heights(f, reach) {
  const values = Array.from({ length: Samples + 1 }, (_, i) => f(-reach + 2 * reach * i / Samples)[0]).filter(Number.isFinite).map(y => clamp(y, -Highest, Highest)).sort((a, b) => a - b);
  if (values.length === 0)
    return { from: -1, to: 1 };
  const [low, high] = [0.01, 0.99].map(share => values[Math.round(share * (values.length - 1))]);
  const margin = high - low > 1e-9 * Math.abs(high) ? 0.1 * (high - low) : Math.max(1, 0.1 * Math.abs(high));
  return { from: low - margin, to: high + margin };
}

const pathOf = ({ f, ownStart, ownRate }) => descend(x => functionOf(f).f(x)[1], ownStart, ownRate, Steps);

export const ownFunction = {
  key: "own",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("ownPlot"), x: { from: -3, to: 3, label: "x" }, y: { from: -1, to: 1, label: "y" } });
    const value = x => functionOf(state.values.f).f(x)[0];
    const within = number => Number.isFinite(number) ? number : plot.axes.y.from;
    plot.addHandle({
      label: text("start"), at: () => [state.values.ownStart, within(value(state.values.ownStart))], move: x => state.set({ ownStart: Number(x.toFixed(2)), ownStep: 0 }),
      text: () => `x = ${decimal(state.values.ownStart, 2)}`,
    });
    const id = uniqueId("function");
    const problem = element("p", { class: "problem", id: `${id}-problem`, role: "status" });
    const field = element("input", {
      type: "text", id, class: "function", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 200, "aria-describedby": `${id}-problem`,
      oninput: () => state.set({ f: field.value, ownStep: 0 }),
    });
    let drawn = {};
    state.onChange(values => {
      const { f, error } = functionOf(values.f);
      if (field.value !== values.f)
        field.value = values.f;
      field.setAttribute("aria-invalid", String(error !== null));
      problem.textContent = error ? text(`error-${error.code}`, error.found, error.at + 1) : "";
      if (drawn.f !== f || drawn.reach !== values.reach)
        drawn = { f, reach: values.reach, y: heights(f, values.reach) };
      const points = error ? [] : pathOf(values).map(({ x }) => [x, f(x)[0]]);
      const at = Math.min(values.ownStep, points.length - 1);
      plot.draw(p => error ? [] : [
        curve(p, x => f(x)[0], "ground"),
        points.slice(1).map((point, i) => i + 1 <= at ? arrow(p, points[i], point, "two") : segment(p, points[i], point, "faint")),
        points.map((point, i) => dot(p, point, i <= at ? "two" : "faint", 3.5)),
        points[at] && [tangent(p, points[at], f(points[at][0])[1]), dot(p, points[at], "two", 7)],
      ], { x: { from: -values.reach, to: values.reach }, y: drawn.y });
    });
    return {
      beside: [
        tries(chapter, [
          { text: text("ownTry1"), set: { f: "x^4/4 - x^2 + x/3", ownStart: 2.2, ownRate: 0.05, reach: 3, ownStep: 0 } },
          { text: text("ownTry2"), set: { f: "abs(x - 1)", ownStart: 3, ownRate: 0.3, reach: 4, ownStep: 0 } },
          { text: text("ownTry3"), set: { f: "sin(3x) + x^2/5", ownStart: 3, ownRate: 0.05, reach: 5, ownStep: 0 } },
          { text: text("ownTry4"), set: { f: "4 sigmoid(x)", ownStart: 5, ownRate: 0.5, reach: 8, ownStep: 0 } },
        ]),
      ],
      figure: [
        element("p", { class: "field" }, element("label", { for: id }, text("ownField")), field), problem,
        element("p", { class: "help" }, text("ownHelp", functionNames.join(", "))),
        plot.element,
        readout(chapter, values => {
          const path = pathOf(values);
          const { x, slope, move } = path[Math.min(values.ownStep, path.length - 1)];
          return functionOf(values.f).error ? text("ownNothing") : text("ownReadout", decimal(x), decimal(value(x)), decimal(slope), decimal(move));
        }),
        slider(chapter, { field: "ownRate", label: text("rate"), from: 0.0001, to: 10, scale: "log" }),
        slider(chapter, { field: "reach", label: text("reach"), from: 0.5, to: 20, scale: "log" }),
        player(chapter, { field: "ownStep", last: values => pathOf(values).length - 1, interval: 250 }),
        table(chapter, {
          id: "own", caption: text("ownTable"), columns: [text("stepColumn"), "$x$", "$y$", text("slopeColumn"), text("moveColumn")],
          rows: values => functionOf(values.f).error ? [] : pathOf(values).map(({ x, slope, move }, i) => [String(i), decimal(x), decimal(value(x)), decimal(slope), decimal(move)]),
          marked: values => values.ownStep,
        }),
      ],
    };
  },
};
