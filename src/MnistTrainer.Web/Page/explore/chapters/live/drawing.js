// A digit of the reader's own, which the network reads while it learns.
import { element } from "../../dom.js";
import { drawingArea } from "../../drawing-area.js";
import { digitImage } from "../../images.js";
import { decimal } from "../../numbers.js";
import { outputBars } from "./bars.js";
import { controls } from "./controls.js";
import { Session } from "./session.js";

export const drawing = {
  key: "drawing",
  build(chapter) {
    const { text } = chapter;
    const session = Session.of(chapter);
    const area = drawingArea(chapter, () => show(session.values));
    const seen = digitImage(text("seen"));
    const bars = outputBars(text("outputs"));
    const answer = element("output", { class: "live-answer" }, "\u2013");
    const remark = element("p", { class: "help" });
    const show = ({ model, network, images }) => {
      seen.show(area.framed);
      if (area.framed === null || network === null) {
        bars.show(null);
        answer.textContent = "\u2013";
        remark.textContent = text("nothingDrawn");
        return;
      }

      const digit = network.answer(model.inputOf(area.framed));
      bars.show([...network.outputs]);
      answer.textContent = String(digit);
      remark.textContent = text("drawnAnswer", images, decimal(network.outputs[digit], 2));
    };
    session.onChange(show);
    return {
      beside: [area.help],
      figure: [
        controls(chapter, session),
        element("div", { class: "live-drawing" }, area.element,
          element("div", { class: "live-verdict" }, element("div", { class: "live-seen" }, answer, seen.element), remark, bars.element)),
      ],
    };
  },
};
