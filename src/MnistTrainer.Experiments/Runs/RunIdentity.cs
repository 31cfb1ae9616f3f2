using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Everything that determines the results of runs, as text by name.</summary>
internal static class RunIdentity
{
    /// <summary>Describes runs.</summary>
    /// <param name="runs">What they are: <c>5 seeds</c>.</param>
    /// <param name="training">The options of the first run.</param>
    /// <param name="network">The layers.</param>
    /// <param name="samples">What they are trained and validated on, by name.</param>
    public static ImmutableSortedDictionary<string, string> Of(
        string runs,
        TrainingOptions training,
        NetworkDefinition network,
        params (string Name, string Text)[] samples
    )
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Records format their properties in the current culture.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Dictionary<string, string> identity = new(StringComparer.Ordinal)
            {
                ["version"] = $"{typeof(RunIdentity).Assembly.GetName().Version?.ToString(3)}",
                ["runs"] = runs,
                ["layers"] = $"{network.InputShape}, {network.Scaling}, {string.Join(", ", network.Layers)}",
                ["training"] = $"{training with { Threads = 0 }}",
            };
            foreach ((string name, string text) in samples)
                identity[name] = text;
            return identity.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
