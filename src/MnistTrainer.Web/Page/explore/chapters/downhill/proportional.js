// Steps proportional to the slope against steps of one size.
import { curve, dot, path, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { legend } from "../../legend.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { descend, height, march, minimum, slope } from "./model.js";
import { Span, Steps } from "./walk.js";

export const proportional = {
  key: "proportional",
  build(chapter) {
    const { text, state } = chapter;
    const walks = ({ start, rate, size }) => [
      { kind: "two", path: descend(slope, start, rate, Steps) },
      { kind: "three", path: march(slope, start, size, Steps) },
    ];
    const ground = new Plot(chapter, { label: text("proportionalPlot"), ratio: 0.5, ...Span });
    ground.addHandle({
      label: text("start"), at: () => [state.values.start, height(state.values.start)], move: x => state.set({ start: Number(x.toFixed(2)), stride: 0 }),
      text: () => `x = ${decimal(state.values.start, 2)}`,
    });
    const time = new Plot(chapter, { label: text("timePlot"), ratio: 0.42, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: -3, to: 5, label: "x" } });
    state.onChange(values => {
      const both = walks(values);
      const reached = ({ path: steps }) => steps[Math.min(values.stride, steps.length - 1)].x;
      ground.draw(p => [
        curve(p, height, "ground"),
        both.map(one => [one.path.slice(0, values.stride + 1).map(({ x }) => dot(p, [x, height(x)], one.kind, 3)), dot(p, [reached(one), height(reached(one))], one.kind, 7)]),
      ]);
      time.draw(p => [
        segment(p, [0, minimum], [Steps, minimum], "guide"), segment(p, [values.stride, -3], [values.stride, 5], "guide"),
        both.map(one => [path(p, one.path.slice(0, values.stride + 1).map(({ x }, i) => [i, x]), one.kind), dot(p, [values.stride, reached(one)], one.kind, 6)]),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "one-size", question: text("proportionalQuestion"), choices: ["proportionalArrives", "proportionalHovers", "proportionalLeaves"].map(one => text(one)), answer: 1,
          reason: text("proportionalReason"), reveal: () => state.set({ start: 3, size: 0.7, stride: Steps }),
        }),
        tries(chapter, [
          { text: text("proportionalTry1"), set: { start: 3, size: 0.5, rate: 0.1, stride: Steps } },
          { text: text("proportionalTry2"), set: { start: 3, size: 0.05, rate: 0.1, stride: Steps } },
        ]),
      ],
      figure: [
        legend([{ kind: "two", name: text("proportionalSteps") }, { kind: "three", name: text("equalSteps") }]),
        ground.element, time.element,
        slider(chapter, { field: "rate", label: text("rate"), from: 0.001, to: 2, scale: "log", snaps: [0.01, 0.1, 0.5, 1] }),
        slider(chapter, { field: "size", label: text("size"), from: 0.05, to: 2, step: 0.05 }),
        player(chapter, { field: "stride", last: () => Steps, interval: 350 }),
        table(chapter, {
          id: "proportional", caption: text("proportionalTable"), columns: [text("stepColumn"), text("proportionalSteps"), text("equalSteps")],
          rows: values => {
            const [smooth, equal] = walks(values);
            return Array.from({ length: Steps + 1 }, (_, i) => [String(i), decimal(smooth.path[i]?.x ?? NaN), decimal(equal.path[i]?.x ?? NaN)]);
          },
          marked: values => values.stride,
        }),
      ],
    };
  },
};
