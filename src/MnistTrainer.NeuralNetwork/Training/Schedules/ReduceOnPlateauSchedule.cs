namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The learning rate is multiplied by a factor whenever the loss has not fallen for some epochs: the validation loss if there is one, otherwise the training loss.
/// </summary>
/// <param name="Ratio">The factor, above 0 and below 1. Default: 0.1.</param>
/// <param name="Patience">The number of epochs without improvement before the learning rate is reduced, at least 1. Default: 3.</param>
public sealed record ReduceOnPlateauSchedule(float Ratio = 0.1f, int Patience = 3) : LearningRateSchedule
{
    internal override string Keyword => "reduce-on-plateau";

    internal override bool DependsOnLoss => true;

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Ratio = settings.Number("ratio", Ratio, Interval.ProperShare),
            Patience = settings.WholeNumber("patience", Patience, Interval.AtLeast(1)),
        };

    internal override float Factor(in SchedulePosition position)
    {
        double best = double.PositiveInfinity,
            factor = 1;
        int since = 0;
        foreach (EpochResult epoch in position.History)
        {
            // A fall of less than a ten-thousandth does not count.
            if (epoch.MonitoredLoss < best * (1 - 1e-4))
                (best, since) = (epoch.MonitoredLoss, 0);
            else if (++since >= Patience)
                (factor, since) = (factor * Ratio, 0);
        }

        return (float)factor;
    }
}
