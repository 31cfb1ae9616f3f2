// The figures of all epochs as a table, for readers and screen readers.
import { percent, text } from "../language.js";

const MaximumRows = 500;

export class Numbers {
  #page;
  #details;
  #table;
  #version = null;

  constructor(page, onOpen) {
    [this.#page, this.#details, this.#table] = [page, page.getElementById("numbers"), page.getElementById("numbers-table")];
    this.#details.addEventListener("toggle", onOpen);
  }

  // A closed table is not built.
  show(epochs, language) {
    const version = `${language} ${epochs.length}`;
    if (!this.#details.open || version === this.#version)
      return;
    this.#version = version;
    const short = value => value === null || value === undefined ? "–" : value.toPrecision(3);
    const share = value => value === null || value === undefined ? "–" : percent(value, 2);
    const columns = ["epoch", "trainLoss", "validationLoss", "trainAccuracy", "validationAccuracy", "rate", "gradientNorm", "seconds"];
    this.#table.replaceChildren(
      this.#row(columns.map(name => text(name)), "col"),
      ...epochs.slice(-MaximumRows).map(one => this.#row([
        String(one.number), short(one.trainLoss), short(one.validationLoss), share(one.trainAccuracy), share(one.validationAccuracy),
        short(one.learningRate), short(one.gradientNorm), one.seconds.toFixed(2)], "row")));
  }

  #row(cells, scope) {
    const row = this.#page.createElement("tr");
    row.append(...cells.map((content, i) => {
      const isHead = scope === "col" || i === 0;
      const cell = this.#page.createElement(isHead ? "th" : "td");
      if (isHead)
        cell.scope = scope;
      cell.textContent = content;
      return cell;
    }));
    return row;
  }
}
