// What gradient descent makes of an output on each of the three.
import { dot, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { Kinds } from "./curves.js";
import { descend, functions } from "./model.js";

const Steps = 30;
const Names = Object.keys(functions);
const Span = { from: -0.6, to: 2 };
const pathsOf = ({ begin, rate, target }) => Names.map(name => descend(y => functions[name].slope(y, target), begin, rate, Steps).map(({ x }) => x));

export const descent = {
  key: "descent",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("descentPlot"), x: { from: 0, to: Steps, label: text("stepColumn") }, y: { ...Span, label: text("output") } });
    plot.addHandle({ label: text("begin"), axis: "y", step: 0.01, at: () => [0, state.values.begin], move: (x, y) => state.set({ begin: Number(Math.min(1, Math.max(0, y)).toFixed(2)), step: 0 }), text: () => decimal(state.values.begin, 2), kind: "three" });
    state.onChange(values => {
      const paths = pathsOf(values);
      plot.draw(p => [
        segment(p, [0, values.target], [Steps, values.target], "guide"), segment(p, [values.step, Span.from], [values.step, Span.to], "guide"),
        paths.map((points, i) => {
          const shown = points.slice(0, values.step + 1).map((y, step) => [step, y]);
          return [path(p, shown, Kinds[Names[i]]), shown.map(point => dot(p, point, Kinds[Names[i]], 3)), dot(p, shown.at(-1), Kinds[Names[i]], 6)];
        }),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "hovers", question: text("descentQuestion"), choices: ["settles", "hovers", "runsAway"].map(one => text(one)), answer: 1, reason: text("descentReason"),
          reveal: () => state.set({ begin: 0.98, target: 0.5, rate: 0.1, step: Steps }),
        }),
        tries(chapter, [
          { text: text("descentTry1"), set: { begin: 0.98, target: 0.5, rate: 0.02, step: Steps } },
          { text: text("descentTry2"), set: { begin: 0.98, target: 0.5, rate: 0.5, step: Steps } },
        ]),
      ],
      figure: [
        legend(Names.map(name => ({ kind: Kinds[name], name: text(name) }))),
        plot.element,
        slider(chapter, { field: "rate", label: text("rate"), from: 0.01, to: 0.6, scale: "log" }),
        player(chapter, { field: "step", last: () => Steps, interval: 250 }),
        table(chapter, {
          id: "descent", caption: text("descentTable"), columns: [text("stepColumn"), ...Names.map(name => text(name))],
          rows: values => {
            const paths = pathsOf(values);
            return Array.from({ length: Steps + 1 }, (_, i) => [String(i), ...paths.map(points => decimal(points[i]))]);
          },
          marked: values => values.step,
        }),
      ],
    };
  },
};
