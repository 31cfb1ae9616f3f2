namespace MnistTrainer.NeuralNetwork;

/// <summary>One step of the learning rate range test.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The mean loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The exponential moving average of the losses.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double SmoothedLoss);

/// <summary>The result of <see cref="LearningRateFinder"/>.</summary>
/// <param name="Trials">The steps, in order of increasing learning rate, up to the explosion of the loss.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRateTrial> Trials)
{
    /// <summary>The learning rate with the lowest smoothed loss; null without trials.</summary>
    public double? Lowest => Trials.Count == 0 ? null : Trials.MinBy(trial => trial.SmoothedLoss).Rate;

    /// <summary>
    /// The learning rate to train with: a tenth of <see cref="Lowest"/>, where training is fast and still far from diverging (Howard and
    /// Gugger 2020, "Deep Learning for Coders", chapter 5). Null if the loss never fell by 1 %, which makes the curve inconclusive.
    /// </summary>
    public double? Suggested =>
        Trials.Count > 0 && Trials.Min(trial => trial.SmoothedLoss) < 0.99 * Trials[0].SmoothedLoss ? Lowest / 10 : null;
}
