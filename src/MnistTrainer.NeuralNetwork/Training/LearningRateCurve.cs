namespace MnistTrainer.NeuralNetwork;

/// <summary>One step of the learning rate range test.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The mean loss of the batch, before the step.</param>
/// <param name="SmoothedLoss">The mean loss at rates around this one, weighted by their distance.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double SmoothedLoss);

/// <summary>The result of <see cref="LearningRateFinder"/>.</summary>
/// <param name="Trials">The steps, in order of increasing learning rate, up to the explosion of the loss.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRateTrial> Trials)
{
    // The standard deviation, in decades of the learning rate, of the weights that smooth the loss. Measured in decades and centered, so that
    // the curve has its minimum at the same rate however many steps there are in a decade.
    private const double Deviation = 0.15;

    // The part of its fall by which the loss may differ from the lowest and still counts as such. A network that has learned everything stays
    // there, whatever the rate, since its gradient is nearly 0.
    private const double Tolerance = 1e-3;

    // The part of its fall by which the loss in the valley may differ from the lowest.
    private const double Side = 0.1;

    /// <summary>The learning rate where the smoothed loss first reaches its lowest value, to a thousandth of its fall; null without trials.</summary>
    public double? Lowest
    {
        get
        {
            if (Trials.Count == 0)
                return null;
            double lowest = Trials.Min(trial => trial.SmoothedLoss),
                limit = lowest + (Tolerance * (Trials[0].SmoothedLoss - lowest));
            return Trials.First(trial => trial.SmoothedLoss <= limit).Rate;
        }
    }

    /// <summary>
    /// The middle, on a logarithmic scale, of the first consecutive learning rates at which the smoothed loss has fallen by at least nine tenths of its maximum decrease. The
    /// position of the minimum in this valley is random, but its sides are steep. A second valley, at rates with which training has already begun to diverge, may be slightly
    /// deeper by chance. At most twice <see cref="Lowest"/>; null without trials.
    /// </summary>
    public double? Middle
    {
        get
        {
            if (Trials.Count == 0)
                return null;
            double lowest = Trials.Min(trial => trial.SmoothedLoss),
                limit = lowest + (Side * (Trials[0].SmoothedLoss - lowest));
            LearningRateTrial[] valley =
            [
                .. Trials.SkipWhile(trial => trial.SmoothedLoss > limit).TakeWhile(trial => trial.SmoothedLoss <= limit),
            ];
            return Math.Min(Math.Sqrt(valley[0].Rate * valley[^1].Rate), 2 * Lowest!.Value);
        }
    }

    /// <summary>
    /// The suggested learning rate: half of <see cref="Middle"/>. At rates above those of the lowest losses, training begins to diverge, and the best rate
    /// is usually within a factor of 2 of the highest rate that does not diverge (Bengio 2012, "Practical Recommendations for Gradient-Based Training of Deep
    /// Architectures", section 3.1). Null if the loss never fell by 1 %, which makes the curve inconclusive.
    /// </summary>
    public double? Suggested =>
        Trials.Count > 0 && Trials.Min(trial => trial.SmoothedLoss) < 0.99 * Trials[0].SmoothedLoss ? Middle / 2 : null;

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
