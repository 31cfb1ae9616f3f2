using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A description of a data source.</summary>
/// <param name="Dataset">The training part, or all of a source without parts, with the findings of reading it.</param>
/// <param name="TestCount">The number of test images; null if the source has no test part or its test part has no labels.</param>
/// <param name="Classes">The number of images of each class; empty for a source without labels.</param>
public sealed record SourceInspection(Dataset Dataset, int? TestCount, ImmutableArray<ClassCount> Classes)
{
    /// <summary>Loads a data source and describes it.</summary>
    /// <param name="source">The name of a data set, a file or a folder; labels are not required.</param>
    /// <param name="options">Known properties of the source. Default: none; everything is detected.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">The source does not exist or is invalid.</exception>
    public static SourceInspection Load(
        string source,
        LoadOptions? options = null,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        SourceLoader loader = new(listener, cancellation);
        options = (options ?? LoadOptions.Default) with { LabelsRequired = false };
        DataSource opened = loader.Open(source);
        Dataset train = loader.LoadForTraining(opened, options);
        // The user is then asked for the label column, as in training.
        if (train.UndecidedColumns.Count > 0)
            train = loader.LoadForTraining(opened, options with { LabelsRequired = true });
        Dataset? test = opened.Has(DataSplit.Train) && opened.Has(DataSplit.Test) ? loader.LoadForTesting(opened, options) : null;
        // Anything that training rejects is not a data set.
        if (test is not null && train.Samples.HasLabels)
            ClassAlignment.Align(test, train.Samples.Shape, train.Samples.ClassNames);
        if (test is null && opened.Has(DataSplit.Train, options) && opened.Has(DataSplit.Test, options))
            train = train with { Findings = [.. train.Findings, "test part: without labels, for prediction only"] };
        return new SourceInspection(train, test?.Count, Count(train.Samples, test?.Samples));
    }

    /// <summary>Returns the row of the first image of each class; the first rows if there are no labels.</summary>
    /// <param name="count">The maximum number of rows.</param>
    public IReadOnlyList<int> ExampleRows(int count)
    {
        Samples<byte> samples = Dataset.Samples;
        IEnumerable<int> rows = Enumerable.Range(0, samples.Count);
        if (samples.HasLabels)
            rows = rows.GroupBy(row => samples.Labels[row]).OrderBy(group => group.Key).Select(group => group.First());
        return [.. rows.Take(count)];
    }

    private static ImmutableArray<ClassCount> Count(Samples<byte> train, Samples<byte>? test)
    {
        Dictionary<string, long> testCounts = test is { HasLabels: true } ? test.ClassNames.Zip(CountLabels(test)).ToDictionary() : [];
        return
        [
            .. train.ClassNames.Zip(CountLabels(train), (name, count) => new ClassCount(name, count, testCounts.GetValueOrDefault(name))),
        ];
    }

    private static long[] CountLabels(Samples<byte> samples)
    {
        long[] counts = new long[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        return counts;
    }
}
