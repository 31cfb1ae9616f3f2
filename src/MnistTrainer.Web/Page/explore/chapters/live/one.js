// Steps on one image only: what they do to the answer for it, and for all others.
import { element } from "../../dom.js";
import { digitImage } from "../../images.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { outputBars } from "./bars.js";
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
      draw(state.values);
      state.set({});
    });
    const picked = values => ({ pixels: loaded.digits.training.images[values.image], label: loaded.digits.training.labels[values.image] });
    // Loss, outputs and weights before the first step, and after each. Computed once while what they depend on stays the same.
    let walked = { key: null };
    const walk = values => {
      const { imageRate, rule } = values;
      const key = `${values.image} ${imageRate} ${rule}`;
      if (walked.key !== key) {
        const { inputOf, Network, startingWeights } = loaded.model;
        const { pixels, label } = picked(values);
        const input = inputOf(pixels);
        const network = new Network(startingWeights(Hidden, 1));
        const steps = Array.from({ length: Steps + 1 }, () => {
          const weights = network.weights;
          const { loss } = network.learn(input, label, imageRate, rule);
          return { loss, outputs: [...network.outputs], weights };
        });
        walked = { key, steps };
      }

      return walked.steps;
    };
    // How many of the images to check with the network of a step answers with a digit.
    const countOf = (step, label) => {
      const { examine, Network } = loaded.model;
      step.answers ??= examine(new Network(step.weights), loaded.inputs, loaded.digits.checking.labels).answers;
      return step.answers.filter(({ digit }) => digit === label).length;
    };
    const image = digitImage(text("imageShown"));
    const bars = outputBars(text("outputs"));
    const draw = values => {
      if (loaded === null)
        return;
      image.show(picked(values).pixels);
      bars.show(walk(values)[values.step].outputs, picked(values).label);
    };
    state.onChange(draw, ["image", "imageRate", "rule", "step"]);
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
          const step = walk(values)[values.step];
          return text("oneReadout", String(label), decimal(step.loss, 3), countOf(step, label));
        }),
        slider(chapter, { field: "image", label: text("image"), from: 0, to: 99, step: 1 }),
        slider(chapter, { field: "imageRate", label: text("rate"), from: 0.01, to: 1, scale: "log" }),
        player(chapter, { field: "step", last: () => Steps }),
        table(chapter, {
          id: "one", caption: text("oneTable"), columns: [text("stepColumn"), text("loss"), ...Array.from({ length: 10 }, (_, digit) => String(digit))],
          rows: values => loaded === null ? [] : walk(values).map(({ loss, outputs }, i) => [String(i), decimal(loss), ...outputs.map(output => decimal(output, 3))]),
          marked: values => values.step,
        }),
      ],
    };
  },
};
