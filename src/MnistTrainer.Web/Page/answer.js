// Shows what the program answered: the digit, how likely each is, what the network saw, and several digits boxed in place.
import { percent, stageName, text } from "./language.js";

const Quiet = 700; // milliseconds without a change before an answer is spoken

export class Answer {
  #page;
  #bars = new Map();
  #last = null;
  #timer = 0;

  constructor(page) { this.#page = page; }

  begin(model) {
    const list = this.#byId("bars");
    list.classList.toggle("words", model.classes.some(name => name.length > 2));
    list.replaceChildren(...model.classes.map(name => {
      const row = this.#page.createElement("li");
      const label = this.#page.createElement("b");
      const track = this.#page.createElement("div");
      const bar = this.#page.createElement("i");
      const share = this.#page.createElement("span");
      label.textContent = name;
      track.setAttribute("aria-hidden", "true");
      track.append(bar);
      row.append(label, track, share);
      row.dataset.name = name;
      this.#bars.set(name, { row, bar, share });
      return row;
    }));
    this.clear();
  }

  clear() {
    this.#last = null;
    this.#setLabel("–", false);
    this.#byId("certainty").textContent = text("waiting");
    this.#byId("refusal").hidden = true;
    for (const { row, bar, share } of this.#bars.values()) {
      row.classList.remove("best");
      bar.style.width = "0";
      share.textContent = percent(0);
    }

    this.#byId("picture").hidden = true;
    this.#byId("stages").replaceChildren();
    this.#byId("boxes").replaceChildren();
    this.#speak("");
  }

  translate() {
    if (this.#last)
      this.show(this.#last, true);
    else
      this.clear();
  }

  show(answer, isFinal) {
    this.#last = answer;
    const several = answer.digits ?? [];
    const number = several.map(digit => digit.label).join(" ");
    const isRefused = answer.refusal !== null && several.length === 0;
    this.#setLabel(several.length > 0 ? number : isRefused ? "?" : answer.label, isRefused);
    this.#byId("certainty").textContent = several.length > 1 ? text("found", several.length)
      : isRefused ? text("notDigit")
      : text("sure", percent(several[0]?.probability ?? answer.probability));
    const refusal = this.#byId("refusal");
    refusal.hidden = !isRefused;
    refusal.textContent = isRefused ? text(`refusal-${answer.refusal.reason}`) ?? answer.refusal.message : "";

    for (const { label, probability } of answer.ranked) {
      const { row, bar, share } = this.#bars.get(label);
      row.classList.toggle("best", label === answer.label && !isRefused);
      bar.style.width = `${(100 * probability).toFixed(1)}%`;
      share.textContent = percent(probability);
    }

    this.#showStages(answer);
    this.#showBoxes(several, answer.place);
    if (isFinal)
      this.#speak(several.length > 0 ? `${number}. ${text("found", several.length)}` : isRefused ? refusal.textContent : text("spoken", answer.label, percent(answer.probability)));
  }

  fail(message) {
    this.clear();
    const refusal = this.#byId("refusal");
    this.#setLabel("?", true);
    this.#byId("certainty").textContent = text("failed");
    refusal.hidden = false;
    refusal.textContent = message;
    this.#speak(message);
  }

  #showStages(answer) {
    const picture = this.#byId("picture");
    picture.src = answer.picture;
    picture.alt = text("seen");
    picture.hidden = false;
    this.#byId("stages").replaceChildren(...answer.stages.map(stage => {
      const row = this.#page.createElement("li");
      const image = this.#page.createElement("img");
      image.src = stage.image;
      image.alt = "";
      row.append(image, stageName(stage.name));
      return row;
    }));
  }

  #showBoxes(digits, place) {
    const paper = this.#byId("paper");
    const share = (value, whole) => `${(100 * value / whole).toFixed(2)}%`;
    this.#byId("boxes").replaceChildren(...digits.map(({ label, probability, box }) => {
      const frame = this.#page.createElement("span");
      const name = this.#page.createElement("b");
      const top = place.top + box.top * place.scale;
      name.textContent = label;
      frame.append(name);
      frame.classList.toggle("doubtful", probability < 0.8);
      frame.classList.toggle("under", top < paper.height * 0.07);
      frame.style.left = share(place.left + box.left * place.scale, paper.width);
      frame.style.top = share(top, paper.height);
      frame.style.width = share(box.width * place.scale, paper.width);
      frame.style.height = share(box.height * place.scale, paper.height);
      return frame;
    }));
  }

  #setLabel(label, isRefused) {
    const output = this.#byId("label");
    output.textContent = label;
    output.classList.toggle("long", label.length > 2);
    output.classList.toggle("refused", isRefused);
  }

  // Not while one still draws: a screen reader would never end.
  #speak(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#byId("spoken").textContent = sentence; }, Quiet);
  }

  #byId(id) { return this.#page.getElementById(id); }
}
