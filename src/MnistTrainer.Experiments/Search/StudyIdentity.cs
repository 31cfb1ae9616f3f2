using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Everything that determines a study's trials and their results, as text by name. The number of trials, hours and workers are not part of it.</summary>
internal static class StudyIdentity
{
    /// <summary>The version of the journal and of the rules by which trials are chosen.</summary>
    public const int Version = 1;

    public static ImmutableSortedDictionary<string, string> Of(TrainingData data, Recipe recipe, SearchSpace space, SearchOptions options)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Records format their properties in the current culture.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Recipe basis = space.Apply(recipe, []);
            NetworkDefinition network = basis.Define(data.Train.Shape, data.Train.ClassNames);
            TrainingOptions training = basis.Training with { Seed = 0, Threads = 0, Epochs = options.Epochs };
            return new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["version"] = $"{Version} of {typeof(StudyIdentity).Assembly.GetName().Version?.ToString(3)}",
                ["seed"] = $"{options.Seed}",
                ["space"] = space.ToString(),
                ["rungs"] = string.Join(", ", SuccessiveHalving.UpTo(options.Epochs).Rungs),
                ["batch"] = $"{SearchOptions.BatchSize}",
                ["recipe"] = basis.Name,
                ["layers"] = $"{network.Scaling}, {string.Join(", ", network.Layers)}",
                ["training"] = $"{training}, {basis.AugmentationUse}, {basis.ImageAugmentation}, {basis.DropoutWithoutAugmentation}",
                ["training samples"] = SampleFingerprint.Of(data.Train),
                ["validation samples"] = data.Validation is null ? "none" : SampleFingerprint.Of(data.Validation),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
