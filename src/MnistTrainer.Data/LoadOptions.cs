using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Options for loading a source. Everything else is detected from the source.</summary>
public sealed record LoadOptions
{
    /// <summary>Labels required, everything else detected.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>
    /// The shape of one image. Default: null, which detects it. For a table, the detected shape is a square or what the header's names imply;
    /// an explicit shape also determines which columns are pixels. Images in a folder that do not have this shape are each framed as a digit
    /// of it. IDX files state their own shape and ignore this.
    /// </summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether a source without labels is rejected, as training requires. Set to false for prediction. Default: true.</summary>
    public bool LabelsRequired { get; init; } = true;

    /// <summary>Whether images of a single class are accepted, for example as an addition to other data. Default: false.</summary>
    public bool OneClassAllowed { get; init; }

    /// <summary>
    /// Whether images of a folder that cannot be read are skipped and reported, rather than rejecting the source. Default: false.
    /// </summary>
    public bool SkipDamaged { get; init; }

    /// <summary>Receives the fraction read, from 0 to 1, while a source is loaded.</summary>
    public IProgress<double>? Progress { get; init; }
}
