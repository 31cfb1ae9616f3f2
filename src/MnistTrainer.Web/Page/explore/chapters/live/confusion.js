// What the network confuses: a table of digits and answers, and the images that it reads wrong with the largest outputs.
import { Digits } from "../../digits.js";
import { element } from "../../dom.js";
import { digitImage } from "../../images.js";
import { decimal } from "../../numbers.js";
import { Session } from "./session.js";

const Shown = 12;
const Calm = 1000; // milliseconds between changes of the images while it learns
const all = Array.from({ length: Digits }, (_, digit) => digit);

export const confusion = {
  key: "confusion",
  build(chapter) {
    const { text } = chapter;
    const session = Session.of(chapter);
    const cells = all.map(() => all.map(() => element("td")));
    const mistakes = element("ul", { class: "mistakes", "aria-label": text("mistakes") });
    const none = element("p", { class: "help" }, text("noMistakes"));
    let changed = -Infinity;
    session.onChange(({ exam, digits, isPlaying }) => {
      if (exam === null)
        return;
      exam.counts.forEach((row, label) => {
        const sum = row.reduce((total, count) => total + count, 0);
        row.forEach((count, answer) => {
          cells[label][answer].textContent = count === 0 ? "" : String(count);
          cells[label][answer].style.setProperty("--share", `${Math.round(45 * Math.sqrt(count / sum))}%`);
          cells[label][answer].className = label === answer ? "right" : "wrong";
        });
      });
      if (isPlaying && performance.now() - changed < Calm)
        return;
      changed = performance.now();
      const { images, labels } = digits.checking;
      const wrong = exam.answers.map((answer, i) => ({ ...answer, i })).filter(({ digit, i }) => digit !== labels[i]).sort((a, b) => b.output - a.output).slice(0, Shown);
      none.hidden = wrong.length > 0;
      mistakes.replaceChildren(...wrong.map(({ digit, output, i }) => {
        const name = text("mistake", String(labels[i]), String(digit), decimal(output, 2));
        return element("li", {}, digitImage(name, images[i]).element, element("span", { "aria-hidden": "true" }, `${labels[i]} → ${digit}`));
      }));
    });
    return {
      figure: [
        element("div", { class: "wide-confusion" }, element("table", { class: "confusion" }, element("caption", {}, text("confusionTable")),
          element("thead", {}, element("tr", {}, element("td"), all.map(answer => element("th", { scope: "col" }, String(answer))))),
          element("tbody", {}, cells.map((row, label) => element("tr", {}, element("th", { scope: "row" }, String(label)), row))))),
        element("h4", {}, text("mistakes")), mistakes, none,
      ],
    };
  },
};
