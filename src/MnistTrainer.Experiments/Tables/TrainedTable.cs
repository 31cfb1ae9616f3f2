using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network that was trained on a table and evaluated on the test rows.</summary>
public sealed record TrainedTable
{
    /// <summary>The recipe used for training.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The training and test rows.</summary>
    public required TableData Data { get; init; }

    /// <summary>The result of the training. Its network outputs standardized numbers; use <see cref="Network"/>.</summary>
    public required TrainingResult Training { get; init; }

    /// <summary>The network, in the units of the table, minus the <see cref="SchemaColumn.Origin"/> of the label, with the metadata of its training.</summary>
    public required Network Network { get; init; }

    /// <summary>The duration of training.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The evaluation on the test rows.</summary>
    public required TableEvaluation Test { get; init; }

    /// <summary>The reasons why members are excluded from the mean, one for each. Default: none.</summary>
    public ImmutableArray<Divergence> LeftOut { get; init; } = [];

    /// <summary>The columns that the network reads.</summary>
    public TableSchema Schema => Data.Schema;

    /// <summary>The model: the network and its columns.</summary>
    public TableModel Model => new(Network, Schema);

    /// <summary>Saves the model as one zip. The same training run always gives the same bytes.</summary>
    /// <param name="path">The file. Its folder is created if it does not exist, and an existing file is replaced atomically.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Save(string path) => ModelStore.Save(Network, path, Schema);
}
