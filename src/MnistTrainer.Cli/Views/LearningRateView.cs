using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the result of a learning rate search: a curve drawn with characters, a suggestion, and an SVG image on request.</summary>
internal sealed class LearningRateView(LearningRateCurve curve, string data, Optimizer optimizer)
{
    private const int MostColumns = 72,
        Margin = 11,
        Lines = 16;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static int Columns => Math.Clamp(Screen.Width - Margin, 20, MostColumns);

    private double Low => curve.Trials.Min(trial => trial.SmoothedLoss);

    // Whatever follows after the loss has doubled is of no interest and would flatten the rest.
    private double High => Math.Min(curve.Trials.Max(trial => trial.SmoothedLoss), 2 * curve.Trials[0].SmoothedLoss);

    public void Write(TextWriter writer)
    {
        if (curve.Trials.Count > 1)
            WriteCurve(writer);
        writer.WriteLine(
            curve.Suggested is double rate
                ? Localized.Of(
                    $"Suggested for {optimizer.Spelling} on {PrintableText.Of(data)}: --learning-rate {Number(rate)}, half of {Number(curve.Middle!.Value)}, in the middle of the rates with low losses."
                )
                : Localized.Of("The loss did not fall at any rate, so there is no suggestion. Check the data, or try more --steps.")
        );
    }

    /// <summary>Draws the curve as an SVG image.</summary>
    public void Plot(string file)
    {
        const int width = 720,
            height = 400,
            left = 60,
            right = 20,
            top = 40,
            bottom = 50;
        StringBuilder svg = new();
        svg.AppendLine(
            Culture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"13\">"
        );
        svg.AppendLine(Culture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
        svg.AppendLine(Culture, $"<text x=\"{left}\" y=\"24\" font-size=\"15\">Loss while the learning rate grows</text>");
        for (int decade = (int)Math.Ceiling(Math.Log10(curve.Trials[0].Rate) - 1e-9); decade <= Math.Log10(curve.Trials[^1].Rate); decade++)
        {
            svg.AppendLine(
                Culture,
                $"<line x1=\"{X(Math.Pow(10, decade)):F1}\" y1=\"{top}\" x2=\"{X(Math.Pow(10, decade)):F1}\" y2=\"{height - bottom}\" stroke=\"#ddd\"/>"
            );
            svg.AppendLine(
                Culture,
                $"<text x=\"{X(Math.Pow(10, decade)):F1}\" y=\"{height - bottom + 18}\" text-anchor=\"middle\">1e{decade}</text>"
            );
        }

        foreach (double level in (double[])[Low, (Low + High) / 2, High])
            svg.AppendLine(Culture, $"<text x=\"{left - 8}\" y=\"{Y(level) + 4:F1}\" text-anchor=\"end\">{level:0.###}</text>");
        string points = string.Join(
            ' ',
            curve.Trials.Select(trial => string.Create(Culture, $"{X(trial.Rate):F1},{Y(trial.SmoothedLoss):F1}"))
        );
        svg.AppendLine(Culture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"#2563eb\" stroke-width=\"2\"/>");
        if (curve.Suggested is double rate)
        {
            svg.AppendLine(
                Culture,
                $"<line x1=\"{X(rate):F1}\" y1=\"{top}\" x2=\"{X(rate):F1}\" y2=\"{height - bottom}\" stroke=\"#dc2626\" stroke-dasharray=\"5 4\"/>"
            );
            svg.AppendLine(Culture, $"<text x=\"{X(rate) + 6:F1}\" y=\"{top + 14}\" fill=\"#dc2626\">suggested {Number(rate)}</text>");
        }

        svg.AppendLine(Culture, $"<text x=\"{width / 2}\" y=\"{height - 10}\" text-anchor=\"middle\">learning rate</text>");
        svg.AppendLine("</svg>");
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(svg.ToString())));

        double X(double value) => left + ((width - left - right) * Position(value));
        double Y(double loss) => top + ((height - top - bottom) * (1 - Math.Clamp((loss - Low) / Math.Max(High - Low, 1e-12), 0, 1)));
    }

    private void WriteCurve(TextWriter writer)
    {
        char[][] canvas = [.. Enumerable.Range(0, Lines).Select(_ => new string(' ', Columns).ToCharArray())];
        foreach (LearningRateTrial trial in curve.Trials)
        {
            double height = Math.Clamp((trial.SmoothedLoss - Low) / Math.Max(High - Low, 1e-12), 0, 1);
            canvas[(int)Math.Round((1 - height) * (Lines - 1))][(int)Math.Round(Position(trial.Rate) * (Columns - 1))] = '•';
        }

        int? suggested = curve.Suggested is double rate ? (int)Math.Round(Math.Clamp(Position(rate), 0, 1) * (Columns - 1)) : null;
        for (int line = 0; line < Lines; line++)
        {
            if (suggested is int column && canvas[line][column] == ' ')
                canvas[line][column] = '┊';
            string level =
                line == 0 ? Number(High)
                : line == Lines - 1 ? Number(Low)
                : line == Lines / 2 ? Localized.Of("loss")
                : "";
            writer.WriteLine($"{CellWidth.PadLeft(level, 8)} │{new string(canvas[line]).TrimEnd()}");
        }

        writer.WriteLine($"{"", 8} └{new string('─', Columns)}");
        string from = Number(curve.Trials[0].Rate),
            to = Number(curve.Trials[^1].Rate);
        string title = CellWidth.PadLeft(Localized.Of("learning rate"), Math.Max(14, ((Columns + 13) / 2) - from.Length));
        writer.WriteLine($"{"", 10}{from}{title}{to.PadLeft(Math.Max(to.Length + 1, Columns - ((Columns + 13) / 2)))}");
        writer.WriteLine();
    }

    private double Position(double rate) =>
        Math.Log(rate / curve.Trials[0].Rate) / Math.Max(Math.Log(curve.Trials[^1].Rate / curve.Trials[0].Rate), 1e-12);

    private static string Number(double value) =>
        value.ToString("0.###e+0", Culture) is string scientific && value is < 0.001 or > 1000
            ? scientific
            : value.ToString("0.####", Culture);
}
