namespace MnistTrainer.NeuralNetwork;

/// <summary>Selects the implementation of a training step.</summary>
internal static class TrainingSteps
{
    /// <summary>Creates the step that trains a network in place: online if the options allow it, otherwise by mini-batches.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="options">The training options.</param>
    /// <param name="group">The ranks that train together, which cannot be online; null for one process.</param>
    public static ITrainingStep Create(Network network, Samples samples, TrainingOptions options, RankGroup? group = null) =>
        OnlineStep.Fits(network, options) ? new OnlineStep(network, samples, options) : new MiniBatchStep(network, samples, options, group);
}
