using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>How much the samples of each class count when they are learned from. Immutable.</summary>
public sealed class ClassWeights
{
    private const string BalancedName = "balanced";

    private readonly ImmutableSortedDictionary<string, float>? _weights;

    private ClassWeights(ImmutableSortedDictionary<string, float>? weights) => _weights = weights;

    /// <summary>
    /// Every class counts alike, however many samples it has: a sample counts n / (classes * samples of its class) of n samples (King and Zeng 2001).
    /// </summary>
    public static ClassWeights Balanced { get; } = new((ImmutableSortedDictionary<string, float>?)null);

    /// <summary>Weights by the names of classes; a class without one has 1.</summary>
    /// <param name="weights">Each at least 0 and finite.</param>
    /// <exception cref="InvalidInputException">A weight does not hold.</exception>
    public static ClassWeights Of(IReadOnlyDictionary<string, float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach ((string name, float weight) in weights)
        {
            if (!(weight >= 0 && float.IsFinite(weight)))
                throw Invalid(FormattableString.Invariant($"{name}={weight}"));
        }

        return new(weights.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>Reads <c>balanced</c>, or weights by name: <c>7=2,9=1.5</c>.</summary>
    /// <exception cref="InvalidInputException">The text is neither.</exception>
    public static ClassWeights Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim().Equals(BalancedName, StringComparison.OrdinalIgnoreCase))
            return Balanced;
        Dictionary<string, float> weights = new(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            // A name may contain the sign itself.
            int sign = part.LastIndexOf('=');
            if (
                sign < 1
                || !float.TryParse(part.AsSpan(sign + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out float weight)
                || !weights.TryAdd(part[..sign].Trim(), weight)
            )
            {
                throw Invalid(part);
            }
        }

        return Of(weights);
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        _weights is null
            ? BalancedName
            : string.Join(',', _weights.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));

    /// <summary>The same samples, each with its own weight times that of its class.</summary>
    /// <exception cref="InvalidInputException">A weight is for a class that there is not, or all are 0.</exception>
    public Samples Apply(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!samples.HasLabels)
            throw new InvalidInputException("class weights", "samples with labels", "samples without", "Leave class weights out");
        string? unknown = _weights?.Keys.FirstOrDefault(name => !samples.ClassNames.Contains(name));
        if (unknown is not null)
            throw new InvalidInputException(
                "class weights",
                $"names among {string.Join(", ", samples.ClassNames)}",
                $"\"{unknown}\"",
                "Name classes as the data does"
            );
        float[] ofClass = _weights is null
            ? Balance(samples)
            : [.. samples.ClassNames.Select(name => _weights.GetValueOrDefault(name, 1f))];
        float[] weights = new float[samples.Count];
        for (int row = 0; row < weights.Length; row++)
            weights[row] = ofClass[samples.Labels[row]] * (samples.Weights.IsEmpty ? 1 : samples.Weights[row]);
        return samples.WithWeights(weights);
    }

    private static float[] Balance(Samples samples)
    {
        int[] counts = new int[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        return [.. counts.Select(count => count == 0 ? 1 : (float)((double)samples.Count / ((double)counts.Length * count)))];
    }

    private static InvalidInputException Invalid(string found) =>
        new(
            "class weights",
            "balanced, or a weight of at least 0 for each class named: 7=2,9=1.5",
            $"\"{found}\"",
            "Write name=weight, with commas between"
        );
}
