using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A self-contained HTML page about a study: the best trial, rungs, curves, slices, importance, and all trials. While the search runs, it loads itself again.</summary>
internal static class StudyPage
{
    private const int TrialsShown = 50;

    private const string Style = """
        :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --dim: color-mix(in srgb, currentColor 65%, transparent); --best: light-dark(#b3245a, #ff7aa8); --own: light-dark(#1f6f43, #5fd08f); --rung: light-dark(#2f6fb5, #78b4f0); }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: clamp(1rem, 6vw, 3rem) auto; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.1rem; font-weight: 500; color: var(--dim); margin: 0; }
        h2 { font-size: 1.1rem; margin: 3rem 0 .75rem; }
        h3 { font-size: .95rem; font-weight: 600; margin: 0; }
        .accuracy { font-size: clamp(2.5rem, 15vw, 4.5rem); overflow-wrap: normal; font-weight: 700; line-height: 1.1; letter-spacing: -.03em; }
        .dim { color: var(--dim); }
        .wide { overflow-x: auto; }
        code { font-size: .9rem; display: block; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
        code span { display: inline-block; }
        table { border-collapse: collapse; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:first-child { text-align: left; }
        td.words { text-align: left; }
        .best td, .best th { color: var(--best); font-weight: 600; }
        .slices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1.5rem; }
        figure { margin: 0; }
        svg { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
        .curves { max-width: 40rem; }
        svg text { fill: currentColor; opacity: .75; }
        .axis { stroke: var(--line); }
        .trial { fill: none; stroke: var(--rung); stroke-opacity: .45; }
        .trial.own { stroke: var(--own); stroke-opacity: 1; stroke-width: 2; stroke-dasharray: 5 3; }
        .trial.top { stroke: var(--best); stroke-opacity: 1; stroke-width: 2.5; }
        .point { fill: var(--rung); }
        .point.own { fill: none; stroke: var(--own); stroke-width: 2; }
        .point.top { fill: var(--best); }
        .bar { fill: var(--rung); }
        .legend b { font-weight: 600; } .legend .top { color: var(--best); } .legend .own { color: var(--own); }
        @media (max-width: 40rem) { th, td { padding: .25rem .4rem; } table { font-size: .9rem; } }
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="study">The study. One that has neither a model nor was canceled is running.</param>
    /// <param name="arguments">The command line that trains the best trial; empty for none.</param>
    public static void Write(TextWriter writer, StudyResult study, ImmutableArray<string> arguments)
    {
        bool isRunning = study.Model is null && !study.WasCanceled;
        string accuracy = study.Best?.Last is TrialEpoch last ? Percent(last.ValidationAccuracy) : "–";
        writer.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {(isRunning ? "<meta http-equiv=\"refresh\" content=\"10\">" : "")}
            <title>{accuracy} · search on {Text(study.Dataset)}</title>
            <style>
            {Style}
            </style>
            <h1>Search on {Text(study.Dataset)}, from the recipe {Text(study.Recipe)}{(
                isRunning ? " · running"
                : study.WasCanceled ? " · canceled"
                : ""
            )}</h1>
            <div class="accuracy">{accuracy}</div>
            <p class="dim">{Summary(study)}</p>

            """
        );
        if (!arguments.IsEmpty)
            writer.Write(
                $"<code>mnist train {string.Join(' ', arguments.Select(argument => $"<span>{Text(CommandText.Of([argument]))}</span>"))}</code>\n"
            );
        WriteRungs(writer, study);
        if (!study.Ranked.IsEmpty)
        {
            WriteCurves(writer, study);
            WriteSlices(writer, study);
        }

        WriteImportance(writer, study);
        WriteTrials(writer, study);
        writer.Write("</html>\n");
    }

    private static string Summary(StudyResult study)
    {
        if (study.Best is not Trial best)
            return "No trial has a result yet.";
        string text = $"Validation accuracy of trial {best.Number} after {best.Epochs.Length} of {study.Rungs[^1]} epochs";
        if (study.ComparedEpochs is int epochs && best.Number > 0)
            text += $" · the unchanged recipe after {epochs}: {Percent(study.Trials[0].Epochs[epochs - 1].ValidationAccuracy)}";
        if (study.Model is TrainedModel model)
            text +=
                $" · test accuracy {Percent(model.Test.Metrics.MicroAccuracy)} of {Count(model.Test.Metrics.Count)}, measured only for this trial";
        return text;
    }

    private static void WriteRungs(TextWriter writer, StudyResult study)
    {
        writer.Write(
            "<h2>Rungs</h2>\n<p class=\"dim\">The best third of the trials of each rung continue training.</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n"
                + "<tr><th>epochs</th><th>trials</th><th>best</th><th>median</th></tr>\n"
        );
        for (int rung = 0; rung < study.Rungs.Length; rung++)
        {
            ImmutableArray<Trial> trials = study.At(rung);
            int epochs = study.Rungs[rung];
            string Accuracy(int rank) => trials.IsEmpty ? "" : Percent(trials[rank].Epochs[epochs - 1].ValidationAccuracy);
            writer.Write(
                $"<tr><th>{epochs}</th><td>{trials.Length}</td><td>{Accuracy(0)}</td><td>{Accuracy(trials.Length / 2)}</td></tr>\n"
            );
        }

        writer.Write($"</table></div>\n{(study.Diverged == 0 ? "" : $"<p>{study.Diverged} trials diverged.</p>\n")}");
    }

    private static void WriteCurves(TextWriter writer, StudyResult study)
    {
        writer.Write(
            "<h2>Curves</h2>\n<p class=\"dim legend\">Validation accuracy by epoch: <b class=\"top\">the best trial</b>, <b class=\"own\">the recipe as it is</b> (dashed), "
                + "and all others.</p>\n<figure class=\"curves\">"
        );
        StudyCharts.WriteCurves(writer, study);
        writer.Write("</figure>\n");
    }

    private static void WriteSlices(TextWriter writer, StudyResult study)
    {
        writer.Write(
            "<h2>Slices</h2>\n<p class=\"dim\">The validation accuracy of each trial on the first rung, by one parameter. The larger the point, the more rungs it has reached.</p>\n<div class=\"slices\">\n"
        );
        for (int i = 0; i < study.Space.Dimensions.Length; i++)
        {
            writer.Write($"<figure><figcaption><h3>{Text(study.Space.Dimensions[i].Parameter.Name)}</h3></figcaption>");
            StudyCharts.WriteSlice(writer, study, i);
            writer.Write("</figure>\n");
        }

        writer.Write("</div>\n");
    }

    private static void WriteImportance(TextWriter writer, StudyResult study)
    {
        if (study.Importance.IsEmpty)
            return;
        writer.Write(
            "<h2>Importance</h2>\n<p class=\"dim\">How much the values of the best third differ from all values tried, for each parameter separately (PED-ANOVA, Watanabe et al. 2023).</p>\n"
                + "<div class=\"wide\" tabindex=\"0\"><table>\n<tr><th>parameter</th><th>share</th><th></th></tr>\n"
        );
        foreach (ParameterImportance one in study.Importance.OrderByDescending(one => one.Share))
        {
            string width = (100 * one.Share).ToString("F1", CultureInfo.InvariantCulture);
            writer.Write(
                $"<tr><th>{Text(one.Parameter)}</th><td>{width} %</td><td><svg viewBox=\"0 0 100 10\" style=\"width:100px\" aria-hidden=\"true\">"
                    + $"<rect class=\"bar\" width=\"{width}\" height=\"10\"/></svg></td></tr>\n"
            );
        }

        writer.Write("</table></div>\n");
    }

    private static void WriteTrials(TextWriter writer, StudyResult study)
    {
        ImmutableArray<Trial> trials = [.. study.Ranked, .. study.Trials.Where(trial => trial.HasDiverged)];
        if (trials.IsEmpty)
            return;
        writer.Write(
            $"<h2>Trials</h2>\n<p class=\"dim\">{Math.Min(TrialsShown, trials.Length)} of {trials.Length}, the best first.</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n"
        );
        writer.Write("<tr><th>trial</th><th>epochs</th><th>accuracy</th><th>loss</th>");
        foreach (SearchDimension dimension in study.Space.Dimensions)
            writer.Write($"<th>{Text(dimension.Parameter.Name)}</th>");
        writer.Write("</tr>\n");
        foreach (Trial trial in trials.Take(TrialsShown))
        {
            string accuracy =
                trial.HasDiverged ? "diverged"
                : trial.Last is TrialEpoch last ? Percent(last.ValidationAccuracy)
                : "";
            string loss =
                trial.Last is TrialEpoch { ValidationLoss: var value } && double.IsFinite(value)
                    ? value.ToString("F4", CultureInfo.InvariantCulture)
                    : "";
            writer.Write(
                $"<tr{(trial.Number == study.Best?.Number ? " class=\"best\"" : "")}><th>{trial.Number}</th><td>{trial.Epochs.Length}</td><td>{accuracy}</td><td>{loss}</td>"
            );
            if (trial.Settings.IsEmpty)
                writer.Write($"<td class=\"words\" colspan=\"{study.Space.Dimensions.Length}\">the recipe as it is</td>");
            foreach (SearchSetting setting in trial.Settings)
                writer.Write($"<td>{Text(setting.Value)}</td>");
            writer.Write("</tr>\n");
        }

        writer.Write("</table></div>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(PrintableText.Of(text));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => Text(PercentText.Of(share));
}
