// Saves a misclassified drawing, or one of its digits, with the correct class, so that a network can be trained on it. Another choice replaces the first.
import { text } from "./language.js";
import { visible } from "./visible.js";
import { markBox, onBox } from "./boxes.js";

export class Correction {
  onChoice = () => { }; // the class that the drawing was stored as; null for none
  leaveMachine = false; // whether the server stores drawings on another machine

  #page;
  #connection;
  #getDrawing;
  #areKept = false;
  #offered = 0; // counts drawings: an answer that arrives late belongs to another one
  #buttons = new Map(); // by class
  #digits = []; // of a drawing of several: the answer, the image that the network saw, and the class it was stored as
  #part = -1; // the index of the digit to correct

  constructor(page, connection, getDrawing) {
    this.#page = page;
    this.#connection = connection;
    this.#getDrawing = getDrawing;
    onBox(page, i => this.#choosePart(i));
  }

  // The chosen digit's image as the network saw it; null for a drawing of one digit.
  get part() { return this.#digits[this.#part]?.seen ?? null; }

  begin(model, { areKept, leaveMachine }) {
    this.#areKept = areKept;
    this.leaveMachine = leaveMachine;
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

  // Of several digits, the user chooses one first.
  offer(isPossible, digits = []) {
    this.#offered++;
    this.#digits = isPossible ? digits.map(digit => ({ label: digit.label, seen: digit.picture, stored: null })) : [];
    this.#part = -1;
    this.#byId("correct").hidden = !isPossible || !this.#areKept;
    this.#showParts();
    this.#choose(null);
    this.#report("");
  }

  #choosePart(i) {
    if (!this.#digits[i] || !this.#areKept)
      return;
    this.#part = i;
    this.#showParts();
    this.#choose(this.#digits[i].stored);
    this.#report("");
  }

  #showParts() {
    const parts = this.#byId("parts");
    const areSeveral = this.#digits.length > 0;
    const read = this.#digits[this.#part]?.label ?? "?";
    this.#byId("correct-heading").textContent = !areSeveral ? text("wrong") : this.#part < 0 ? text("wrongDigit") : text("digitIs", this.#part + 1, read);
    this.#byId("labels").hidden = areSeveral && this.#part < 0;
    parts.hidden = !areSeveral;
    if (parts.childElementCount !== this.#digits.length || this.#part < 0)
      parts.replaceChildren(...this.#digits.map((digit, i) => this.#partButton(digit, i)));
    [...parts.children].forEach((button, i) => button.setAttribute("aria-pressed", String(i === this.#part)));
    markBox(this.#page, this.#part);
  }

  #partButton({ seen, label }, i) {
    const button = this.#page.createElement("button");
    const image = this.#page.createElement("img");
    button.type = "button";
    button.setAttribute("aria-label", text("part", i + 1, label ?? "?"));
    image.src = seen;
    image.alt = "";
    button.append(image, visible(label ?? "?"));
    button.addEventListener("click", () => this.#choosePart(i));
    return button;
  }

  async #keep(label) {
    const [offered, part] = [this.#offered, this.#part];
    const image = this.part ?? this.#getDrawing();
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ image, label }) };
    const { id, count } = await this.#connection.ask("api/corrections", request);
    if (offered !== this.#offered)
      return;
    this.#store(part, label);
    if (part !== this.#part)
      return;
    this.#report(text("kept", label, count));
    const undo = this.#page.createElement("button");
    undo.type = "button";
    undo.textContent = text("undo");
    undo.addEventListener("click", () => this.#try(async () => {
      await this.#connection.ask(`api/corrections/${id}`, { method: "DELETE" });
      if (offered !== this.#offered)
        return;
      this.#store(part, null);
      this.#report(text("forgotten"));
    }));
    this.#byId("kept").append(undo);
  }

  #store(part, label) {
    if (part >= 0)
      this.#digits[part].stored = label;
    if (part === this.#part)
      this.#choose(label);
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
