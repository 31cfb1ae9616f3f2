// The step function against the sigmoid.
import { legend } from "../../legend.js";
import { curve, dot, path, segment } from "../../marks.js";
import { brief, decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { smooth, step } from "./model.js";

const Reach = 6;

export const functions = {
  key: "functions",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("functionsPlot"), ratio: 0.5, x: { from: -Reach, to: Reach, label: text("sumName") }, y: { from: -0.1, to: 1.1, label: text("outputName") } });
    const height = () => smooth(state.values.at, state.values.center, state.values.steepness);
    plot.addHandle({
      label: text("sumName"), kind: "one", at: () => [state.values.at, height()], move: x => state.set({ at: Number(x.toFixed(2)) }), text: () => `${decimal(state.values.at, 2)}, ${decimal(height())}`,
    });
    state.onChange(({ center, steepness, at }) => plot.draw(p => [
      segment(p, [center, -0.1], [center, 1.1], "guide"), segment(p, [at, -0.1], [at, 1.1], "guide"),
      path(p, [[-Reach, 0], [center, 0], [center, 1], [Reach, 1]], "two"),
      curve(p, x => smooth(x, center, steepness), "one"),
      dot(p, [at, step(at, center)], "two", 6),
    ]));
    return {
      beside: [
        prediction(chapter, {
          id: "steepness", question: text("functionsQuestion"), choices: ["functionsLine", "functionsStep", "functionsHalf"].map(one => text(one)), answer: 1, reason: text("functionsReason"),
          reveal: () => state.set({ steepness: 50 }),
        }),
        tries(chapter, [
          { text: text("functionsTry1"), set: { center: 1.5, steepness: 1, at: 1.4 } },
          { text: text("functionsTry2"), set: { center: -2, steepness: 1, at: -2 } },
        ]),
      ],
      figure: [
        legend([{ kind: "two", name: text("stepFunction") }, { kind: "one", name: text("sigmoidFunction") }]),
        plot.element,
        readout(chapter, ({ center, steepness, at }) => text("functionsReadout", decimal(at, 2), String(step(at, center)), decimal(smooth(at, center, steepness)))),
        slider(chapter, { field: "center", label: text("threshold"), from: -4, to: 4, step: 0.1 }),
        slider(chapter, { field: "steepness", label: text("steepness"), from: 0.2, to: 50, scale: "log", snaps: [1] }),
        table(chapter, {
          id: "functions", caption: text("functionsTable"), columns: [text("sumName"), text("stepFunction"), text("sigmoidFunction")],
          rows: ({ center, steepness }) => [-4, -2, -1, 0, 1, 2, 4].map(x => [brief(x), String(step(x, center)), decimal(smooth(x, center, steepness))]),
        }),
      ],
    };
  },
};
