namespace MnistTrainer.Experiments;

/// <summary>The script of <see cref="ConfirmationPage"/>: counts and filters the samples, remembers decisions in the browser, and exports the list.</summary>
internal static class ConfirmationScript
{
    /// <summary>The script as text.</summary>
    public const string Text = """

        "use strict";
        const cards = [...document.querySelectorAll("article")];
        const filter = document.getElementById("filter");
        const counts = document.getElementById("counts");
        const key = "mnist-doctor " + document.body.dataset.list;

        const actionOf = card => card.querySelector("input:checked").value;

        function read() {
          try {
            return JSON.parse(localStorage.getItem(key)) ?? {};
          } catch {
            return {};
          }
        }

        function write(decisions) {
          try {
            localStorage.setItem(key, JSON.stringify(decisions));
          } catch {
            // A browser without storage only forgets them when the page is closed.
          }
        }

        function count() {
          const all = { keep: 0, fix: 0, remove: 0 };
          for (const card of cards) {
            card.dataset.action = actionOf(card);
            all[card.dataset.action]++;
          }
          counts.textContent = `${all.keep} keep · ${all.fix} fix · ${all.remove} remove`;
        }

        function show() {
          for (const card of cards)
            card.hidden = filter.value !== "" && !card.dataset.kinds.split(" ").includes(filter.value);
        }

        document.getElementById("cards").addEventListener("change", event => {
          const card = event.target.closest("article");
          write({ ...read(), [card.id]: actionOf(card) });
          count();
        });
        filter.addEventListener("change", show);

        document.getElementById("export").addEventListener("click", () => {
          const lines = [document.body.dataset.header];
          for (const card of cards)
            lines.push(`${card.dataset.start},${actionOf(card)},${card.dataset.end}`);
          const rest = document.getElementById("rest");
          if (rest)
            lines.push(...rest.textContent.trim().split("\n"));
          const link = document.createElement("a");
          link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }));
          link.download = "confirmed.csv";
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 60000);
        });

        const decisions = read();
        for (const card of cards) {
          const input = [...card.querySelectorAll("input")].find(one => one.value === decisions[card.id] && !one.disabled);
          if (input)
            input.checked = true;
        }
        count();
        show();

        """;
}
