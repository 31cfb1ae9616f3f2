// A prediction before the answer: a question with choices or a number, the answer with its reason, and, if wanted, a change of the figure.
import { element, uniqueId } from "./dom.js";
import { brief, typed } from "./numbers.js";
import { inline, prose } from "./prose.js";
import { shared } from "./texts.js";

// id: unique in the chapter. choices: texts, of which answer is the index of the right one; or number: { from, to, answer, tolerance }. reason: a text.
// reveal: called once the answer is shown, to set the figure.
export function prediction(chapter, { id, question, choices = null, answer = null, number = null, reason, reveal = () => {} }) {
  const memory = chapter.memory;
  const name = uniqueId("prediction");
  const outcome = element("div", { class: "outcome", role: "status" });
  const field = number && element("input", { type: "text", id: name, class: "exact", inputmode: number.from < 0 ? "text" : "decimal", autocomplete: "off" });
  const answers = choices
    ? choices.map((text, i) => element("label", { class: "choice" }, element("input", { type: "radio", name, value: i }), element("span", {}, inline(text))))
    : [element("label", { class: "number", for: name }, shared("yourAnswer"), field)];
  const form = element("form", { class: "prediction", onsubmit: event => { event.preventDefault(); check(); } },
    element("fieldset", {}, element("legend", {}, element("b", {}, shared("predict")), element("span", {}, inline(question))), answers,
      element("button", { type: "submit" }, shared("check"))),
    outcome);
  const guess = () => choices ? form.querySelector("input:checked")?.value : typed(field.value);

  function check() {
    const value = guess();
    if (value === undefined || (number && (value < number.from || value > number.to))) {
      outcome.replaceChildren(choices ? shared("choose") : shared("expectNumber", brief(number.from), brief(number.to)));
      return;
    }

    memory.set(id, value);
    show(value);
    reveal();
  }

  function show(value) {
    const isRight = choices ? Number(value) === answer : Math.abs(value - number.answer) <= number.tolerance;
    form.dataset.outcome = isRight ? "correct" : "incorrect";
    if (choices) {
      form.querySelectorAll(".choice").forEach((one, i) => one.classList.toggle("answer", i === answer));
      form.querySelector(`input[value="${value}"]`).checked = true;
    } else {
      field.value = String(value);
    }

    outcome.replaceChildren(element("p", {}, element("strong", {}, shared(isRight ? "correct" : "incorrect"))), ...prose(reason));
  }

  if (memory.has(id))
    show(memory.get(id));
  return form;
}
