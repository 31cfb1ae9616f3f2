using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The rows of a table that a network is trained, validated and tested on: three sets that share no row.</summary>
/// <param name="Report">What was found in the columns.</param>
/// <param name="Schema">The columns as the network reads them.</param>
/// <param name="Train">The rows to train on; of a table that is in a file (<see cref="Stored"/>), about 1,000 of them, spread evenly.</param>
/// <param name="Validation">The rows that the loss is measured on after every epoch; null for none.</param>
/// <param name="Test">The rows that the trained network is measured on.</param>
public sealed record TableData(
    TableReport Report,
    TableSchema Schema,
    Samples<float> Train,
    Samples<float>? Validation,
    Samples<float> Test
)
{
    /// <summary>The rows to train on where they do not fit into memory (<see cref="TableSelection.Memory"/>); their file is the caller's to dispose of. Default: null.</summary>
    public StoredSamples? Stored { get; init; }

    /// <summary>The number of rows to train on.</summary>
    public int TrainCount => Stored?.Count ?? Train.Count;

    /// <summary>The name of the table.</summary>
    public string Name => Report.Table.Name;

    /// <summary>The rows to train on, all at once or, of a file, those of a block at a time.</summary>
    internal IEnumerable<Samples> Parts => Stored?.ReadBlocks() ?? [Train];
}
