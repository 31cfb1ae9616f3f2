// Saves a misclassified drawing with its correct class, so that a network can be trained on it. Another choice replaces the first.
import { text } from "./language.js";
import { visible } from "./visible.js";

export class Correction {
  onChoice = () => { }; // the class that the drawing was stored as; null for none

  #page;
  #connection;
  #getDrawing;
  #areKept = false;
  #offered = 0; // counts drawings: an answer that arrives late belongs to another one
  #buttons = new Map(); // by class

  constructor(page, connection, getDrawing) {
    this.#page = page;
    this.#connection = connection;
    this.#getDrawing = getDrawing;
  }

  begin(model, { areKept }) {
    this.#areKept = areKept;
    this.#byId("labels").classList.toggle("words", model.classes.some(name => name.length > 2));
    this.#buttons = new Map(model.classes.map(name => {
      const button = this.#page.createElement("button");
      button.type = "button";
      button.textContent = visible(name);
      button.addEventListener("click", () => this.#try(() => this.#keep(name)));
      return [name, button];
    }));
    this.#byId("labels").replaceChildren(...this.#buttons.values());
    this.#choose(null);
  }

  offer(isPossible) {
    this.#offered++;
    this.#byId("correct").hidden = !isPossible || !this.#areKept;
    this.#choose(null);
    this.#report("");
  }

  async #keep(label) {
    const offered = this.#offered;
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ image: this.#getDrawing(), label }) };
    const { id, count } = await this.#connection.ask("api/corrections", request);
    if (offered !== this.#offered)
      return;
    this.#choose(label);
    this.#report(text("kept", label, count));
    const undo = this.#page.createElement("button");
    undo.type = "button";
    undo.textContent = text("undo");
    undo.addEventListener("click", () => this.#try(async () => {
      await this.#connection.ask(`api/corrections/${id}`, { method: "DELETE" });
      this.#choose(null);
      this.#report(text("forgotten"));
    }));
    this.#byId("kept").append(undo);
  }

  #choose(label) {
    for (const [name, button] of this.#buttons)
      button.setAttribute("aria-pressed", String(name === label));
    this.onChoice(label);
  }

  async #try(action) {
    try {
      await action();
    } catch (error) {
      this.#report(error.message || text("failed"), true);
    }
  }

  #report(message, hasFailed = false) {
    this.#byId("kept").textContent = message;
    this.#byId("kept").classList.toggle("failed", hasFailed);
  }

  #byId(id) { return this.#page.getElementById(id); }
}
