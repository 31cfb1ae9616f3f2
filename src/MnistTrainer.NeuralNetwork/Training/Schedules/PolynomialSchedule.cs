namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate falls to 0 as (1 - completed fraction)^power; linear for a power of 1.</summary>
/// <param name="Power">Above 0. Default: 1.</param>
public sealed record PolynomialSchedule(float Power = 1f) : LearningRateSchedule
{
    internal override string Keyword => "polynomial";

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Power = settings.Number("power", Power, Interval.Positive),
        };

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(1 - position.Done, Power);
}
