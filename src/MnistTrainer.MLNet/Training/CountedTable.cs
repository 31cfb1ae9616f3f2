using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>All rows of a table, counted one after another for what its network begins with: the statistics of numbers, and the shares of categories behind them.</summary>
/// <param name="width">Values in a row.</param>
/// <param name="categories">The layer of the categories; null for none.</param>
/// <param name="rows">The number of rows that will be added; null if it is not known.</param>
/// <param name="seed">The seed by which rows are drawn if their number is not known.</param>
internal sealed class CountedTable(int width, CategoryEmbedding? categories, long? rows, ulong seed)
{
    private readonly int _numbers = width - (categories?.Values.Length ?? 0);
    private readonly FeatureSample _sample = new(width - (categories?.Values.Length ?? 0), rows, seed);
    private readonly CategoryStatistics? _shares = categories is null ? null : new CategoryStatistics(categories);

    /// <summary>The rows of samples.</summary>
    public static CountedTable Of(Samples samples, CategoryEmbedding? categories)
    {
        CountedTable table = new(samples.Shape.Size, categories, samples.Count, seed: 1);
        table.Add(samples);
        return table;
    }

    /// <summary>Counts samples.</summary>
    public void Add(Samples samples)
    {
        float[] values = new float[width];
        for (int row = 0; row < samples.Count; row++)
        {
            samples.CopyRow(row, values);
            _sample.Add(values.AsSpan(0, _numbers));
            _shares?.Add(values);
        }
    }

    /// <summary>The statistics of the numbers, for a network whose first layer, if there are categories, is that of them.</summary>
    /// <param name="embedding">How numbers are read.</param>
    /// <param name="loss">The loss to train with.</param>
    public FeatureStatistics Statistics(NumericEmbedding embedding, Loss loss)
    {
        FeatureStatistics statistics = FeatureStatistics.Of(
            _sample,
            withRamps: embedding != NumericEmbedding.None,
            withWaves: embedding == NumericEmbedding.Automatic ? null : embedding == NumericEmbedding.Periodic,
            TableDefaults.MaximumRampsOf(loss, _sample.Count)
        );
        return categories is null ? statistics : statistics.Before(categories.OutputShape(Shape.Vector(width)).Size - _numbers);
    }

    /// <summary>A network with the shares of the categories, if there are any.</summary>
    public Network WithShares(Network network) => _shares?.ApplyTo(network) ?? network;
}
