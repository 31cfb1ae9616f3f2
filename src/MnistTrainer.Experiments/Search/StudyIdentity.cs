using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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
                ["training samples"] = Fingerprint(data.Train),
                ["validation samples"] = data.Validation is null ? "none" : Fingerprint(data.Validation),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>What distinguishes samples from others, in words: how many there are, and a hash of all their values.</summary>
    public static string Fingerprint(Samples<byte> samples)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{samples.Shape}\n{string.Join('\n', samples.ClassNames)}\n"));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Labels));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Weights));
        for (int row = 0; row < samples.Count; row++)
            hash.AppendData(samples.Row(row));
        return $"{samples.Count} with the fingerprint {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }
}
