using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The weights of the classes in training. Immutable.</summary>
public sealed class ClassWeights
{
    private const string BalancedName = "balanced";

    private readonly ImmutableSortedDictionary<string, float>? _weights;

    private ClassWeights(ImmutableSortedDictionary<string, float>? weights) => _weights = weights;

    /// <summary>
    /// Gives every class the same total weight: a sample's weight is n / (number of classes * samples of its class), for n samples in total
    /// (King and Zeng 2001).
    /// </summary>
    public static ClassWeights Balanced { get; } = new((ImmutableSortedDictionary<string, float>?)null);

    /// <summary>Creates weights by class name; classes without one have the weight 1.</summary>
    /// <param name="weights">The weights, each finite and at least 0.</param>
    /// <exception cref="InvalidInputException">A weight is invalid.</exception>
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

    /// <summary>Parses <c>balanced</c>, or weights by class name: <c>7=2,9=1.5</c>.</summary>
    /// <exception cref="InvalidInputException">The text is neither.</exception>
    public static ClassWeights Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim().Equals(BalancedName, StringComparison.OrdinalIgnoreCase))
            return Balanced;
        Dictionary<string, float> weights = new(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            // A class name may itself contain an equals sign.
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

    /// <summary>The text that <see cref="Parse"/> accepts.</summary>
    public override string ToString() =>
        _weights is null
            ? BalancedName
            : string.Join(',', _weights.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));

    /// <summary>Multiplies the weight of each sample by that of its class.</summary>
    /// <exception cref="InvalidInputException">A weight is for an unknown class, or all weights are 0.</exception>
    public Samples Apply(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!samples.HasLabels)
            throw new InvalidInputException("class weights", "samples with labels", "samples without", "Train without class weights");
        int[] counts = new int[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        float[] ofClass = OfClasses(samples.ClassNames, counts);
        float[] weights = new float[samples.Count];
        for (int row = 0; row < weights.Length; row++)
            weights[row] = ofClass[samples.Labels[row]] * (samples.Weights.IsEmpty ? 1 : samples.Weights[row]);
        return samples.WithWeights(weights);
    }

    /// <summary>Returns the weight of each class.</summary>
    /// <param name="names">The names of the classes.</param>
    /// <param name="counts">The number of samples of each.</param>
    /// <exception cref="InvalidInputException">A weight is for an unknown class.</exception>
    internal float[] OfClasses(IReadOnlyList<string> names, IReadOnlyList<int> counts)
    {
        string? unknown = _weights?.Keys.FirstOrDefault(name => !names.Contains(name));
        if (unknown is not null)
            throw new InvalidInputException(
                "class weights",
                $"names among {string.Join(", ", names)}",
                $"\"{unknown}\"",
                "Use the class names of the data"
            );
        return _weights is null ? Balance(counts) : [.. names.Select(name => _weights.GetValueOrDefault(name, 1f))];
    }

    private static float[] Balance(IReadOnlyList<int> counts)
    {
        long samples = counts.Sum(count => (long)count);
        return [.. counts.Select(count => count == 0 ? 1 : (float)((double)samples / ((double)counts.Count * count)))];
    }

    private static InvalidInputException Invalid(string found) =>
        new(
            "class weights",
            "balanced, or a weight of at least 0 by class name: 7=2,9=1.5",
            $"\"{found}\"",
            "Write name=weight, separated by commas"
        );
}
