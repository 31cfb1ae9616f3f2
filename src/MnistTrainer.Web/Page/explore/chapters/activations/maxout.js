// Maxout: several lines, of which the highest counts.
import { dot, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { maxout as largest } from "./model.js";

const Grip = 3; // each line is held at −3 and at 3
const Kinds = ["one", "three", "four", "six"];
const Samples = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

// The lines as slopes and biases.
export const linesOf = ({ lines, pieces }) => Array.from({ length: pieces }, (_, i) => {
  const [left, right] = [lines[2 * i], lines[2 * i + 1]];
  return { weight: (right - left) / (2 * Grip), bias: (left + right) / 2 };
});
const netsAt = (values, x) => linesOf(values).map(({ weight, bias }) => weight * x + bias);

export const maxout = {
  key: "maxout",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("maxoutPlot"), ratio: 0.7, x: { from: -4, to: 4, label: "x" }, y: { from: -6, to: 6, label: text("output") } });
    const handles = Kinds.flatMap((kind, i) => [-Grip, Grip].map((x, side) => plot.addHandle({
      label: text("lineAt", i + 1, decimal(x, 0)), axis: "y", step: 0.1, kind, at: () => [x, state.values.lines[2 * i + side]], text: () => decimal(state.values.lines[2 * i + side], 2),
      move: (_, y) => state.set({ lines: state.values.lines.map((old, k) => k === 2 * i + side ? Number(y.toFixed(2)) : old) }),
    })));
    state.onChange(values => {
      handles.forEach(({ element: handle }, i) => handle.classList.toggle("absent", i >= 2 * values.pieces));
      const lines = linesOf(values);
      const top = x => largest(netsAt(values, x)).value;
      plot.draw(p => [
        lines.map(({ weight, bias }, i) => segment(p, [-4, bias - 4 * weight], [4, bias + 4 * weight], `${Kinds[i]} thin`)),
        path(p, Array.from({ length: 321 }, (_, i) => [i / 40 - 4, top(i / 40 - 4)]), "two wide"),
        segment(p, [values.at, -6], [values.at, 6], "guide"), dot(p, [values.at, top(values.at)], "two", 6),
      ]);
    }, ["lines", "pieces", "at"]);
    return {
      beside: [
        prediction(chapter, {
          id: "hill", question: text("maxoutQuestion"), choices: ["shapeV", "shapeBowl", "shapeHill"].map(one => text(one)), answer: 2, reason: text("maxoutReason"),
          reveal: () => state.set({ pieces: 3, lines: [3, -5, -1, -1, -5, 3, -6, -6] }),
        }),
        tries(chapter, [
          { text: text("maxoutTry1"), set: { pieces: 2, lines: [0, 0, -3, 3, -6, -6, -6, -6] } },
          { text: text("maxoutTry2"), set: { pieces: 2, lines: [3, -3, -3, 3, -6, -6, -6, -6] } },
          { text: text("maxoutTry3"), set: { pieces: 4, lines: [2.25, -6.75, 1.25, -1.75, -1.75, 1.25, -6.75, 2.25] } },
        ]),
      ],
      figure: [
        legend([{ kind: "two", name: text("maxoutOutput") }]),
        plot.element,
        readout(chapter, values => {
          const nets = netsAt(values, values.at);
          const { value, winner } = largest(nets);
          return text("maxoutReadout", decimal(values.at, 2), nets.map(net => decimal(net, 2)).join(", "), decimal(value), winner + 1, decimal(linesOf(values)[winner].weight));
        }),
        slider(chapter, { field: "pieces", label: text("pieces"), from: 2, to: 4, step: 1 }),
        slider(chapter, { field: "at", label: text("atX"), from: -4, to: 4, step: 0.05 }),
        table(chapter, {
          id: "maxout", caption: text("maxoutTable"), columns: ["$x$", text("output"), text("winner"), text("slope")],
          rows: values => Samples.map(x => {
            const { value, winner } = largest(netsAt(values, x));
            return [decimal(x, 0), decimal(value), String(winner + 1), decimal(linesOf(values)[winner].weight)];
          }),
        }),
      ],
    };
  },
};
