using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Values that are missing in columns where none was while a network was trained. What stands for a missing value was never trained there: a number gets the center of its
/// column instead (<see cref="FeatureStatistics"/>), which is its mean, or 0 where most are 0. A category is none of those that were trained on.
/// </summary>
internal static class UnseenMissing
{
    /// <summary>Fills numbers, and adds a note for each column.</summary>
    /// <param name="network">A network that encodes a table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="rows">The rows.</param>
    public static TableRows Fill(Network network, TableSchema schema, TableRows rows)
    {
        float?[] centers = CentersOf(network);
        ReadOnlySpan<float> scales = network.Definition.Layers[0] is FeatureEncoding ? network.LayerParameters(0)[centers.Length..] : [];
        List<string> notes = [.. rows.Notes];
        SchemaColumn[] columns = [.. schema.Inputs];
        ImmutableArray<int> offsets = schema.Offsets;
        for (int input = 0; input < columns.Length && scales.Length > 0; input++)
        {
            (SchemaColumn column, int offset) = (columns[input], offsets[input]);
            bool isNumber = column.Kind == ColumnKind.Number;
            if (isNumber ? centers[offset] is null : scales[offset + column.Width - 1] != 0)
                continue;
            int index = input;
            int missing = Enumerable.Range(0, rows.Samples.Count).Count(row => schema.IsMissing(column, rows.Cell(row, index)));
            if (missing == 0)
                continue;
            string meaning = isNumber ? NumberText.Of(centers[offset]!.Value + column.Origin, 5) : "none of the categories";
            string what = missing == 1 ? "value is" : "values are";
            notes.Add(FormattableString.Invariant($"{column.Name}: {missing:N0} {what} missing, but none in training; read as {meaning}"));
        }

        return rows with
        {
            Samples = Fill(centers, rows.Samples),
            Notes = notes,
        };
    }

    /// <summary>Fills numbers.</summary>
    public static Samples<float> Fill(Network network, Samples<float> samples) => Fill(CentersOf(network), samples);

    private static Samples<float> Fill(float?[] centers, Samples<float> samples)
    {
        int width = samples.Shape.Size;
        int[] fillable = [.. Enumerable.Range(0, centers.Length).Where(i => centers[i] is not null)];
        if (!Enumerable.Range(0, samples.Count).Any(row => LacksOne(samples.Row(row), fillable)))
            return samples;
        float[] values = new float[samples.Count * width];
        for (int row = 0; row < samples.Count; row++)
        {
            Span<float> filled = values.AsSpan(row * width, width);
            samples.Row(row).CopyTo(filled);
            foreach (int column in fillable)
            {
                if (float.IsNaN(filled[column]))
                    filled[column] = centers[column]!.Value;
            }
        }

        Samples<float> all = new(samples.Shape, values, labels: null, classNames: []);
        return samples.HasTargets ? (Samples<float>)all.WithTargets(samples.Targets, samples.ClassNames[0])
            : samples.HasLabels ? (Samples<float>)all.WithLabels(samples.Labels, samples.ClassNames)
            : all;
    }

    private static bool LacksOne(ReadOnlySpan<float> row, int[] columns)
    {
        foreach (int column in columns)
        {
            if (float.IsNaN(row[column]))
                return true;
        }

        return false;
    }

    /// <summary>The center of each column without an indicator of missing values; null for others, and empty for a network that encodes no table.</summary>
    private static float?[] CentersOf(Network network)
    {
        if (network.Definition.Layers[0] is not FeatureEncoding encoding)
            return [];
        int width = network.Definition.InputShape.Size;
        ReadOnlySpan<float> parameters = network.LayerParameters(0);
        float?[] centers = [.. parameters[..width].ToArray().Select(center => (float?)center)];
        foreach (float column in parameters[^encoding.Indicators..])
            centers[(int)column] = null;
        return centers;
    }
}
