namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate falls to nothing as (1 - share done)^power; a line for 1.</summary>
/// <param name="Power">Above 0; 1 is usual.</param>
internal sealed record PolynomialSchedule(float Power) : LearningRateSchedule
{
    public override string Name => Format($"polynomial({Power})");

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(1 - position.Done, Power);

    internal override IEnumerable<string> Violations()
    {
        if (!(Power > 0 && float.IsFinite(Power)))
            yield return Format($"the power must be above 0, not {Power}");
    }
}
