using System.Globalization;
using System.Net;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The charts of a study as SVG: curves of validation accuracy, and slices through the space.</summary>
internal static class StudyCharts
{
    // Units of the drawing, which is as wide as there is room.
    private const double Width = 320,
        Height = 190,
        Left = 48,
        Right = 10,
        Top = 8,
        Bottom = 22;

    private const double WorstShown = 0.2;

    /// <summary>Writes the curve of every trial; epochs are on a logarithmic axis, as rungs are.</summary>
    public static void WriteCurves(TextWriter writer, StudyResult study)
    {
        (double low, double high) = RangeOf(study.Ranked.SelectMany(trial => trial.Epochs));
        double last = Math.Log(Math.Max(2, study.Rungs[^1]));
        writer.Write(Open("Validation accuracy by epoch"));
        WriteAccuracyAxis(writer, low, high);
        foreach (int epochs in study.Rungs)
            writer.Write(Label(X(Math.Log(epochs) / last), $"{epochs}"));
        foreach (Trial trial in study.Ranked.Where(trial => Kind(study, trial).Length == 0))
            WriteCurve(trial, "");
        foreach (Trial trial in study.Ranked.Where(trial => Kind(study, trial).Length > 0))
            WriteCurve(trial, Kind(study, trial));
        writer.Write("</svg>");

        void WriteCurve(Trial trial, string kind)
        {
            IEnumerable<string> points = trial.Epochs.Select(
                (epoch, i) => $"{Text(X(Math.Log(i + 1) / last))},{Text(Y(epoch.ValidationAccuracy, low, high))}"
            );
            // A line of one point needs a second to be seen.
            string line = string.Join(
                ' ',
                trial.Epochs.Length == 1
                    ? points.Append($"{Text(X(0) + 4)},{Text(Y(trial.Epochs[0].ValidationAccuracy, low, high))}")
                    : points
            );
            writer.Write($"<polyline class=\"trial{kind}\" points=\"{line}\"><title>trial {trial.Number}</title></polyline>");
        }
    }

    /// <summary>Writes a point for every trial: its value of one parameter, and what it had reached on the first rung, where all can be compared.</summary>
    public static void WriteSlice(TextWriter writer, StudyResult study, int dimension)
    {
        int first = study.Rungs[0] - 1;
        (double low, double high) = RangeOf(study.Ranked.Select(trial => trial.Epochs[first]));
        SearchDimension one = study.Space.Dimensions[dimension];
        writer.Write(Open($"Validation accuracy by {one.Parameter.Name}"));
        WriteAccuracyAxis(writer, low, high);
        foreach ((double place, string text) in Marks(one.Domain))
            writer.Write(Label(X(place), text));
        foreach (Trial trial in study.Ranked.Reverse().Where(trial => study.Points.ContainsKey(trial.Number)))
        {
            int rung = study.Rungs.Count(epochs => epochs <= trial.Epochs.Length);
            string title =
                $"trial {trial.Number}: {one.Domain.ValueAt(study.Points[trial.Number][dimension])}, {PercentText.Of(trial.Epochs[first].ValidationAccuracy)}";
            writer.Write(
                $"<circle class=\"point{Kind(study, trial)}\" cx=\"{Text(X(study.Points[trial.Number][dimension]))}\" cy=\"{Text(Y(trial.Epochs[first].ValidationAccuracy, low, high))}\" "
                    + $"r=\"{Text(1.5 + rung)}\"><title>{WebUtility.HtmlEncode(title)}</title></circle>"
            );
        }

        writer.Write("</svg>");
    }

    private static string Kind(StudyResult study, Trial trial) =>
        trial.Number == study.Best?.Number ? " top"
        : trial.Number == 0 ? " own"
        : "";

    // The worst fifth would compress the others, so it is drawn on the lower edge.
    private static (double Low, double High) RangeOf(IEnumerable<TrialEpoch> epochs)
    {
        double[] all = [.. epochs.Select(epoch => epoch.ValidationAccuracy).Order()];
        (double low, double high) = (all[(int)(WorstShown * (all.Length - 1))], all[^1]);
        double margin = Math.Max(0.0005, 0.05 * (high - low));
        return (Math.Max(0, low - margin), Math.Min(1, high + margin));
    }

    private static void WriteAccuracyAxis(TextWriter writer, double low, double high)
    {
        foreach (double share in (double[])[0, 0.5, 1])
        {
            double y = Y(low + (share * (high - low)), low, high);
            writer.Write($"<line class=\"axis\" x1=\"{Text(Left)}\" x2=\"{Text(Width - Right)}\" y1=\"{Text(y)}\" y2=\"{Text(y)}\"/>");
            writer.Write(
                $"<text x=\"{Text(Left - 4)}\" y=\"{Text(y + 4)}\" text-anchor=\"end\">{(100 * (low + (share * (high - low)))).ToString("F1", CultureInfo.InvariantCulture)} %</text>"
            );
        }
    }

    private static IEnumerable<(double Place, string Text)> Marks(SearchDomain domain)
    {
        if (domain is SearchChoice choice)
        {
            // Long names, or many, would overlap.
            const int room = 40;
            int step = Math.Max(1, (int)Math.Ceiling(choice.Values.Sum(value => value.Length + 2) / (double)room));
            return choice.Values.Select((value, i) => ((i + 0.5) / choice.Values.Length, value)).Where((_, i) => i % step == 0);
        }

        return new[] { 0, 0.5, 1 }.Select(place => (place, domain.ValueAt(place)));
    }

    private static string Open(string title) =>
        $"<svg viewBox=\"0 0 {Text(Width)} {Text(Height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">";

    private static string Label(double x, string text)
    {
        string anchor =
            x < Left + 20 ? "start"
            : x > Width - Right - 20 ? "end"
            : "middle";
        return $"<text x=\"{Text(x)}\" y=\"{Text(Height - 6)}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(PrintableText.Of(text))}</text>";
    }

    private static double X(double place) => Left + 6 + (place * (Width - Left - Right - 12));

    private static double Y(double accuracy, double low, double high) =>
        Top + ((1 - Math.Clamp((accuracy - low) / (high - low), 0, 1)) * (Height - Top - Bottom));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
