// Step by step: the start is dragged, and all steps follow at once.
import { arrow, curve, dot, segment, tangent } from "../../marks.js";
import { brief, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { descend, height, minimum, slope } from "./model.js";

export const Steps = 20;
export const Span = { x: { from: -3, to: 5, label: "x" }, y: { from: 0, to: 17, label: "y" } };

const pathOf = ({ start, rate }) => descend(slope, start, rate, Steps);
const current = values => {
  const path = pathOf(values);
  return path[Math.min(values.step, path.length - 1)];
};

export const walk = {
  key: "walk",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("walkPlot"), ...Span });
    plot.addHandle({
      label: text("start"), at: () => [state.values.start, height(state.values.start)], move: x => state.set({ start: Number(x.toFixed(2)), step: 0 }),
      text: () => `x = ${decimal(state.values.start, 2)}`,
    });
    state.onChange(values => {
      const points = pathOf(values).map(({ x }) => [x, height(x)]);
      const { x, slope: gradient } = current(values);
      const at = Math.min(values.step, points.length - 1);
      plot.draw(p => [
        curve(p, height, "ground"),
        segment(p, [minimum, 0], [minimum, height(minimum)], "guide"),
        points.slice(1).map((point, i) => i + 1 <= at ? arrow(p, points[i], point, "two") : segment(p, points[i], point, "faint")),
        points.map((point, i) => dot(p, point, i <= at ? "two" : "faint", 3.5)),
        tangent(p, [x, height(x)], gradient),
        dot(p, [x, height(x)], "two", 7),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "first-step", question: text("walkQuestion"), number: { from: -3, to: 5, answer: -1.4, tolerance: 0.005 }, reason: text("walkReason"),
          reveal: () => state.set({ start: -2, rate: 0.1, step: 1 }),
        }),
        tries(chapter, [
          { text: text("walkTry1"), set: { start: 5, rate: 0.1, step: 0 } },
          { text: text("walkTry2"), set: { start: 3, rate: 0.5, step: 1 } },
          { text: text("walkTry3"), set: { start: 1, step: 0 } },
        ]),
      ],
      figure: [
        plot.element,
        readout(chapter, values => {
          const { x, slope: gradient, move } = current(values);
          return text("walkReadout", brief(values.rate), decimal(x), decimal(gradient), decimal(move), decimal(x + move));
        }),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.001, to: 2, scale: "log", snaps: [0.01, 0.1, 0.5, 1] }),
        player(chapter, { field: "step", last: values => Math.min(Steps, pathOf(values).length - 1) }),
        table(chapter, {
          id: "walk", caption: text("walkTable"), columns: [text("stepColumn"), "$x$", "$y$", text("slopeColumn"), text("moveColumn")],
          rows: values => pathOf(values).map(({ x, slope: gradient, move }, i) => [String(i), decimal(x), decimal(height(x)), decimal(gradient), decimal(move)]),
          marked: values => values.step,
        }),
      ],
    };
  },
};
