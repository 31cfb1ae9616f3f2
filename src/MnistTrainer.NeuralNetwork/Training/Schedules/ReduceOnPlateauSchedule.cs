namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate is multiplied by a factor whenever the loss has not fallen for some epochs: that of the validation samples where there are any, else of those learned from.</summary>
/// <param name="Ratio">The factor, above 0 and below 1; 0.1 is usual.</param>
/// <param name="Patience">Epochs without a fall that are borne, at least 1; 3 is usual.</param>
internal sealed record ReduceOnPlateauSchedule(float Ratio, int Patience) : LearningRateSchedule
{
    public override string Name => Format($"reduce-on-plateau({Ratio},{Patience})");

    internal override float Factor(in SchedulePosition position)
    {
        double best = double.PositiveInfinity,
            factor = 1;
        int since = 0;
        foreach (EpochResult epoch in position.History)
        {
            // A fall of less than a ten-thousandth is none.
            if (epoch.MonitoredLoss < best * (1 - 1e-4))
                (best, since) = (epoch.MonitoredLoss, 0);
            else if (++since >= Patience)
                (factor, since) = (factor * Ratio, 0);
        }

        return (float)factor;
    }

    internal override IEnumerable<string> Violations()
    {
        if (!(Ratio > 0 && Ratio < 1))
            yield return Format($"the factor on a plateau must be above 0 and below 1, not {Ratio}");
        if (Patience < 1)
            yield return Format($"the patience on a plateau must be at least 1 epoch, not {Patience}");
    }
}
