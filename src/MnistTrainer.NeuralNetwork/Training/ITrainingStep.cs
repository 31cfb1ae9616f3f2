namespace MnistTrainer.NeuralNetwork;

/// <summary>Learns from batch after batch.</summary>
internal interface ITrainingStep : IDisposable
{
    /// <summary>Learns from one batch.</summary>
    /// <param name="rows">The rows of the training samples that it consists of.</param>
    /// <param name="rateFactor">What the learning rate is multiplied by in this step.</param>
    /// <returns>The sum of the losses of the batch's samples, measured before the step.</returns>
    double Run(ReadOnlySpan<int> rows, float rateFactor);

    /// <summary>Called after the last batch of an epoch: afterwards the network's parameters must be whole.</summary>
    void Finish();
}
