using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Numbers far outside those that a network was trained on, such as grams in place of kilograms: it predicts something for them, but was trained on nothing like them. The
/// range of a column is where its ramps begin and end (<see cref="FeatureEncoding"/>); a column without any, of few values, has none.
/// </summary>
internal static class UnseenRange
{
    // Fewer rows may be unusual ones.
    private const int FewestRows = 10;

    /// <summary>Describes each column with numbers that lie further outside than the range is wide, or of which most are outside.</summary>
    /// <param name="network">A network that encodes a table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="samples">The rows.</param>
    public static IEnumerable<string> Describe(Network network, TableSchema schema, Samples<float> samples)
    {
        Dictionary<int, (double Low, double High)> ranges = RangesOf(network);
        SchemaColumn[] columns = [.. schema.Inputs];
        ImmutableArray<int> offsets = schema.Offsets;
        for (int input = 0; input < columns.Length; input++)
        {
            if (columns[input].Kind != ColumnKind.Number || !ranges.TryGetValue(offsets[input], out (double Low, double High) range))
                continue;
            double width = range.High - range.Low;
            float[] values = [.. Enumerable.Range(0, samples.Count).Select(row => samples.Row(row)[offsets[input]]).Where(float.IsFinite)];
            int far = values.Count(value => value < range.Low - width || value > range.High + width),
                outside = values.Count(value => value < range.Low || value > range.High);
            string bounds =
                $"the range of {NumberText.Of(range.Low + columns[input].Origin, 5)} to {NumberText.Of(range.High + columns[input].Origin, 5)} that the network was trained on";
            if (far > 0)
                yield return FormattableString.Invariant(
                    $"{columns[input].Name}: {far:N0} {(far == 1 ? "value is" : "values are")} far outside {bounds}"
                );
            else if (values.Length >= FewestRows && outside * 2 > values.Length)
                yield return FormattableString.Invariant(
                    $"{columns[input].Name}: {outside:N0} of {values.Length:N0} values are outside {bounds}"
                );
        }
    }

    private static Dictionary<int, (double Low, double High)> RangesOf(Network network)
    {
        Dictionary<int, (double Low, double High)> ranges = [];
        if (network.Definition.Layers[0] is not FeatureEncoding { Ramps: > 0 and int ramps })
            return ranges;
        int width = network.Definition.InputShape.Size;
        ReadOnlySpan<float> centers = network.LayerParameters(0)[..width],
            columns = network.LayerParameters(0)[(2 * width)..];
        for (int i = 0; i < ramps; i++)
        {
            int column = (int)columns[i];
            double start = columns[ramps + i],
                end = start + (1.0 / columns[(2 * ramps) + i]);

            // A column that is mostly 0 keeps 0 as its center, and its ramps lie between its other values.
            (double low, double high) = ranges.GetValueOrDefault(column, centers[column] == 0 ? (0, 0) : (start, end));
            ranges[column] = (Math.Min(low, start), Math.Max(high, end));
        }

        return ranges;
    }
}
