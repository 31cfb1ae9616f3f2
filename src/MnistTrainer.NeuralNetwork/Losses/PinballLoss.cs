using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Σ τ (t - y) where the target t is above the output y, and Σ (1 - τ) (y - t) where it is below: the outputs that minimize the loss are the quantiles of the levels τ
/// (Koenker and Bassett 1978). ∂L/∂y is -τ below the target, 1 - τ above it, and 0 at it. Levels repeat if there are more outputs than levels. Missing targets are
/// ignored.
/// </summary>
/// <param name="Levels">The levels of the quantiles, ascending, each above 0 and below 1.</param>
public sealed record PinballLoss(ImmutableArray<float> Levels) : Loss
{
    /// <summary>Creates the loss of the median, half the absolute error.</summary>
    public PinballLoss()
        : this([0.5f]) { }

    internal override string Keyword => "pinball-loss";

    /// <summary>Whether another loss has the same levels.</summary>
    public bool Equals(PinballLoss? other) => other is not null && Levels.AsSpan().SequenceEqual(other.Levels.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Levels.IsDefaultOrEmpty ? 0 : HashCode.Combine(Levels.Length, Levels[0], Levels[^1]);

    internal override Loss With(Settings settings) =>
        new PinballLoss(settings.AscendingNumbers("levels", Levels.IsDefault ? [] : Levels, Interval.ProperShare));

    internal override IEnumerable<string> Violations(int outputs) =>
        Levels.IsDefaultOrEmpty || outputs % Levels.Length == 0
            ? base.Violations(outputs)
            : [.. base.Violations(outputs), $"the loss {Name} requires an output for each of its {Levels.Length} levels, not {outputs}"];

    internal override double Value(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += float.IsNaN(target[i]) ? 0 : Of((double)target[i] - output[i], Levels[i % Levels.Length]);
        return sum;
    }

    // An output of NaN remains NaN.
    internal override void Gradient(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> error)
    {
        for (int i = 0; i < output.Length; i++)
        {
            float above = target[i] - output[i],
                level = Levels[i % Levels.Length];
            error[i] =
                float.IsNaN(target[i]) ? 0
                : above > 0 ? -level
                : above < 0 ? 1 - level
                : above;
        }
    }

    internal override double Exact(ReadOnlySpan<double> output, ReadOnlySpan<double> target)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
            sum += double.IsNaN(target[i]) ? 0 : Of(target[i] - output[i], Levels[i % Levels.Length]);
        return sum;
    }

    internal override void ExactGradient(ReadOnlySpan<double> output, ReadOnlySpan<double> target, Span<double> error)
    {
        for (int i = 0; i < output.Length; i++)
        {
            double level = Levels[i % Levels.Length];
            error[i] =
                target[i] > output[i] ? -level
                : target[i] < output[i] ? 1 - level
                : 0;
        }
    }

    private static double Of(double above, double level) => above * (above >= 0 ? level : level - 1);
}
