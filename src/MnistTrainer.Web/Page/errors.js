// The errors of the network: the confusion matrix and the most confident mistakes.
import { percent, text } from "./language.js";
import { visible } from "./visible.js";

let shown = null;

export function showErrors(page, start, errors) {
  page.getElementById("confusion-help").textContent = text("confusionHelp", text(start.measuredOn));
  const key = errors && `${page.documentElement.lang} ${start.name} ${errors.epoch}`;
  if (key === shown)
    return;
  shown = key;
  page.getElementById("no-mistakes").hidden = errors !== null && errors.mistakes.length > 0;
  page.getElementById("confusion").replaceChildren(...(errors ? rows(page, start.classes, errors.confusion) : []));
  page.getElementById("mistakes").replaceChildren(...(errors?.mistakes ?? []).map(mistake => {
    const item = page.createElement("li");
    const image = page.createElement("img");
    const truth = page.createElement("b");
    image.src = mistake.picture;
    image.alt = "";
    truth.textContent = text("taken", mistake.truth, mistake.predicted);
    item.append(image, truth, percent(mistake.probability));
    return item;
  }));
}

function rows(page, classes, counts) {
  const cell = (kind, content) => {
    const element = page.createElement(kind);
    element.textContent = visible(content);
    return element;
  };
  const head = page.createElement("tr");
  head.append(cell("td", ""), ...classes.map(name => cell("th", name)));
  return [head, ...counts.map((row, truth) => {
    const line = page.createElement("tr");
    const support = row.reduce((sum, count) => sum + count, 0) || 1;
    line.append(cell("th", classes[truth]), ...row.map((count, predicted) => {
      const one = cell("td", count === 0 ? "·" : String(count));
      const isRight = truth === predicted;
      // Mistakes are rare: their color is saturated at 5 % of a class.
      one.className = count === 0 ? "none" : isRight ? "right" : "mistaken";
      one.style.setProperty("--strength", `${(isRight ? 33 * count / support : Math.min(100, 2000 * count / support)).toFixed(0)}%`);
      return one;
    }));
    return line;
  })];
}
