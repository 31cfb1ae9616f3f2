// Steps on one image only: what they do to the answer for it, and for all others.
import { element } from "../../dom.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { outputBars } from "./bars.js";
import { digitImage } from "./images.js";
import { Session } from "./session.js";

const Steps = 10;
const Hidden = 30;

export const one = {
  key: "one",
  build(chapter) {
    const { text, state } = chapter;
    const { ready } = Session.of(chapter);
    let loaded = null;
    ready.then(all => {
      loaded = all;
      state.set({});
    });
    const picked = values => ({ pixels: loaded.digits.training.images[values.image], label: loaded.digits.training.labels[values.image] });
    // Loss, outputs and weights before the first step, and after each of a number of steps.
    const walk = (values, count) => {
      const { inputOf, Network, startingWeights } = loaded.model;
      const { pixels, label } = picked(values);
      const input = inputOf(pixels);
      const network = new Network(startingWeights(Hidden, 1));
      return Array.from({ length: count + 1 }, () => {
        const weights = network.weights;
        const { loss } = network.learn(input, label, values.imageRate, values.rule);
        return { loss, outputs: [...network.outputs], weights };
      });
    };
    const image = digitImage(text("imageShown"));
    const bars = outputBars(text("outputs"));
    state.onChange(values => {
      if (loaded === null)
        return;
      image.show(picked(values).pixels);
      bars.show(walk(values, values.step).at(-1).outputs, picked(values).label);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "one", question: text("oneQuestion"), choices: ["oneSame", "oneOthers", "oneAll"].map(name => text(name)), answer: 2, reason: text("oneReason"),
          reveal: () => state.set({ image: 1, imageRate: 0.1, rule: "book", step: Steps }),
        }),
        tries(chapter, [
          { text: text("oneTry1"), set: { image: 4, step: 0 } },
          { text: text("oneTry2"), set: { imageRate: 0.01, step: Steps } },
        ]),
      ],
      figure: [
        element("div", { class: "digit-and-outputs" }, image.element, bars.element),
        readout(chapter, values => {
          if (loaded === null)
            return text("loading");
          const { label } = picked(values);
          const { loss, weights } = walk(values, values.step).at(-1);
          const { answers } = loaded.model.examine(new loaded.model.Network(weights), loaded.inputs, loaded.digits.checking.labels);
          return text("oneReadout", String(label), decimal(loss, 3), answers.filter(({ digit }) => digit === label).length);
        }),
        slider(chapter, { field: "image", label: text("image"), from: 0, to: 99, step: 1 }),
        slider(chapter, { field: "imageRate", label: text("rate"), from: 0.01, to: 1, scale: "log" }),
        player(chapter, { field: "step", last: () => Steps }),
        table(chapter, {
          id: "one", caption: text("oneTable"), columns: [text("stepColumn"), text("loss"), ...Array.from({ length: 10 }, (_, digit) => String(digit))],
          rows: values => loaded === null ? [] : walk(values, Steps).map(({ loss, outputs }, i) => [String(i), decimal(loss), ...outputs.map(output => decimal(output, 3))]),
          marked: values => values.step,
        }),
      ],
    };
  },
};
