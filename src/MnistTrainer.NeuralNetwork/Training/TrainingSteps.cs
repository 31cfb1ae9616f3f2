namespace MnistTrainer.NeuralNetwork;

/// <summary>Selects the implementation of a training step.</summary>
internal static class TrainingSteps
{
    /// <summary>Creates the step that trains a network in place: online if the options allow it, otherwise by mini-batches.</summary>
    public static ITrainingStep Create(Network network, Samples samples, TrainingOptions options) =>
        OnlineStep.Fits(network, options) ? new OnlineStep(network, samples, options) : new MiniBatchStep(network, samples, options);
}
