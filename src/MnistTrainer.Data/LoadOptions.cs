using System.Collections.Immutable;
using System.Text;
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
    /// of it, or in color resized to it. IDX files state their own shape and ignore this.
    /// </summary>
    public Shape? Shape { get; init; }

    /// <summary>
    /// Whether images are read in color, as 3 channels: red, green and blue. They are then used as they are or resized, never inverted or framed
    /// as digits; those that are gray have three equal channels. Default: whether <see cref="Shape"/> has 3 channels.
    /// </summary>
    public bool InColor
    {
        get => field || Shape is { Channels: ColorChannels.Count, IsVector: false };
        init;
    }

    /// <summary>The shape of one image, with this number of channels where images are read in color; null to detect it.</summary>
    internal Shape? ShapeOf(int colors) => InColor && Shape is Shape shape ? shape with { Channels = colors } : Shape;

    /// <summary>Whether a source without labels is rejected, as training requires. Set to false for prediction. Default: true.</summary>
    public bool LabelsRequired { get; init; } = true;

    /// <summary>
    /// The number of images that are made of each digit of a source of pen strokes, with different pens, 1 to 3; other sources ignore this.
    /// More than one suits images that are added to others: of images of the same digit, some may be held out for validation. Default: 1.
    /// </summary>
    public int PensPerDigit { get; init; } = 1;

    /// <summary>Whether images of a single class are accepted, for example as an addition to other data. Default: false.</summary>
    public bool OneClassAllowed { get; init; }

    /// <summary>
    /// Whether images of a folder that cannot be read are skipped and reported, rather than rejecting the source. Default: false.
    /// </summary>
    public bool SkipDamaged { get; init; }

    /// <summary>
    /// The label column of a table: its name in the header, or its number from 1. Default: null, which detects it. Sources other than tables
    /// ignore this and the following options.
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// The columns of a table that are neither pixels nor the label, besides those that are detected: names in the header, numbers from 1, and
    /// ranges of numbers such as <c>3-6</c>. Default: none.
    /// </summary>
    public ImmutableArray<string> SkippedColumns { get; init; } = [];

    /// <summary>Whether the first row of a table holds names. Default: null, which detects it.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// The encoding of a table's text; <see cref="TextEncodings.Find"/> knows the usual ones. Default: null, which detects UTF-8, UTF-16 and,
    /// where no other fits, a few code pages.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// The memory in bytes for what <see cref="DataSource.OpenRows"/> holds at a time of a format whose parts may be large: a group of rows of Parquet. Default: null, for any.
    /// </summary>
    public long? ConversionMemory { get; init; }

    /// <summary>Whether the values of JSON are rows of any columns rather than images. Default: false.</summary>
    internal bool AreRows { get; init; }

    /// <summary>Receives the fraction read, from 0 to 1, while a source is loaded.</summary>
    public IProgress<double>? Progress { get; init; }
}
