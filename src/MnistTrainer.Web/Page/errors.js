// The errors of the network: the confusion matrix, whose cells open their images, and the most confident mistakes.
import { percent, text } from "./language.js";
import { visible } from "./visible.js";

let shown = null;
let current = [0, 0]; // the cell that Tab reaches; arrow keys move it

// open(truth, predicted): shows the images of a cell.
export function showErrors(page, start, errors, open) {
  page.getElementById("confusion-help").textContent = `${text("confusionHelp", text(start.measuredOn))}${errors?.hasImages ? ` ${text("cellHelp")}` : ""}`;
  const key = errors && `${page.documentElement.lang} ${start.started} ${errors.epoch}`;
  if (key === shown)
    return;
  shown = key;
  const table = page.getElementById("confusion");
  const hadFocus = table.contains(page.activeElement);
  page.getElementById("no-mistakes").hidden = errors !== null && errors.mistakes.length > 0;
  table.replaceChildren(...(errors ? rows(page, start.classes, errors, open) : []));
  table.onkeydown = event => move(table, event);
  if (hadFocus)
    cellAt(table, ...current)?.focus();
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

function rows(page, classes, { confusion, hasImages }, open) {
  const cell = (kind, content, scope) => {
    const element = page.createElement(kind);
    element.textContent = visible(content);
    if (scope)
      element.scope = scope;
    return element;
  };
  const head = page.createElement("tr");
  head.append(cell("td", ""), ...classes.map(name => cell("th", name, "col")));
  return [head, ...confusion.map((row, truth) => {
    const line = page.createElement("tr");
    const support = row.reduce((sum, count) => sum + count, 0) || 1;
    line.append(cell("th", classes[truth], "row"), ...row.map((count, predicted) => {
      const one = cell("td", hasImages ? "" : shownCount(count));
      const isRight = truth === predicted;
      // Mistakes are rare: their color is saturated at 5 % of a class.
      one.className = count === 0 ? "none" : isRight ? "right" : "mistaken";
      one.style.setProperty("--strength", `${(isRight ? 33 * count / support : Math.min(100, 2000 * count / support)).toFixed(0)}%`);
      if (hasImages)
        one.append(button(page, classes, count, truth, predicted, open));
      return one;
    }));
    return line;
  })];
}

const shownCount = count => count === 0 ? "·" : String(count);

function button(page, classes, count, truth, predicted, open) {
  const element = page.createElement("button");
  element.type = "button";
  element.textContent = shownCount(count);
  element.dataset.at = `${truth} ${predicted}`;
  element.tabIndex = truth === current[0] && predicted === current[1] ? 0 : -1;
  element.setAttribute("aria-label", text("cellCount", text(truth === predicted ? "readCorrectly" : "taken", classes[truth], classes[predicted]), count));
  element.addEventListener("focus", () => choose(element.closest("table"), truth, predicted));
  element.addEventListener("click", () => open(truth, predicted));
  return element;
}

const cellAt = (table, truth, predicted) => table.querySelector(`[data-at="${truth} ${predicted}"]`);

function choose(table, truth, predicted) {
  const before = cellAt(table, ...current);
  if (before)
    before.tabIndex = -1;
  current = [truth, predicted];
  cellAt(table, ...current).tabIndex = 0;
}

function move(table, event) {
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
  const next = cellAt(table, current[0] + down, current[1] + right);
  if (!next || (down === 0 && right === 0))
    return;
  event.preventDefault();
  next.focus();
}
