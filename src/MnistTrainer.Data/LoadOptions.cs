using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What a caller may say about a source before it is loaded. Everything else is found in the source.</summary>
public sealed record LoadOptions
{
    /// <summary>Labels required, everything else found.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>
    /// The shape of one image, for a table, which need not tell: its size says which columns are pixels. Null (the default) finds it:
    /// a square, or what the header's names say. A folder of images that are of another size frames each as a digit of this one. Other sources tell
    /// their own shape and do not ask.
    /// </summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether a source without labels is rejected (the default), as training must, or taken, as predicting may.</summary>
    public bool LabelsRequired { get; init; } = true;

    /// <summary>Whether images of one class only are taken, as what is added to other data may be; rejected unless told.</summary>
    public bool OneClassAllowed { get; init; }

    /// <summary>Told the share that has been read, from 0 to 1, while a large source is loaded.</summary>
    public IProgress<double>? Progress { get; init; }
}
