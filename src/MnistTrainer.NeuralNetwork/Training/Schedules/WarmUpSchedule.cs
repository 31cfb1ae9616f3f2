namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate rises in a line at first, and goes on by another schedule (Goyal et al. 2017, section 2.2).</summary>
/// <param name="Share">The share of all steps that it rises in, above 0 and below 1; 0.1 is usual.</param>
/// <param name="Then">What it is multiplied with all along.</param>
internal sealed record WarmUpSchedule(float Share, LearningRateSchedule Then) : LearningRateSchedule
{
    public override string Name => Format($"warm-up({Share},{Then})");

    internal override float Factor(in SchedulePosition position)
    {
        double steps = Share * position.Steps;
        float rise = (float)Math.Min(1, position.Step / Math.Max(steps, 1));
        return rise * Then.Factor(position);
    }

    internal override IEnumerable<string> Violations()
    {
        if (!(Share > 0 && Share < 1))
            yield return Format($"the share of a warm-up must be above 0 and below 1, not {Share}");
        foreach (string violation in Then.Violations())
            yield return violation;
    }
}
