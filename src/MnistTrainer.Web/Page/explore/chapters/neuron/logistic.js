// The logistic function, operation by operation, as a number and as a curve.
import { curve, dot, segment } from "../../marks.js";
import { brief, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { stages } from "./model.js";

const Last = stages.length - 1;

export const logistic = {
  key: "logistic",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("logisticPlot"), x: { from: -4, to: 4, label: "x" }, y: { from: -3, to: 5, label: "y" } });
    plot.addHandle({
      label: "x", kind: "two", at: () => [state.values.x, stages[state.values.stage](state.values.x)], move: x => state.set({ x: Number(x.toFixed(2)) }),
      text: () => `x = ${decimal(state.values.x, 2)}, y = ${decimal(stages[state.values.stage](state.values.x))}`,
    });
    state.onChange(({ x, stage }) => plot.draw(p => [
      segment(p, [0, -3], [0, 5], "guide"), segment(p, [-4, 0], [4, 0], "guide"), stage === Last && segment(p, [-4, 1], [4, 1], "guide"),
      stages.slice(0, stage).map(f => curve(p, f, "faint")), curve(p, stages[stage], "ground"),
      stages.slice(0, stage).map(f => dot(p, [x, f(x)], "faint", 4)),
    ]));
    return {
      beside: [
        prediction(chapter, {
          id: "half", question: text("logisticQuestion"), number: { from: -5, to: 5, answer: 0.5, tolerance: 0.001 }, reason: text("logisticReason"),
          reveal: () => state.set({ x: 0, stage: Last }),
        }),
        tries(chapter, [
          { text: text("logisticTry1"), set: { x: 1.05, stage: Last } },
          { text: text("logisticTry2"), set: { x: 4, stage: 2 } },
          { text: text("logisticTry3"), set: { x: -4, stage: Last } },
        ]),
      ],
      figure: [
        plot.element,
        readout(chapter, ({ x, stage }) => text(`stage${stage}`, decimal(x, 2), ...stages.slice(1).map(f => decimal(f(x))))),
        slider(chapter, { field: "x", label: "x", from: -4, to: 4, step: 0.05 }),
        player(chapter, { field: "stage", last: () => Last, interval: 1200 }),
        table(chapter, {
          id: "logistic", caption: text("logisticTable"), columns: ["$x$", "$-x$", "$e^{-x}$", "$1 + e^{-x}$", "$1 / (1 + e^{-x})$"],
          rows: ({ x }) => [...[-4, -2, -1, 0, 1, 2, 4].filter(one => one !== x), x].sort((a, b) => a - b).map(one => [brief(one), brief(-one), ...stages.slice(2).map(f => decimal(f(one)))]),
        }),
      ],
    };
  },
};
