using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A description of a model.</summary>
/// <param name="Network">The network. Its definition includes the classes, the metadata and the training history.</param>
/// <param name="Layers">The layers, first to last.</param>
public sealed record ModelInspection(Network Network, ImmutableArray<LayerInspection> Layers)
{
    // The first entry of ML.NET's zip files lies within these bytes.
    private const int ModelStart = 256;

    /// <summary>Whether the network estimates numbers. A network for a single number, such as a column of a table, has one output that is linear, up to bounds.</summary>
    public bool AreNumbers =>
        Network.Definition is { Outputs: OutputMeaning.Numbers or OutputMeaning.Quantiles } or { EstimatesOneNumber: true };

    /// <summary>Describes a network.</summary>
    /// <param name="network">The network.</param>
    public static ModelInspection Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network[] members = [.. Enumerable.Range(0, network.Definition.Members).Select(network.Member)];
        ImmutableArray<LayerInspection>.Builder layers = ImmutableArray.CreateBuilder<LayerInspection>();
        Shape shape = network.Definition.InputShape;
        for (int i = 0; i < network.Definition.Layers.Length; i++)
        {
            Layer layer = network.Definition.Layers[i];
            layers.Add(
                new LayerInspection(
                    layer.Describe(shape),
                    WeightStatistics.Of([.. members.SelectMany(member => member.LayerParameters(i).ToArray())])
                )
            );
            shape = layer.OutputShape(shape);
        }

        return new ModelInspection(network, layers.ToImmutable());
    }

    /// <summary>Whether a path specifies a model rather than a data source: a zip file that contains a model, or a nonexistent file whose name ends with .zip.</summary>
    /// <param name="path">The path.</param>
    public static bool IsModel(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        // A pipe has the length 0 or that of a link; bytes that are read from it here would be missing later.
        if (new FileInfo(path).Length == 0)
            return false;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        if (!stream.CanSeek)
            return false;
        Span<byte> start = stackalloc byte[ModelStart];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start is [(byte)'P', (byte)'K', ..] && (start.IndexOf("TrainingInfo/"u8) >= 0 || start.IndexOf("TransformerChain/"u8) >= 0);
    }
}
