namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate is multiplied by a factor per epoch, distributed evenly over its steps.</summary>
/// <param name="Decay">The factor, above 0 and at most 1. Default: 0.95.</param>
public sealed record ExponentialSchedule(float Decay = 0.95f) : LearningRateSchedule
{
    internal override string Keyword => "exponential";

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Decay = settings.Number("decay", Decay, new Interval(0, 1, ExcludesLow: true)),
        };

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(Decay, position.Epoch);
}
