// Which valley a start ends in, and all starts colored by it.
import { element } from "../../dom.js";
import { arrow, dot, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { endings, ground, hill, Kinds, place, remembered, strip } from "./ground.js";
import { basins, descend, end, height, Reach, slope } from "./model.js";

const Steps = 30;
const pathOf = ({ start, rate }) => descend(slope, start, rate, Steps);

export const ends = {
  key: "ends",
  build(chapter) {
    const { text, state } = chapter;
    const plot = ground(chapter, text("endsPlot"));
    const bandsOf = remembered((columns, rate) => basins(-Reach, Reach, columns, rate));
    plot.addHandle({
      label: text("start"), at: () => place(state.values.start), move: x => state.set({ start: Number(x.toFixed(2)), step: 0 }), text: () => `x = ${decimal(state.values.start, 2)}`,
    });
    const colored = element("input", { type: "checkbox", onchange: () => state.set({ colored: colored.checked }) });
    state.onChange(values => {
      const points = pathOf(values).map(({ x }) => place(x));
      const at = Math.min(values.step, points.length - 1);
      const kind = at > 0 ? Kinds[end(values.start, values.rate)] : "one";
      colored.checked = values.colored;
      plot.draw(p => [
        values.colored && strip(p, bandsOf(values.rate)),
        hill(p, text),
        points.slice(1, at + 1).map((point, i) => i < 8 ? arrow(p, points[i], point, kind) : segment(p, points[i], point, kind)),
        points.slice(0, at + 1).map(point => dot(p, point, kind, 3.5)),
        dot(p, points[at], kind, 8),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "half", question: text("endsQuestion"), choices: ["end-deep", "end-wrong", "end-hilltop"].map(one => text(one)), answer: 1, reason: text("endsReason"),
          reveal: () => state.set({ start: 0.5, rate: 0.05, step: Steps, colored: true }),
        }),
        tries(chapter, [
          { text: text("endsTry1"), set: { start: 0.07, rate: 0.05, step: Steps, colored: true } },
          { text: text("endsTry2"), set: { start: 1.9, rate: 0.1, step: Steps, colored: true } },
          { text: text("endsTry3"), set: { start: -1.2, rate: 0.25, step: Steps, colored: true } },
        ]),
      ],
      figure: [
        endings(text, ["deep", "wrong", "restless", "away"]),
        plot.element,
        readout(chapter, values => {
          const path = pathOf(values);
          const { x, slope: gradient } = path[Math.min(values.step, path.length - 1)];
          return text("endsReadout", decimal(x), decimal(height(x)), decimal(gradient));
        }),
        element("label", { class: "choice" }, colored, element("span", {}, text("color"))),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.005, to: 0.3, scale: "log", snaps: [0.01, 0.05, 0.1, 0.2] }),
        player(chapter, { field: "step", last: values => pathOf(values).length - 1, interval: 250 }),
        table(chapter, {
          id: "ends", caption: text("endsTable"), columns: [text("stepColumn"), "$x$", "$y$", text("slopeColumn")],
          rows: values => pathOf(values).map(({ x, slope: gradient }, i) => [String(i), decimal(x), decimal(height(x)), decimal(gradient)]),
          marked: values => values.step,
        }),
      ],
    };
  },
};
