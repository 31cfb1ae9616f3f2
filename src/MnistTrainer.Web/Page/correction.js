// "No, it was a 7": keeps the drawing with what it is, so that a network can learn from it.
import { text } from "./language.js";

export class Correction {
  #page;
  #getDrawing;
  #areKept = false;

  constructor(page, getDrawing) {
    this.#page = page;
    this.#getDrawing = getDrawing;
  }

  async begin(model) {
    const response = await fetch("api/corrections");
    this.#areKept = response.ok && (await response.json()).areKept;
    this.#byId("labels").classList.toggle("words", model.classes.some(name => name.length > 2));
    this.#byId("labels").replaceChildren(...model.classes.map(name => {
      const button = this.#page.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => this.#keep(name));
      return button;
    }));
  }

  offer(isPossible) {
    this.#byId("correct").hidden = !isPossible || !this.#areKept;
    this.#tell("");
  }

  async #keep(label) {
    const response = await fetch("api/corrections", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ image: this.#getDrawing(), label }),
    });
    const json = await response.json();
    if (!response.ok) {
      this.#tell(json.detail ?? json.title, true);
      return;
    }

    this.#tell(text("kept", label, json.count));
    const undo = this.#page.createElement("button");
    undo.type = "button";
    undo.textContent = text("undo");
    undo.addEventListener("click", async () => {
      await fetch(`api/corrections/${json.id}`, { method: "DELETE" });
      this.#tell(text("forgotten"));
    });
    this.#byId("kept").append(undo);
  }

  #tell(message, hasFailed = false) {
    this.#byId("kept").textContent = message;
    this.#byId("kept").classList.toggle("failed", hasFailed);
  }

  #byId(id) { return this.#page.getElementById(id); }
}
