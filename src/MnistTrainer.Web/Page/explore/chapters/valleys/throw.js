// Throw 50 balls and let them roll: where each one ends is luck.
import { element } from "../../dom.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { endings, ground, hill, Kinds, piles, strip } from "./ground.js";
import { descend, hilltop, Reach, slope, throwStarts, valleyOf } from "./model.js";

export const Balls = 50;
const Rate = 0.05;
const Steps = 30;

let last = { seed: null };
function ballsOf(seed) {
  if (last.seed !== seed)
    last = { seed, balls: throwStarts(seed, Balls).map(start => ({ start, end: valleyOf(start), path: descend(slope, start, Rate, Steps).map(({ x }) => x) })) };
  return last.balls;
}

const count = (seed, end) => ballsOf(seed).filter(ball => ball.end === end).length;

export const throwing = {
  key: "throw",
  build(chapter) {
    const { text, state } = chapter;
    const plot = ground(chapter, text("throwPlot"));
    state.onChange(({ seed, rolled }) => plot.draw(p => [
      hill(p, text),
      rolled > 0 && strip(p, [{ from: -Reach, to: hilltop, end: "deep" }, { from: hilltop, to: Reach, end: "wrong" }]),
      piles(p, ballsOf(seed).map(({ path, end }) => ({ x: path[rolled], kind: rolled > 0 ? Kinds[end] : "faint" }))),
    ]));
    return {
      beside: [
        prediction(chapter, {
          id: "fifty", question: text("throwQuestion"), number: { from: 0, to: Balls, answer: 26, tolerance: 4 }, reason: text("throwReason"),
          reveal: () => state.set({ rolled: Steps }),
        }),
        tries(chapter, [{ text: text("throwTry1") }, { text: text("throwTry2"), set: { seed: 5, rolled: Steps } }]),
      ],
      figure: [
        endings(text, ["deep", "wrong"]),
        plot.element,
        readout(chapter, ({ seed, rolled }) => rolled === 0 ? text("throwBefore", Balls) : text("throwReadout", count(seed, "deep"), count(seed, "wrong"))),
        element("p", {}, element("button", { type: "button", class: "throw", onclick: () => state.set({ seed: (state.values.seed + 1) % 1000, rolled: 0 }) }, text("throwAgain", Balls))),
        player(chapter, { field: "rolled", last: () => Steps, interval: 100 }),
        table(chapter, {
          id: "throw", caption: text("throwTable"), columns: [text("ball"), text("start"), text("throwNow"), text("throwEnd")],
          rows: ({ seed, rolled }) => ballsOf(seed).map(({ start, end, path }, i) => [String(i + 1), decimal(start), decimal(path[rolled]), rolled > 0 ? text(end) : ""]),
        }),
      ],
    };
  },
};
