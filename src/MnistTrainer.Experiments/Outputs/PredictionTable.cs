using System.Globalization;

namespace MnistTrainer.Experiments;

/// <summary>Whether an existing table is one of predictions, which may be replaced, or one of somebody else that is as narrow.</summary>
internal static class PredictionTable
{
    /// <summary>The name of the column of row numbers.</summary>
    public const string RowColumn = "row";

    /// <summary>The name of the column of probabilities.</summary>
    public const string ProbabilityColumn = "probability";

    /// <summary>The name of the column of deviations over the networks of an ensemble.</summary>
    public const string DeviationColumn = "deviation";

    private const char ByteOrderMark = '\uFEFF';

    /// <summary>
    /// A table with the header that is going to be written; or with that of another model or source: <c>ImageId,Label</c>, <c>row,LABEL</c> with the row 1 below it, or
    /// three columns of which the last is a probability with six decimals, or with four, as earlier versions wrote.
    /// </summary>
    /// <param name="start">The beginning of the table.</param>
    /// <param name="header">The first line that is going to be written.</param>
    public static bool IsOne(string start, string header)
    {
        string[] lines = [.. start.TrimStart(ByteOrderMark).Split('\n').Select(line => line.TrimEnd('\r'))];
        if (lines[0] == header || lines[0] == "ImageId,Label")
            return true;
        string below = lines.Length > 1 ? lines[1] : "";
        if (lines[0].EndsWith($",{DeviationColumn}", StringComparison.Ordinal))
            (lines[0], below) = (lines[0][..^(DeviationColumn.Length + 1)], below[..Math.Max(0, below.LastIndexOf(','))]);
        return lines[0].EndsWith($",{ProbabilityColumn}", StringComparison.Ordinal)
            ? below.Length == 0 || IsProbability(below[(below.LastIndexOf(',') + 1)..])
            : lines[0].StartsWith($"{RowColumn},", StringComparison.Ordinal)
                && lines[0].Split(',').Length == 2
                && (below.Length == 0 || below.StartsWith("1,", StringComparison.Ordinal));
    }

    private static bool IsProbability(string cell) =>
        (cell.Length == "0.000000".Length || cell.Length == "0.0000".Length)
        && cell[1] == '.'
        && double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double probability)
        && probability <= 1;
}
