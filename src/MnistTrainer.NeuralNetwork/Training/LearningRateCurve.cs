namespace MnistTrainer.NeuralNetwork;

/// <summary>What one rate came to.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The mean loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The running mean of losses.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double SmoothedLoss);

/// <summary>What <see cref="LearningRateFinder"/> saw.</summary>
/// <param name="Trials">The rates that were tried, rising, up to where the loss exploded.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRateTrial> Trials)
{
    /// <summary>The rate at which the smoothed loss is lowest; null where nothing was tried.</summary>
    public double? Lowest => Trials.Count == 0 ? null : Trials.MinBy(trial => trial.SmoothedLoss).Rate;

    /// <summary>
    /// The rate to train with: a tenth of that at which the loss is lowest, where training is fast and still far from the edge (Howard and Gugger 2020,
    /// "Deep Learning for Coders", chapter 5). Null where the loss never fell by a hundredth, so that the curve says nothing.
    /// </summary>
    public double? Suggested =>
        Trials.Count > 0 && Trials.Min(trial => trial.SmoothedLoss) < 0.99 * Trials[0].SmoothedLoss ? Lowest / 10 : null;
}
