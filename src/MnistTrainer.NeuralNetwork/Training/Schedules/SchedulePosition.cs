namespace MnistTrainer.NeuralNetwork;

/// <summary>The position in a training before a step.</summary>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="StepsPerEpoch">Steps in an epoch.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Done">The completed share of the training, from 0 to below 1.</param>
/// <param name="History">The completed epochs.</param>
internal readonly record struct SchedulePosition(long Step, int StepsPerEpoch, int Epochs, double Done, IReadOnlyList<EpochResult> History)
{
    /// <summary>Completed epochs, with a fraction for the current one.</summary>
    public double Epoch => Done * Epochs;

    /// <summary>Steps in all.</summary>
    public long Steps => (long)StepsPerEpoch * Epochs;
}
