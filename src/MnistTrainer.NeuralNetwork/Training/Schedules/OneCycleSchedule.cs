namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate rises to its full value and falls to almost 0, both along half a cosine wave (Smith and Topin 2018).</summary>
/// <param name="Rise">The fraction of all steps in which it rises, above 0 and below 1. Default: 0.3.</param>
/// <param name="StartDivisor">The full learning rate divided by the first, at least 1. Default: 25.</param>
/// <param name="EndDivisor">The full learning rate divided by the last, at least 1. Default: 10000.</param>
public sealed record OneCycleSchedule(float Rise = 0.3f, float StartDivisor = 25f, float EndDivisor = 10000f) : LearningRateSchedule
{
    internal override string Keyword => "one-cycle";

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Rise = settings.Number("rise", Rise, Interval.ProperShare),
            StartDivisor = settings.Number("start divisor", StartDivisor, Interval.AtLeast(1)),
            EndDivisor = settings.Number("end divisor", EndDivisor, Interval.AtLeast(1)),
        };

    internal override float Factor(in SchedulePosition position)
    {
        double done = position.Done;
        return (float)(
            done < Rise ? Between(1.0 / StartDivisor, 1, done / Rise) : Between(1, 1.0 / EndDivisor, (done - Rise) / (1 - Rise))
        );

        static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
    }
}
