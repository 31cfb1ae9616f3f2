namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate rises to the whole and falls to next to nothing, both along half a cosine wave (Smith and Topin 2018).</summary>
/// <param name="Rising">The share of all steps that it rises in, above 0 and below 1; 0.3 is usual.</param>
/// <param name="StartDivision">What the whole is divided by at the start, at least 1; 25 is usual.</param>
/// <param name="EndDivision">What it is divided by at the end, at least 1; 10000 is usual.</param>
internal sealed record OneCycleSchedule(float Rising, float StartDivision, float EndDivision) : LearningRateSchedule
{
    public override string Name => Format($"one-cycle({Rising},{StartDivision},{EndDivision})");

    internal override float Factor(in SchedulePosition position)
    {
        double done = position.Done;
        return (float)(
            done < Rising ? Between(1.0 / StartDivision, 1, done / Rising) : Between(1, 1.0 / EndDivision, (done - Rising) / (1 - Rising))
        );

        static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
    }

    internal override IEnumerable<string> Violations()
    {
        if (!(Rising > 0 && Rising < 1))
            yield return Format($"the share that one-cycle rises in must be above 0 and below 1, not {Rising}");
        if (!(StartDivision >= 1 && float.IsFinite(StartDivision)))
            yield return Format($"the division at the start of one-cycle must be at least 1, not {StartDivision}");
        if (!(EndDivision >= 1 && float.IsFinite(EndDivision)))
            yield return Format($"the division at the end of one-cycle must be at least 1, not {EndDivision}");
    }
}
