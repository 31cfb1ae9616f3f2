namespace MnistTrainer.NeuralNetwork;

/// <summary>One step of the learning rate range test.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The mean loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The mean loss at rates around this one, weighted by their distance.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double SmoothedLoss);

/// <summary>The result of <see cref="LearningRateFinder"/>.</summary>
/// <param name="Trials">The steps, in order of increasing learning rate, up to the explosion of the loss.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRateTrial> Trials)
{
    // The standard deviation, in decades of the learning rate, of the weights that smooth the loss. Measured in decades and centered, so that
    // the curve has its minimum at the same rate however many steps there are in a decade.
    private const double Deviation = 0.15;

    /// <summary>The learning rate with the lowest smoothed loss; null without trials.</summary>
    public double? Lowest => Trials.Count == 0 ? null : Trials.MinBy(trial => trial.SmoothedLoss).Rate;

    /// <summary>
    /// The learning rate to train with: a tenth of <see cref="Lowest"/>, where training is fast and still far from diverging (Howard and
    /// Gugger 2020, "Deep Learning for Coders", chapter 5). Null if the loss never fell by 1 %, which makes the curve inconclusive.
    /// </summary>
    public double? Suggested =>
        Trials.Count > 0 && Trials.Min(trial => trial.SmoothedLoss) < 0.99 * Trials[0].SmoothedLoss ? Lowest / 10 : null;

    /// <summary>Smooths the losses of increasing rates.</summary>
    internal static LearningRateCurve Of(ReadOnlySpan<double> rates, IReadOnlyList<double> losses)
    {
        LearningRateTrial[] trials = new LearningRateTrial[losses.Count];
        for (int i = 0; i < trials.Length; i++)
        {
            double sum = 0,
                weights = 0;
            for (int j = 0; j < trials.Length; j++)
            {
                double distance = Math.Log10(rates[j] / rates[i]) / Deviation,
                    weight = Math.Exp(-distance * distance / 2);
                (sum, weights) = (sum + (weight * losses[j]), weights + weight);
            }

            trials[i] = new LearningRateTrial(rates[i], losses[i], sum / weights);
        }

        return new LearningRateCurve(trials);
    }
}
