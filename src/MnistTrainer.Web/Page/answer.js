// Shows the server's answer: the digit and its probabilities, or several digits in order with boxes in place.
import { confidence, percent, rejectionText, text } from "./language.js";
import { showBoxes } from "./boxes.js";
import { visible } from "./visible.js";
import { showWay } from "./way.js";

const Most = 20; // classes of which all are shown; of more, only the most probable, without scrolling
const MostProbable = 10;
const Highest = 0.9999; // a probability of 1 is one that was rounded
const Quiet = 700; // milliseconds without a change before an answer is announced

export class Answer {
  #page;
  #classes = [];
  #bars = [];
  #last = null;
  #timer = 0;

  constructor(page) { this.#page = page; }

  begin(model) {
    this.#classes = model.classes;
    this.#byId("bars").classList.toggle("words", model.classes.some(name => name.length > 2));
    this.clear();
  }

  clear() {
    this.#last = null;
    this.#setLabel("–", "waiting");
    this.#setWords(text("waiting"), text("waitingMore"));
    this.#showBars(this.#inOrder([]));
    showWay(this.#page, null);
    showBoxes(this.#page, [], null);
    this.say("");
  }

  translate() {
    if (this.#last)
      this.show(this.#last, true);
    else
      this.clear();
  }

  busy(isBusy) { this.#byId("verdict").setAttribute("aria-busy", String(isBusy)); }

  show(answer, isFinal) {
    // Half a digit may look like a letter, or like two digits: such an answer waits until the pen is lifted.
    const isUnasked = answer.digits && !this.#byId("several").checked;
    if (!isFinal && (answer.refusal || isUnasked))
      return;
    this.#last = answer;
    const digits = answer.digits ?? [];
    const spoken = digits.length > 0 ? this.#showMultiple(digits, answer.numbers ?? []) : answer.refusal ? this.#showRejection(answer) : this.#showOne(answer);
    showWay(this.#page, answer);
    showBoxes(this.#page, digits, answer.place);
    if (isFinal)
      this.say(spoken);
  }

  fail(message) {
    this.clear();
    this.#setLabel("?", "rejected");
    this.#setWords(text("failed"), message, true);
    this.say(message);
  }

  // Not while drawing: a screen reader would never finish.
  say(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#byId("spoken").textContent = sentence; }, Quiet);
  }

  #showOne({ label, probability, ranked, note }) {
    const second = ranked[1];
    const choice = second && second.probability >= 0.0005 ? text("second", second.label, percent(second.probability)) : "";
    this.#setLabel(label, "");
    this.#setWords(text("confident", confidence(probability)), note ? text("beside") : choice);
    this.#showBars(this.#inOrder(ranked), label);
    return text("spoken", label, confidence(probability));
  }

  #showRejection({ refusal: rejection, label, ranked }) {
    const sentence = rejectionText(rejection);
    const guess = label !== null ? ` ${text("ifOne", label)}` : "";
    this.#setLabel("?", "rejected");
    this.#setWords(text("notDigitConfident", percent(rejection.confidence, 0)), sentence + guess, true);
    this.#showBars(this.#inOrder(ranked));
    return `${text("notDigit")}. ${sentence}${guess}`;
  }

  #showMultiple(digits, numbers) {
    const hasMarks = numbers.some(number => /[.?-]/.test(number));
    const number = hasMarks ? numbers.join(" ") : digits.map(digit => digit.label ?? "?").join(" ");
    this.#setLabel(number, "");
    const lowest = text("lowestConfidence", percent(Math.min(...digits.map(digit => digit.confidence)))),
      notes = [this.#byId("several").checked ? "" : text("unasked"), number.includes("?") ? text("others") : ""].filter(note => note);
    this.#setWords(text("found", digits.length), notes.length > 0 ? [`${lowest}.`, ...notes].join(" ") : lowest);
    this.#showBars(digits.map(digit => ({ label: digit.label ?? "?", probability: digit.confidence })), null, "digits");
    return `${number}. ${text("found", digits.length)}.`;
  }

  // In the order of the classes, unless there are many; a rejected image may have no probabilities.
  #inOrder(ranked) {
    if (this.#classes.length > Most)
      return ranked.slice(0, MostProbable);
    const shares = new Map(ranked.map(one => [one.label, one.probability]));
    return this.#classes.map(label => ({ label, probability: shares.get(label) ?? 0 }));
  }

  #showBars(rows, best = null, heading = "probabilities") {
    this.#byId("bars-heading").textContent = this.#classes.length > Most && heading === "probabilities" ? text("mostProbable", MostProbable) : text(heading);
    while (this.#bars.length < rows.length)
      this.#bars.push(this.#newBar());
    this.#byId("bars").replaceChildren(...rows.map(({ label, probability }, i) => {
      const { row, name, bar, share } = this.#bars[i];
      row.classList.toggle("best", label === best);
      name.textContent = visible(label);
      bar.style.width = `${(100 * probability).toFixed(1)}%`;
      share.textContent = percent(Math.min(probability, Highest));
      return row;
    }));
  }

  #newBar() {
    const [row, name, track, bar, share] = ["li", "b", "div", "i", "span"].map(kind => this.#page.createElement(kind));
    track.setAttribute("aria-hidden", "true");
    track.append(bar);
    row.append(name, track, share);
    return { row, name, bar, share };
  }

  #setLabel(label, state) {
    const output = this.#byId("label");
    output.textContent = visible(label);
    output.className = `label ${state} ${label.length > 12 ? "longest" : label.length > 2 ? "long" : ""}`;
  }

  #setWords(certainty, remark, isWarning = false) {
    this.#byId("certainty").textContent = certainty;
    this.#byId("remark").textContent = visible(remark);
    this.#byId("remark").classList.toggle("warning", isWarning);
  }

  #byId(id) { return this.#page.getElementById(id); }
}
