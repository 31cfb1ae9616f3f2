// Noise on the slope shakes balls out of the wrong valley, and fades.
import { element } from "../../dom.js";
import { dot, path, segment } from "../../marks.js";
import { brief, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { endings, ground, hill, Kinds, piles } from "./ground.js";
import { noiseLeft, shake, valleyOf, wrong } from "./model.js";
import { Balls } from "./throw.js";

const Steps = 200;
const Rate = 0.05;
const Out = 10; // farther out, a ball is lost

let last = {};
function ballsOf({ noise: amount, shakes }) {
  if (last.amount !== amount || last.shakes !== shakes) {
    const all = shake(shakes, wrong, Rate, amount, Steps, Balls);
    last = { amount, shakes, all, shares: all.map(balls => balls.filter(x => endOf(x) === "deep").length) };
  }

  return last;
}

const endOf = x => Math.abs(x) < Out ? valleyOf(x) : "away";

export const shaking = {
  key: "noise",
  build(chapter) {
    const { text, state } = chapter;
    const plot = ground(chapter, text("noisePlot"), 0.48);
    const time = new Plot(chapter, { label: text("noiseTime"), ratio: 0.42, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: 0, to: Balls, label: text("crossed") } });
    state.onChange(values => {
      const { all, shares } = ballsOf(values);
      const at = values.shaken;
      plot.draw(p => [hill(p, text), piles(p, all[at].map(x => ({ x, kind: Kinds[endOf(x)] })))]);
      time.draw(p => [
        segment(p, [at, 0], [at, Balls], "guide"),
        path(p, shares.slice(0, at + 1).map((share, i) => [i, share]), "three"), dot(p, [at, shares[at]], "three", 6),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "shake", question: text("noiseQuestion"), choices: ["noiseNone", "noiseHalf", "noiseAll"].map(one => text(one)), answer: 0, reason: text("noiseReason"),
          reveal: () => state.set({ noise: 1, shaken: Steps }),
        }),
        tries(chapter, [
          { text: text("noiseTry1"), set: { noise: 5, shaken: Steps } },
          { text: text("noiseTry2"), set: { noise: 8, shaken: Steps } },
          { text: text("noiseTry3"), set: { noise: 20, shaken: Steps } },
        ]),
      ],
      figure: [
        endings(text, ["deep", "wrong", "away"]),
        plot.element,
        readout(chapter, values => text("noiseReadout", ballsOf(values).shares[values.shaken], Balls, decimal(values.noise * noiseLeft(values.shaken, Steps), 2))),
        time.element,
        slider(chapter, { field: "noise", label: text("noiseAmount"), from: 0, to: 20, step: 0.5 }),
        element("p", {}, element("button", { type: "button", onclick: () => state.set({ shakes: (state.values.shakes + 1) % 1000 }) }, text("noiseAgain"))),
        player(chapter, { field: "shaken", last: () => Steps, interval: 30 }),
        table(chapter, {
          id: "noise", caption: text("noiseTable"), columns: [text("stepColumn"), text("noiseNow"), text("crossed")],
          rows: values => Array.from({ length: Steps / 10 + 1 }, (_, i) => [String(10 * i), brief(values.noise * noiseLeft(10 * i, Steps)), String(ballsOf(values).shares[10 * i])]),
          marked: values => Math.floor(values.shaken / 10),
        }),
      ],
    };
  },
};
