namespace MnistTrainer.NeuralNetwork;

/// <summary>Where training stands before a step.</summary>
/// <param name="Step">The step, 1 for the first.</param>
/// <param name="StepsPerEpoch">Steps in an epoch.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Done">The share of all samples of all epochs that is learned, 0 to below 1.</param>
/// <param name="History">The epochs that are completed.</param>
internal readonly record struct SchedulePosition(long Step, int StepsPerEpoch, int Epochs, double Done, IReadOnlyList<EpochResult> History)
{
    /// <summary>Epochs done, with a fraction for the one under way.</summary>
    public double Epoch => Done * Epochs;

    /// <summary>Steps in all.</summary>
    public long Steps => (long)StepsPerEpoch * Epochs;
}
