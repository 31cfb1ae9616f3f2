using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The charts of <see cref="EvaluationPage"/> as SVG. They contain numbers alone; headings name them.</summary>
/// <param name="low">The value at the lower edge.</param>
/// <param name="high">The value at the upper edge, above <paramref name="low"/>.</param>
/// <param name="from">The value at the left edge.</param>
/// <param name="to">The value at the right edge, above <paramref name="from"/>.</param>
internal sealed class ReportChart(double low, double high, double from = 0, double to = 1)
{
    // Units of the drawing, which is as wide as there is room.
    private const double Width = 360,
        Height = 240,
        Left = 56,
        Right = 14,
        Top = 10,
        Bottom = 26;

    private static readonly int[] RoundFactors = [1, 2, 5, 10];

    /// <summary>Accuracy by confidence: a bar for each bin, the more opaque the more answers it has, and the line of calibrated answers.</summary>
    /// <param name="bins">The bins.</param>
    /// <param name="heading">The identifier of the heading that names the chart.</param>
    public static string OfReliability(ImmutableArray<ReliabilityBin> bins, string heading)
    {
        ReportChart chart = new(0, 1);
        double most = Math.Max(1, bins.Max(bin => bin.Count));
        IEnumerable<string> bars = bins.Where(bin => bin.Count > 0)
            .SelectMany(bin =>
                (string[])
                    [
                        $"<rect class=\"bar\" x=\"{Unit(chart.X(bin.Lower) + 1)}\" y=\"{Unit(chart.Y(bin.Accuracy))}\" width=\"{Unit(chart.X(bin.Upper) - chart.X(bin.Lower) - 2)}\" "
                            + $"height=\"{Unit(Height - Bottom - chart.Y(bin.Accuracy))}\" fill-opacity=\"{Unit(0.25 + (0.75 * Math.Sqrt(bin.Count / most)))}\"/>",
                        $"<path class=\"gap\" d=\"M{Unit(chart.X(bin.Lower) + 1)} {Unit(chart.Y(bin.Confidence))}H{Unit(chart.X(bin.Upper) - 1)}\"/>",
                    ]
            );
        string ideal = $"<path class=\"ideal\" d=\"M{Unit(chart.X(0))} {Unit(chart.Y(0))}L{Unit(chart.X(1))} {Unit(chart.Y(1))}\"/>";
        return chart.Drawn(heading, [.. bars, ideal], [0, 0.25, 0.5, 0.75, 1], Share, [0, 0.2, 0.4, 0.6, 0.8, 1], Share);
    }

    /// <summary>Accuracy by the share of answers given.</summary>
    /// <param name="points">The points.</param>
    /// <param name="heading">The identifier of the heading that names the chart.</param>
    public static string OfCoverage(ImmutableArray<CoveragePoint> points, string heading)
    {
        (double low, double high) = ShareRange(points.Select(point => point.Accuracy));
        ReportChart chart = new(low, high, Math.Min(0.5, points.Min(point => point.Coverage)));
        (double, double)[] line = [.. points.Select(point => (point.Coverage, point.Accuracy))];
        return chart.Drawn(
            heading,
            [chart.Line(line, ""), .. chart.Dots(line, "")],
            Steps(low, high),
            Share,
            [0.5, 0.6, 0.7, 0.8, 0.9, 1],
            Share
        );
    }

    /// <summary>A figure by epoch, on the training and, where there are some, on the validation samples.</summary>
    /// <param name="training">The figure after each epoch.</param>
    /// <param name="validation">The same on the validation samples; empty without.</param>
    /// <param name="areShares">Whether the figures are shares, 0 to 1.</param>
    /// <param name="heading">The identifier of the heading that names the chart.</param>
    public static string OfEpochs((double, double)[] training, (double, double)[] validation, bool areShares, string heading)
    {
        double[] values = [.. training.Concat(validation).Select(point => point.Item2)];
        double highest = values.Max();
        (double low, double high) = areShares ? ShareRange(values) : (0, highest > 0 ? highest * 1.05 : 1);
        int last = Math.Max(2, training.Length);
        ReportChart chart = new(low, high, 1, last);
        string[] marks =
        [
            chart.Line(training, ""),
            .. validation.Length > 0 ? [chart.Line(validation, " validation")] : (string[])[],
            .. chart.Dots(training[^1..], ""),
            .. validation.Length > 0 ? chart.Dots(validation[^1..], " validation") : [],
        ];
        double[] epochs = [.. new[] { 1, (1 + last) / 2, last }.Distinct().Select(epoch => (double)epoch)];
        return chart.Drawn(heading, marks, Steps(low, high), areShares ? Share : Number, epochs, Number);
    }

    // Starts slightly below the lowest fraction, which may be close to 1.
    private static (double Low, double High) ShareRange(IEnumerable<double> shares)
    {
        double low = shares.Min();
        return low < 1 ? (Math.Max(0, low - (0.15 * (1 - low))), 1) : (0.99, 1);
    }

    // Round numbers between the edges: multiples of 1, 2 or 5 times a power of ten.
    private static double[] Steps(double low, double high)
    {
        double rough = (high - low) / 5,
            unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = unit * RoundFactors.First(factor => factor * unit >= rough * (1 - 1e-9));
        int first = (int)Math.Ceiling((low / step) - 1e-9),
            last = (int)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(first, last - first + 1).Select(i => i * step)];
    }

    private static string Share(double value) => $"{Number(100 * value)} %";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Unit(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private double X(double value) => Left + ((value - from) / (to - from) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((value - low) / (high - low) * (Height - Top - Bottom));

    private string Line((double X, double Y)[] points, string kind) =>
        $"<polyline class=\"curve{kind}\" points=\"{string.Join(' ', points.Select(point => $"{Unit(X(point.X))},{Unit(Y(point.Y))}"))}\"/>";

    private IEnumerable<string> Dots((double X, double Y)[] points, string kind) =>
        points.Select(point => $"<circle class=\"dot{kind}\" cx=\"{Unit(X(point.X))}\" cy=\"{Unit(Y(point.Y))}\" r=\"3.5\"/>");

    private string Drawn(
        string heading,
        IEnumerable<string> marks,
        double[] rows,
        Func<double, string> rowText,
        double[] columns,
        Func<double, string> columnText
    )
    {
        IEnumerable<string> grid = rows.Select(value =>
            $"<line class=\"grid\" x1=\"{Unit(Left)}\" x2=\"{Unit(Width - Right)}\" y1=\"{Unit(Y(value))}\" y2=\"{Unit(Y(value))}\"/>"
            + $"<text x=\"{Unit(Left - 6)}\" y=\"{Unit(Y(value) + 4)}\" text-anchor=\"end\">{rowText(value)}</text>"
        );
        IEnumerable<string> axis = columns
            .Where(value => value >= from && value <= to)
            .Select(value => $"<text x=\"{Unit(X(value))}\" y=\"{Unit(Height - 6)}\" text-anchor=\"middle\">{columnText(value)}</text>");
        return $"<svg viewBox=\"0 0 {Unit(Width)} {Unit(Height)}\" role=\"img\" aria-labelledby=\"{heading}\">{string.Concat([.. grid, .. axis, .. marks])}</svg>";
    }
}
