using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Everything that determines a training's result, as text by name: options, layers, and fingerprints of the data. Excludes the number of
/// threads and the initial parameters, which a checkpoint replaces.
/// </summary>
internal static class TrainingIdentity
{
    public static ImmutableSortedDictionary<string, string> Of(NetworkDefinition network, TrainingTask task)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Records format their properties in the current culture.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Dictionary<string, string> identity = OptionsOf(task.Options);
            identity["input shape"] = network.InputShape.ToString();
            identity["input scaling"] = network.Scaling.ToString();
            identity["layers"] = string.Join(", ", network.Layers);
            identity["training samples"] = task.Rows?.Identity ?? Fingerprint(task.Samples);
            identity["validation samples"] = task.Validation is null ? "none" : Fingerprint(task.Validation);
            if (task.Checkpoints is Checkpointing checkpoints)
            {
                foreach ((string name, string text) in checkpoints.Identity)
                    identity.TryAdd(name, text);
            }

            return identity.ToImmutableSortedDictionary(StringComparer.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>What must be the same on all ranks that train together: the identity, the program and how it starts.</summary>
    /// <param name="identity">The identity of the training.</param>
    /// <param name="network">The initial network.</param>
    /// <param name="task">The training.</param>
    public static ImmutableSortedDictionary<string, string> OfRank(
        ImmutableSortedDictionary<string, string> identity,
        Network network,
        TrainingTask task
    )
    {
        Assembly program = typeof(TrainingIdentity).Assembly;
        using XxHash64 parameters = new();
        parameters.Append(MemoryMarshal.AsBytes(network.Parameters));
        string version = program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return identity
            .Add("program", $"version {version}, build {program.ManifestModule.ModuleVersionId:N}")
            .Add("vector width", FormattableString.Invariant($"{Vector<byte>.Count * 8} bits"))
            .Add("initial parameters", Convert.ToHexStringLower(parameters.Finish()))
            .Add("resumed", task.Checkpoints is { Resume: true } ? "yes" : "no")
            .Add("checkpoints", task.Checkpoints is { } checkpoints ? $"every {checkpoints.Every} epochs" : "none");
    }

    /// <summary>All options except <see cref="TrainingOptions.Threads"/>.</summary>
    internal static Dictionary<string, string> OptionsOf(TrainingOptions options) =>
        new(StringComparer.Ordinal)
        {
            ["loss"] = options.Loss.ToString(),
            ["optimizer"] = $"{options.Optimizer.Spelling} at {options.Optimizer.LearningRate}",
            ["schedule"] = options.Schedule.ToString(),
            ["epochs"] = $"{options.Epochs}",
            ["batch size"] = $"{options.BatchSize}",
            ["seed"] = $"{options.Seed}",
            ["targets"] = options.Targets.ToString(),
            ["gradient"] = $"{options.Gradient}",
            ["label smoothing"] = $"{options.LabelSmoothing}",
            ["regularization"] = options.Regularization.ToString(),
            ["clip norm"] = options.ClipNorm?.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["clip value"] = options.ClipValue?.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["average decay"] = options.AverageDecay?.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["class weights"] = options.ClassWeights?.ToString() ?? "none",
            ["early stopping"] = options.EarlyStopping?.ToString() ?? "none",
            ["distillation"] = options.Distillation?.ToString() ?? "none",
            ["augmentation"] = options.Augmentation?.Name ?? "none",
        };

    private static string Fingerprint(Samples samples)
    {
        using XxHash64 hash = new();
        hash.Append(Encoding.UTF8.GetBytes($"{samples.Shape}\n{string.Join('\n', samples.ClassNames)}\n"));
        hash.Append(MemoryMarshal.AsBytes(samples.Labels));
        hash.Append(MemoryMarshal.AsBytes(samples.Targets));
        hash.Append(MemoryMarshal.AsBytes(samples.Weights));
        if (samples is Samples<byte> bytes)
        {
            for (int row = 0; row < samples.Count; row++)
                hash.Append(bytes.Row(row));
        }
        else if (samples is Samples<float> floats)
        {
            for (int row = 0; row < samples.Count; row++)
                hash.Append(MemoryMarshal.AsBytes(floats.Row(row)));
        }
        else if (samples is SparseSamples sparse)
        {
            for (int row = 0; row < samples.Count; row++)
            {
                hash.Append(MemoryMarshal.AsBytes([sparse.Columns(row).Length]));
                hash.Append(MemoryMarshal.AsBytes(sparse.Columns(row)));
                hash.Append(MemoryMarshal.AsBytes(sparse.Values(row)));
            }
        }

        return $"{samples.Count} samples with the fingerprint {Convert.ToHexStringLower(hash.Finish())}";
    }
}
