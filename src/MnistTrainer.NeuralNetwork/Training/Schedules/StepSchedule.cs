namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate is multiplied by a factor every few epochs.</summary>
/// <param name="Every">Epochs between two drops, at least 1; 10 is usual.</param>
/// <param name="Ratio">The factor, above 0 and at most 1; 0.5 is usual.</param>
internal sealed record StepSchedule(int Every, float Ratio) : LearningRateSchedule
{
    public override string Name => Format($"step({Every},{Ratio})");

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(Ratio, Math.Floor(position.Epoch / Every));

    internal override IEnumerable<string> Violations()
    {
        if (Every < 1)
            yield return Format($"the epochs between two steps must be at least 1, not {Every}");
        if (!(Ratio > 0 && Ratio <= 1))
            yield return Format($"the factor of a step must be above 0 and at most 1, not {Ratio}");
    }
}
