// Three ways to break the training, and back again.
import { element } from "../../dom.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { tries } from "../../tries.js";
import { controls } from "./controls.js";
import { accuracyPlot } from "./curves.js";
import { progress, weightsFigure } from "./learning.js";
import { select } from "./select.js";
import { Session } from "./session.js";

const Sound = { rate: 0.1, start: "random", order: "shuffled" };

export const breaking = {
  key: "breaking",
  build(chapter) {
    const { text, state } = chapter;
    const session = Session.of(chapter);
    return {
      beside: [
        prediction(chapter, {
          id: "breaking", question: text("breakingQuestion"), choices: ["breakingDifferent", "breakingSame", "breakingEmpty"].map(name => text(name)), answer: 1, reason: text("breakingReason"),
          reveal: () => {
            state.set({ ...Sound, hidden: 30, start: "equal" });
            session.step(2000);
          },
        }),
        tries(chapter, [
          { text: text("breakingRate"), set: { ...Sound, rate: 10 } },
          { text: text("breakingEqual"), set: { ...Sound, start: "equal" } },
          { text: text("breakingOrder"), set: { ...Sound, order: "sorted" } },
          { text: text("breakingSound"), set: Sound },
        ]),
      ],
      figure: [
        controls(chapter, session),
        progress(chapter, session),
        accuracyPlot(chapter, session),
        weightsFigure(chapter, session),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.001, to: 10, scale: "log" }),
        element("div", { class: "selects" }, select(chapter, "start", ["random", "equal"]), select(chapter, "order", ["shuffled", "sorted"])),
      ],
    };
  },
};
