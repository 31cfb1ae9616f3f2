// The same training by the command.
import { element } from "../../dom.js";
import { shortest } from "../../numbers.js";
import { prose } from "../../prose.js";

// The command line of a training with the settings of the page.
export const commandLine = ({ hidden, rate, rule, start }) =>
  `./mnist train --data digits --preset book --hidden ${hidden} --learning-rate ${shortest(rate)} --gradient ${rule}${start === "equal" ? ' --initializer "constant(0.01)"' : ""} --watch`;

export const command = {
  key: "command",
  build({ text, state }) {
    const line = element("code");
    state.onChange(values => { line.textContent = commandLine(values); });
    const button = element("button", { type: "button", class: "small", onclick: async () => {
      await navigator.clipboard.writeText(line.textContent);
      button.textContent = text("copied");
    } }, text("copy"));
    return { beside: [element("p", { class: "command" }, line, navigator.clipboard && button), prose(text("commandAfter"))] };
  },
};
