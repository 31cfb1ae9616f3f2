// The images of a cell of the confusion matrix.
import { number, percent, text } from "../language.js";
import { ask } from "./requests.js";

export class Cell {
  #page;
  #host;
  #heading;
  #images;
  #shown = null;

  constructor(page) {
    this.#page = page;
    [this.#host, this.#heading, this.#images] = ["cell", "cell-heading", "cell-images"].map(id => page.getElementById(id));
    page.getElementById("cell-close").addEventListener("click", () => this.close());
  }

  // classes: the names of all classes.
  async open(classes, truth, predicted) {
    let answer;
    try {
      answer = await ask(`api/training/images/${truth}/${predicted}`);
    } catch (error) {
      answer = { problem: error.message, images: [] };
    }

    this.#shown = { classes, truth, predicted, ...answer };
    this.show();
    this.#host.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.#shown = null;
    this.show();
  }

  show() {
    this.#host.hidden = this.#shown === null;
    if (this.#shown === null)
      return;
    const { classes, truth, predicted, problem, epoch, images } = this.#shown;
    const what = text(truth === predicted ? "readCorrectly" : "taken", classes[truth], classes[predicted]);
    this.#heading.textContent = problem ?? text("cellImages", what, images.length, epoch);
    this.#images.replaceChildren(...images.map(({ row, probability, image: source }) => {
      const item = this.#page.createElement("li");
      const image = this.#page.createElement("img");
      image.src = source;
      image.alt = text("row", number(row));
      item.append(image, [text("row", number(row)), ...probability === null ? [] : [percent(probability)]].join(" · "));
      return item;
    }));
  }
}
