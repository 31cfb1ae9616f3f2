// The network learns from all images, in a worker.
import { percent } from "../../../language.js";
import { element } from "../../dom.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { controls } from "./controls.js";
import { accuracyPlot, lossPlot } from "./curves.js";
import { weightImages } from "./images.js";
import { select } from "./select.js";
import { Session } from "./session.js";

const Rows = 20;

export const weightsFigure = ({ text }, session) => {
  const images = weightImages(text("weightsShown"));
  session.onChange(({ weights, network }) => weights && images.show(weights.first, network.hidden));
  return element("figure", { class: "weight-images" }, images.element, element("figcaption", {}, text("weightsHelp")));
};

export const progress = (chapter, session) => readout({ state: session }, ({ exam, images, losses, speed, fault }) =>
  fault !== null ? chapter.text("fault", fault)
  : exam === null ? chapter.text("loading")
  : chapter.text("progress", images, losses.length > 0 ? decimal(losses.at(-1)[1], 3) : "\u2013", percent(exam.correct), speed === null ? null : Math.round(speed)));

export const learning = {
  key: "learning",
  build(chapter) {
    const { text } = chapter;
    const session = Session.of(chapter);
    return {
      beside: [
        prediction(chapter, { id: "learning", question: text("learningQuestion"), choices: ["learning50", "learning5000", "learning500000"].map(name => text(name)), answer: 1, reason: text("learningReason") }),
        tries(chapter, [
          { text: text("learningTry1"), set: { hidden: 100, pace: "full" } },
          { text: text("learningTry2"), set: { hidden: 3 } },
          { text: text("learningTry3"), set: { rule: "exact", hidden: 30 } },
        ]),
      ],
      figure: [
        controls(chapter, session),
        progress(chapter, session),
        legend([{ kind: "one", name: text("loss") }, { kind: "three", name: text("accuracy") }, { kind: "faint", name: text("earlier") }]),
        lossPlot(chapter, session), accuracyPlot(chapter, session),
        weightsFigure(chapter, session),
        slider(chapter, { field: "hidden", label: text("hidden"), from: 1, to: 100, step: 1 }),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.001, to: 10, scale: "log" }),
        select(chapter, "rule", ["book", "exact"]),
        table({ ...chapter, state: session }, {
          id: "learning", caption: text("learningTable"), columns: [text("imagesAxis"), text("loss"), text("accuracy")],
          rows: ({ exams, losses }) => exams.slice(-Rows).map(([images, correct]) => [String(images), lossAt(losses, images), percent(correct)]),
        }),
      ],
    };
  },
};

const lossAt = (losses, images) => {
  const found = losses.findLast(([at]) => at <= images);
  return found === undefined ? "\u2013" : decimal(found[1]);
};
