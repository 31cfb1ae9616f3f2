using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>One network that was trained and measured.</summary>
/// <param name="Preset">What was done, its seed included.</param>
/// <param name="Training">Can save the network.</param>
/// <param name="Result">What training came to.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Test">How well the network does.</param>
internal sealed record OneTraining(Preset Preset, NetworkTraining Training, TrainingResult Result, TimeSpan Elapsed, Evaluation Test)
{
    /// <summary>The last epoch that was completed, or null.</summary>
    public EpochResult? Last => Result.Epochs.Count == 0 ? null : Result.Epochs[^1];
}
