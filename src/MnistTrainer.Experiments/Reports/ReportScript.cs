namespace MnistTrainer.Experiments;

/// <summary>The script of <see cref="EvaluationPage"/>: chooses the language, sorts classes and filters mistakes. Without it, the page is whole, in English.</summary>
internal static class ReportScript
{
    /// <summary>The script as text.</summary>
    public const string Text = """

        "use strict";
        const root = document.documentElement;
        const button = document.getElementById("language");
        const key = "mnist-report-language";
        const figures = [...document.querySelectorAll("figure[data-truth]")];
        const filters = ["truth", "predicted"].map(name => document.getElementById(name)).filter(Boolean);
        const matching = document.getElementById("matching");
        const Unfiltered = 60;

        function remembered() {
          try {
            return localStorage.getItem(key);
          } catch {
            return null;
          }
        }

        function remember(language) {
          try {
            localStorage.setItem(key, language);
          } catch {
            // Without browser storage, the choice is not remembered.
          }
        }

        function speak(language) {
          root.lang = language;
          button.textContent = language === "ko" ? "English" : "한국어";
          button.lang = language === "ko" ? "en" : "ko";
          for (const element of document.querySelectorAll("[data-ko]"))
            element.textContent = language === "ko" ? element.dataset.ko : element.dataset.en;
          filter();
        }

        function filter() {
          if (!matching)
            return;
          const [truth, predicted] = filters.map(one => one.value);
          const found = figures.filter(one => (truth === "" || one.dataset.truth === truth) && (predicted === "" || one.dataset.predicted === predicted));
          const shown = new Set(truth === "" && predicted === "" ? found.slice(0, Unfiltered) : found);
          for (const one of figures)
            one.hidden = !shown.has(one);
          matching.textContent = (root.lang === "ko" ? matching.dataset.textKo : matching.dataset.textEn).replace("{0}", shown.size);
        }

        function sort(header) {
          const table = header.closest("table");
          const isAscending = header.getAttribute("aria-sort") === "descending";
          for (const other of table.querySelectorAll("th[aria-sort]"))
            other.removeAttribute("aria-sort");
          header.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
          const column = header.cellIndex;
          const rows = [...table.tBodies[0].rows];
          const valueOf = row => Number(row.cells[column].dataset.value);
          rows.sort((one, other) => (isAscending ? 1 : -1) * (valueOf(one) - valueOf(other)));
          table.tBodies[0].append(...rows);
        }

        for (const one of document.querySelectorAll("th button"))
          one.addEventListener("click", () => sort(one.closest("th")));
        for (const one of filters)
          one.addEventListener("change", filter);
        button.addEventListener("click", () => {
          const language = root.lang === "ko" ? "en" : "ko";
          remember(language);
          speak(language);
        });
        for (const one of document.querySelectorAll(".scripted"))
          one.hidden = false;
        speak((remembered() ?? navigator.language).toLowerCase().startsWith("ko") ? "ko" : "en");

        """;
}
