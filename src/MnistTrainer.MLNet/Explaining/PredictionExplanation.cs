using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Explains the prediction for a row by integrated gradients (Sundararajan, Taly and Yan 2017, "Axiomatic attribution for deep networks"): what each feature
/// contributes, compared with the mean of other rows.
/// </summary>
/// <param name="Output">The index of the output that is explained: the predicted class, or 0 for a network with one output.</param>
/// <param name="Value">The output: a probability, or the estimated number.</param>
/// <param name="Baseline">
/// The same for the mean of the other rows. The contributions add up to <paramref name="Value"/> minus this, within about a thousandth of their absolute sum.
/// </param>
/// <param name="Features">The contributions of the features, in their order, followed by those of the categories.</param>
public sealed record PredictionExplanation(int Output, double Value, double Baseline, ImmutableArray<FeatureContribution> Features)
{
    /// <summary>Explains the predictions of a network for rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="background">The other rows.</param>
    /// <param name="columnsOf">Finds the columns of the network in a schema.</param>
    /// <param name="output">The output to explain; null for the most probable class.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    internal static IEnumerable<PredictionExplanation> Of(
        Network network,
        IDataView rows,
        IDataView background,
        Func<DataViewSchema, NetworkColumns> columnsOf,
        int? output,
        CancellationToken cancellation
    )
    {
        SampleCollector others = new(network.Definition.InputShape.Size, background.GetRowCount(), "the background");
        foreach (float[] values in Read(network, background, columnsOf(background.Schema), "background"))
            others.Add(new VBuffer<float>(values.Length, values));
        Samples samples = others.ToSamples(network.Definition.InputShape, labels: null, []);
        if (samples.Count == 0)
            throw new InvalidInputException("background", "at least one row", "none", "Pass the rows that the network was trained on");
        NetworkColumns columns = columnsOf(rows.Schema);
        string[] names = [.. NamesOf(columns)];
        float[] scores = new float[network.Definition.ClassNames.Length];
        using Scorer scorer = new(network);
        foreach (float[] values in Read(network, rows, columns, "rows"))
        {
            scorer.Score(values, scores);
            int explained = output ?? scores.AsSpan().IndexOf(scores.Max());
            IntegratedGradients gradients = IntegratedGradients.Of(network, samples, values, explained, progress: null, cancellation);
            yield return new PredictionExplanation(
                explained,
                gradients.Output,
                gradients.Baseline,
                [.. names.Select((name, i) => new FeatureContribution(name, values[i], gradients.Contributions[i]))]
            );
        }
    }

    private static IEnumerable<float[]> Read(Network network, IDataView data, NetworkColumns columns, string parameter)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.All);
        FeatureReader reader = new(cursor, columns, network.Definition.AcceptsMissingValues);
        while (cursor.MoveNext())
        {
            float[] values = new float[network.Definition.InputShape.Size];
            if (!reader.TryRead(values))
                throw new InvalidInputException(
                    $"{parameter}, row {cursor.Position + 1}",
                    "a number for every feature",
                    "NaN",
                    "Replace missing values before the network: mlContext.Transforms.ReplaceMissingValues"
                );
            yield return values;
        }
    }

    private static IEnumerable<string> NamesOf(NetworkColumns columns) =>
        InputColumns
            .SlotNames(columns.Features)
            .Select((name, i) => name ?? $"{columns.Features.Name}[{i}]")
            .Concat(
                columns.Categories.SelectMany(column =>
                    column.Type is VectorDataViewType vector
                        ? Enumerable.Range(0, vector.Size).Select(i => $"{column.Name}[{i}]")
                        : [column.Name]
                )
            );
}
