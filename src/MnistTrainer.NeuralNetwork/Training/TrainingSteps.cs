namespace MnistTrainer.NeuralNetwork;

/// <summary>Chooses how steps are taken.</summary>
internal static class TrainingSteps
{
    /// <summary>Steps that change a network: one sample at a time where that can be done, else batches.</summary>
    public static ITrainingStep Create(Network network, Samples samples, TrainingOptions options) =>
        OnlineStep.Fits(network, options) ? new OnlineStep(network, samples, options) : new MiniBatchStep(network, samples, options);
}
