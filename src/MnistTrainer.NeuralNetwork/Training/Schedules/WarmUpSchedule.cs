namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate first rises linearly and then follows another schedule (Goyal et al. 2017, section 2.2).</summary>
/// <param name="Then">The other schedule, whose factor is applied throughout.</param>
/// <param name="Rise">The fraction of all steps in which it rises, above 0 and below 1. Default: 0.1.</param>
public sealed record WarmUpSchedule(LearningRateSchedule Then, float Rise = 0.1f) : LearningRateSchedule
{
    internal override string Keyword => "warm-up";

    internal override bool DependsOnLoss => Then.DependsOnLoss;

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Rise = settings.Number("rise", Rise, Interval.ProperShare),
            Then = settings.Member("then", Then, Registry),
        };

    internal override float Factor(in SchedulePosition position)
    {
        double steps = Rise * position.Steps;
        float rise = (float)Math.Min(1, position.Step / Math.Max(steps, 1));
        return rise * Then.Factor(position);
    }
}
