using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The training, validation and test rows of a table: three disjoint sets.</summary>
/// <param name="Report">The findings about the columns.</param>
/// <param name="Schema">The columns that the network reads.</param>
/// <param name="Train">The training rows; for a table in a file (<see cref="Stored"/>), about 1,000 of them, evenly spaced.</param>
/// <param name="Validation">The validation rows, on which the loss is measured after every epoch; null for none.</param>
/// <param name="Test">The test rows, on which the trained network is evaluated.</param>
public sealed record TableData(
    TableReport Report,
    TableSchema Schema,
    Samples<float> Train,
    Samples<float>? Validation,
    Samples<float> Test
)
{
    /// <summary>The training rows if they do not fit into memory (<see cref="TableSelection.Memory"/>); the caller must dispose of their file. Default: null.</summary>
    public StoredSamples? Stored { get; init; }

    /// <summary>The number of training rows.</summary>
    public int TrainCount => Stored?.Count ?? Train.Count;

    /// <summary>The name of the table.</summary>
    public string Name => Report.Table.Name;

    /// <summary>The training rows, all at once or, from a file, one block at a time.</summary>
    internal IEnumerable<Samples> Parts => Stored?.ReadBlocks() ?? [Train];
}
