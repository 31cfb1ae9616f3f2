namespace MnistTrainer.NeuralNetwork;

/// <summary>The order in which a training takes its samples.</summary>
internal interface IRowOrder : IDisposable
{
    /// <summary>The number of samples in an epoch.</summary>
    int Count { get; }

    /// <summary>What a training's identity states about them, where their order or place matters; otherwise null.</summary>
    string? Identity { get; }

    /// <summary>Begins an epoch. Epochs are begun in their order, from any one on.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="position">The number of its samples that were taken before training was interrupted.</param>
    void Begin(int epoch, int position);

    /// <summary>Takes the next batch.</summary>
    /// <param name="first">The number of samples that the epoch has taken before.</param>
    /// <param name="rows">The number of samples.</param>
    /// <returns>The rows of the training samples; valid until the next call.</returns>
    ReadOnlySpan<int> Take(int first, int rows);

    /// <summary>The row at a position of the epoch; null where it is not in memory yet.</summary>
    int? RowAt(int position);
}
