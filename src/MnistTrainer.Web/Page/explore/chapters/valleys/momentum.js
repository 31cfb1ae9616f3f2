// Momentum: a ball that remembers its velocity rolls over hills.
import { element } from "../../dom.js";
import { dot, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { endings, ground, hill, place, remembered, strip } from "./ground.js";
import { basins, hilltop, Reach, roll, slope } from "./model.js";

const Steps = 150;

let last = {};
function pathsOf({ push, pushRate, decay }) {
  if (last.push !== push || last.pushRate !== pushRate || last.decay !== decay)
    last = { push, pushRate, decay, heavy: roll(slope, push, pushRate, decay, Steps), plain: roll(slope, push, pushRate, 0, Steps) };
  return last;
}

const within = (steps, at) => steps[Math.min(at, steps.length - 1)];

export const rolling = {
  key: "momentum",
  build(chapter) {
    const { text, state } = chapter;
    const plot = ground(chapter, text("momentumPlot"), 0.5);
    plot.addHandle({
      label: text("start"), at: () => place(state.values.push), move: x => state.set({ push: Number(x.toFixed(2)), rolls: 0 }), text: () => `x = ${decimal(state.values.push, 2)}`,
    });
    const time = new Plot(chapter, { label: text("momentumTime"), ratio: 0.42, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: -Reach, to: Reach, label: "x" } });
    const bandsOf = remembered((columns, rate, decay) => basins(-Reach, Reach, columns, rate, decay));
    const colored = element("input", { type: "checkbox", onchange: () => state.set({ tinted: colored.checked }) });
    state.onChange(values => {
      const { heavy, plain } = pathsOf(values);
      const at = values.rolls;
      colored.checked = values.tinted;
      plot.draw(p => [
        values.tinted && strip(p, bandsOf(values.pushRate, values.decay)),
        hill(p, text),
        dot(p, place(within(plain, at).x), "six", 7), dot(p, place(within(heavy, at).x), "one", 9),
      ]);
      time.draw(p => [
        segment(p, [0, hilltop], [Steps, hilltop], "guide"), segment(p, [at, -Reach], [at, Reach], "guide"),
        [[plain, "six"], [heavy, "one"]].map(([steps, kind]) => path(p, steps.slice(0, at + 1).map(({ x }, i) => [i, x]), kind)),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "momentum", question: text("momentumQuestion"), choices: ["end-deep", "end-wrong", "end-away"].map(one => text(one)), answer: 0, reason: text("momentumReason"),
          reveal: () => state.set({ push: 2, pushRate: 0.01, decay: 0.9, rolls: Steps }),
        }),
        tries(chapter, [
          { text: text("momentumTry1"), set: { push: -1.9, pushRate: 0.01, decay: 0.9, rolls: Steps } },
          { text: text("momentumTry2"), set: { push: 2, pushRate: 0.01, decay: 0.5, rolls: Steps } },
          { text: text("momentumTry3"), set: { push: 2, pushRate: 0.03, decay: 0.95, tinted: true } },
        ]),
      ],
      figure: [
        legend([{ kind: "one", name: text("withMomentum") }, { kind: "six", name: text("withoutMomentum") }]),
        plot.element,
        element("label", { class: "choice" }, colored, element("span", {}, text("color"))),
        endings(text, ["deep", "wrong", "restless", "away"]),
        time.element,
        readout(chapter, values => {
          const { heavy, plain } = pathsOf(values);
          const { x, velocity } = within(heavy, values.rolls);
          return text("momentumReadout", decimal(x), decimal(velocity), decimal(within(plain, values.rolls).x));
        }),
        slider(chapter, { field: "decay", label: text("decay"), from: 0, to: 0.98, step: 0.01, snaps: [0.9] }),
        slider(chapter, { field: "pushRate", label: text("rate"), from: 0.001, to: 0.1, scale: "log", snaps: [0.01, 0.05] }),
        player(chapter, { field: "rolls", last: () => Steps, interval: 50 }),
        table(chapter, {
          id: "momentum", caption: text("momentumTable"), columns: [text("stepColumn"), text("withMomentum"), text("velocity"), text("withoutMomentum")],
          rows: values => {
            const { heavy, plain } = pathsOf(values);
            return Array.from({ length: Steps + 1 }, (_, i) => [String(i), decimal(within(heavy, i).x), decimal(within(heavy, i).velocity), decimal(within(plain, i).x)]);
          },
          marked: values => values.rolls,
        }),
      ],
    };
  },
};
