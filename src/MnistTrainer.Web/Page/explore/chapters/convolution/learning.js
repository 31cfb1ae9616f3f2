// A filter learns: the slope of its error for a weight is a sum over all places that the weight was on.
import { Side } from "../../digits.js";
import { element } from "../../dom.js";
import { brief, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { names, written } from "./filters.js";
import { learned, mapOf } from "./model.js";
import { patch } from "./patch.js";
import { pick } from "./settings.js";
import { sheet } from "./sheet.js";
import { Source } from "./source.js";

export const Steps = 60;
const Size = 3;
export const Wanted = names.filter(name => name !== "same");
export const Weights = Array.from({ length: Size * Size }, (_, i) => `${Math.floor(i / Size) + 1}${i % Size + 1}`);
const short = value => decimal(value, 2);

export const learning = {
  key: "learning",
  build(chapter) {
    const { text, state } = chapter;
    const source = Source.of(chapter);
    // The path of a filter stays until what it depends on changes.
    let known = { key: [] };
    const pathOf = values => {
      const key = [source.imageOf(values), values.wanted, values.learnRate];
      if (key.some((one, i) => one !== known.key[i])) {
        const wanted = mapOf(key[0], Side, { weights: written[values.wanted][Size], size: Size });
        known = { key, wanted, path: learned(key[0], Side, Size, wanted.values, values.learnRate, Steps) };
      }

      return known;
    };
    const [target, own, votes] = [sheet({ caption: text("wantedMap") }), sheet({ caption: text("ownMap") }), sheet({ caption: text("votes") })];
    const [weights, slopes] = [patch({ caption: text("weightsNow") }), patch({ caption: text("slopesNow") })];
    source.follow(chapter, ["wanted", "learnRate", "learnStep", "weight"], values => {
      const { wanted, path } = pathOf(values);
      const step = path[values.learnStep];
      const index = Weights.indexOf(values.weight);
      const largest = Math.max(1e-9, ...wanted.values.map(Math.abs));
      target.show(wanted.values, wanted.side, { largest });
      own.show(wanted.values.map((value, i) => value + step.errors[i]), wanted.side, { largest });
      votes.show(step.parts(index), wanted.side, { name: text("votesFor", values.weight) });
      for (const view of [target, own, votes])
        view.frame(null);
      weights.show(step.weights, { marked: index, format: short });
      slopes.show(step.slopes, { marked: index, format: short });
    });
    return {
      beside: [
        prediction(chapter, {
          id: "learn", question: text("learningQuestion"), choices: ["learningNone", "learningWanted", "learningOther"].map(name => text(name)), answer: 1, reason: text("learningReason"),
          reveal: () => state.set({ source: "digit", image: 4, wanted: "vertical", learnRate: 0.002, learnStep: Steps }),
        }),
        tries(chapter, [
          { text: text("learningTry1"), set: { wanted: "vertical", learnRate: 0.002, learnStep: Steps } },
          { text: text("learningTry2"), set: { wanted: "outline", learnRate: 0.001, learnStep: Steps } },
          { text: text("learningTry3"), set: { wanted: "vertical", learnRate: 0.01, learnStep: 10 } },
        ]),
      ],
      figure: [
        element("div", { class: "sheets three" }, target.element, own.element, votes.element),
        player(chapter, { field: "learnStep", last: () => Steps, interval: 120 }),
        element("div", { class: "patches" }, weights.element, slopes.element),
        readout(chapter, values => {
          const { path, wanted } = pathOf(values);
          const { loss, slopes: all, weights: now } = path[values.learnStep];
          const index = Weights.indexOf(values.weight);
          return text("learningReadout", brief(loss), values.weight, wanted.side ** 2, brief(all[index]), brief(now[index] - values.learnRate * all[index]));
        }),
        pick(chapter, "weight", Weights, "weightLabel"),
        pick(chapter, "wanted", Wanted, "wantedLabel"),
        slider(chapter, { field: "learnRate", label: text("rate"), from: 0.0001, to: 0.01, scale: "log" }),
        table(chapter, {
          id: "learn", caption: text("learningTable"), columns: [text("stepColumn"), text("loss"), ...Weights.map(name => `$w_{${name}}$`)],
          rows: values => pathOf(values).path.map(({ weights: all, loss }, i) => [String(i), brief(loss), ...all.map(one => decimal(one))]),
          marked: values => values.learnStep,
        }),
      ],
    };
  },
};
