namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean, standard deviation and range of weighted targets, for each output of a network. Missing targets are ignored.</summary>
/// <param name="outputs">The number of outputs.</param>
/// <param name="hasBias">Whether the output layer has a bias. Without a bias, it cannot absorb the mean, so targets are scaled around 0.</param>
public sealed class TargetStatistics(int outputs, bool hasBias)
{
    private const double RoundingError = 1e-12;

    // D. West 1979, after Welford 1962: one pass, without subtracting large sums.
    private readonly (double Mean, double Squares, double Total)[] _sums = new (double, double, double)[outputs];
    private (float Least, float Greatest) _range = (float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>Adds the targets of a row.</summary>
    /// <param name="targets">The targets, one for each output: finite, or NaN if missing.</param>
    /// <param name="weight">The weight of the row, above 0.</param>
    public void Add(ReadOnlySpan<float> targets, float weight)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (float.IsNaN(targets[i]))
                continue;
            ref (double Mean, double Squares, double Total) sum = ref _sums[i];
            double difference = targets[i] - sum.Mean;
            sum.Total += weight;
            sum.Mean += hasBias ? difference * weight / sum.Total : 0;
            sum.Squares += weight * difference * (targets[i] - sum.Mean);
            _range = (Math.Min(_range.Least, targets[i]), Math.Max(_range.Greatest, targets[i]));
        }
    }

    /// <summary>The scaling that standardizes the targets added so far, with their range if there is one output.</summary>
    public TargetScaling ToScaling() =>
        new([.. _sums.Select(Scaling)]) { Range = _sums.Length == 1 && _range.Least <= _range.Greatest ? _range : null };

    // Targets that are equal except for rounding have no deviation to scale by.
    private static OutputScaling Scaling((double Mean, double Squares, double Total) sum)
    {
        float deviation = (float)Math.Sqrt(sum.Total > 0 ? sum.Squares / sum.Total : 0);
        return new OutputScaling((float)sum.Mean, deviation > RoundingError * Math.Abs(sum.Mean) ? deviation : 1);
    }
}
