namespace MnistTrainer.NeuralNetwork;

/// <summary>Collects the rows of a table, one by one, for the shares of a <see cref="CategoryEmbedding"/>. Not thread-safe.</summary>
/// <param name="layer">The layer, with valid settings.</param>
public sealed class CategoryStatistics(CategoryEmbedding layer)
{
    private readonly bool[][] _seen = [.. layer.Values.Select(values => new bool[values + 1])];
    private bool _hasRows;

    /// <summary>The layer.</summary>
    public CategoryEmbedding Layer { get; } = layer;

    /// <summary>Computes the statistics of samples.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="samples">Rows that end with a key for each category.</param>
    public static CategoryStatistics Of(CategoryEmbedding layer, Samples samples)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(samples);
        CategoryStatistics statistics = new(layer);
        float[] values = new float[samples.Shape.Size];
        for (int row = 0; row < samples.Count; row++)
        {
            samples.CopyRow(row, values);
            statistics.Add(values);
        }

        return statistics;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">The values, which end with a key for each category.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<float> keys = row[^_seen.Length..];
        for (int i = 0; i < keys.Length; i++)
            _seen[i][CategoryEmbedding.KeyOf(keys[i], Layer.Values[i])] = true;
        _hasRows = true;
    }

    /// <summary>A network whose first layer is <see cref="Layer"/>, with the shares by the rows that were added; unchanged if there were none.</summary>
    /// <exception cref="InvalidInputException">The network has a different first layer.</exception>
    public Network ApplyTo(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Definition.Layers[0] as CategoryEmbedding != Layer)
            throw new InvalidInputException(
                "the network",
                $"{Layer} as its first layer",
                $"{network.Definition.Layers[0]}",
                "Create it with the layer of these statistics"
            );
        if (!_hasRows)
            return network;
        float[] shares = [.. _seen.SelectMany(Shares)],
            parameters = network.Parameters.ToArray();
        for (
            int first = network.Kernels[0].TrainedCount;
            first < parameters.Length;
            first += parameters.Length / network.Definition.Members
        )
            shares.CopyTo(parameters.AsSpan(first));
        return Network.Create(network.Definition, parameters);
    }

    private static IEnumerable<float> Shares(bool[] seen)
    {
        int values = seen.Skip(1).Count(one => one);
        return seen.Select((one, key) => one ? 1f / (key == 0 ? 1 : values) : 0);
    }
}
