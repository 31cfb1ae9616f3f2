namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate is multiplied by a factor over every epoch, evenly from step to step.</summary>
/// <param name="Decay">The factor, above 0 and at most 1; 0.95 is usual.</param>
internal sealed record ExponentialSchedule(float Decay) : LearningRateSchedule
{
    public override string Name => Format($"exponential({Decay})");

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(Decay, position.Epoch);

    internal override IEnumerable<string> Violations()
    {
        if (!(Decay > 0 && Decay <= 1))
            yield return Format($"the decay of an epoch must be above 0 and at most 1, not {Decay}");
    }
}
