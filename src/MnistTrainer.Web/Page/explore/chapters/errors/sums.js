// The book's table: three outputs, their targets, and three ways to add up what is wrong.
import { dot, note, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { functions, sum } from "./model.js";

export const Targets = [0.5, 0.7, 1];
const Names = Object.keys(functions);

export const sums = {
  key: "sums",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, {
      label: text("sumsPlot"), x: { from: 0.5, to: 3.5, label: text("node"), format: value => Number.isInteger(value) ? String(value) : "" }, y: { from: 0, to: 1.5, label: text("value") },
    });
    for (const i of Targets.keys()) {
      plot.addHandle({
        label: text("outputOf", i + 1), axis: "y", step: 0.01, kind: "two", at: () => [i + 1, state.values.outputs[i]], text: () => decimal(state.values.outputs[i], 2),
        move: (x, y) => state.set({ outputs: state.values.outputs.map((old, j) => j === i ? Number(y.toFixed(2)) : old) }),
      });
    }

    state.onChange(({ outputs }) => plot.draw(p => Targets.map((target, i) => [
      segment(p, [i + 0.75, target], [i + 1.25, target], "three"),
      segment(p, [i + 1, target], [i + 1, outputs[i]], target > outputs[i] ? "one" : "bad"),
      dot(p, [i + 1, target], "three", 4),
      note(p, [i + 1, (target + outputs[i]) / 2], decimal(target - outputs[i], 2), { dx: 14, dy: 4 }),
    ])));
    return {
      beside: [
        prediction(chapter, {
          id: "cancel", question: text("sumsQuestion"), number: { from: -2, to: 2, answer: 0, tolerance: 0.001 }, reason: text("sumsReason"),
          reveal: () => state.set({ outputs: [0.2, 0.9, 1.1] }),
        }),
        tries(chapter, [
          { text: text("sumsTry1"), set: { outputs: [0.4, 0.8, 1] } },
          { text: text("sumsTry2"), set: { outputs: [0, 1.2, 1] } },
          { text: text("sumsTry3"), set: { outputs: [0.5, 0.7, 0.8] } },
        ]),
      ],
      figure: [
        legend([{ kind: "three", name: text("target") }, { kind: "two", name: text("output") }]),
        plot.element,
        readout(chapter, ({ outputs }) => text("sumsReadout", ...Names.map(name => decimal(sum(name, outputs, Targets), 2)))),
        table(chapter, {
          id: "sums", caption: text("sumsTable"), columns: [text("node"), text("output"), text("target"), text("difference"), text("absolute"), text("square")],
          rows: ({ outputs }) => [
            ...outputs.map((output, i) => [String(i + 1), decimal(output, 2), decimal(Targets[i], 2), ...Names.map(name => decimal(functions[name].value(output, Targets[i])))]),
            [text("sum"), "", "", ...Names.map(name => decimal(sum(name, outputs, Targets)))],
          ],
        }),
      ],
    };
  },
};
