using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The rows of a table that a network is trained, validated and tested on: three sets that share no row.</summary>
/// <param name="Report">What was found in the columns.</param>
/// <param name="Schema">The columns as the network reads them.</param>
/// <param name="Train">The rows to train on.</param>
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
    /// <summary>The name of the table.</summary>
    public string Name => Report.Table.Name;
}
