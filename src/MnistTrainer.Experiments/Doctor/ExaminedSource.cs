using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>All labeled samples of a source: the training part, followed by the test part.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Samples">The samples of all parts.</param>
/// <param name="Parts">The parts, in order; at least one.</param>
public sealed record ExaminedSource(string Name, Samples<byte> Samples, ImmutableArray<ExaminedPart> Parts)
{
    /// <summary>Loads a source.</summary>
    /// <param name="source">The name of a data set, a file or a folder.</param>
    /// <param name="options">Known properties of the source. Default: none; everything is detected.</param>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">The source does not exist, is invalid, or has no labels or only one class, or its parts do not match.</exception>
    public static ExaminedSource Load(
        string source,
        LoadOptions? options = null,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= LoadOptions.Default;
        SourceLoader loader = new(listener, cancellation);
        DataSource opened = loader.Open(source);
        DataSplit first = opened.SplitFor(DataSplit.Train, options);
        Dataset data = loader.LoadForTraining(opened, options);
        DataSelection.RequireTrainable(data);
        ExaminedPart part = new(first, 0, data.Count) { Names = data.Ids?.Values };
        if (first == DataSplit.Test || !opened.Has(DataSplit.Test, options))
            return new ExaminedSource(data.Name, data.Samples, [part]);
        Dataset test = loader.LoadForTesting(opened, options);
        Samples<byte> aligned = ClassAlignment.Align(test, data.Samples.Shape, data.Samples.ClassNames);
        return new ExaminedSource(
            data.Name,
            data.Samples.Concat(aligned),
            [part, new ExaminedPart(DataSplit.Test, data.Count, test.Count) { Names = test.Ids?.Values }]
        );
    }

    /// <summary>The part that contains a sample.</summary>
    /// <param name="index">Its index among all samples, from 0.</param>
    public ExaminedPart PartOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Samples.Count, nameof(index));
        return Parts.Last(part => part.First <= index);
    }

    /// <summary>A description of the position of a sample: <c>train 948</c>, with its row in the part counted from 1.</summary>
    /// <param name="index">Its index among all samples, from 0.</param>
    public string PlaceOf(int index)
    {
        ExaminedPart part = PartOf(index);
        return FormattableString.Invariant($"{part.Name} {index - part.First + 1}");
    }
}

/// <summary>One part of a source.</summary>
/// <param name="Split">The kind of part; a source without parts is a training part.</param>
/// <param name="First">The index of the first sample of the part among all samples.</param>
/// <param name="Count">The number of samples in the part.</param>
public sealed record ExaminedPart(DataSplit Split, int First, int Count)
{
    /// <summary>The name of the part in the list: <c>train</c> or <c>test</c>.</summary>
    public string Name => ConfirmedColumns.NameOf(Split);

    /// <summary>The source's names for the samples of the part, such as file names; null if there are none.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
