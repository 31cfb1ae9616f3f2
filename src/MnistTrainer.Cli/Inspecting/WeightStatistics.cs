namespace MnistTrainer.Cli.Inspecting;

/// <summary>How large some weights are.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, of the whole and not of a sample.</param>
/// <param name="Least">The least.</param>
/// <param name="Greatest">The greatest.</param>
internal sealed record WeightStatistics(int Count, double Mean, double Deviation, double Least, double Greatest)
{
    public static WeightStatistics Of(ReadOnlySpan<float> weights)
    {
        (double sum, double least, double greatest) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (float weight in weights)
        {
            sum += weight;
            least = Math.Min(least, weight);
            greatest = Math.Max(greatest, weight);
        }

        double mean = sum / weights.Length,
            squares = 0;
        foreach (float weight in weights)
            squares += (weight - mean) * (weight - mean);
        return new WeightStatistics(weights.Length, mean, Math.Sqrt(squares / weights.Length), least, greatest);
    }
}
