using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the training data: the source, the samples to hold out, and the samples to add.</summary>
public sealed record DataSelection
{
    private const double TestFraction = 0.1;

    /// <summary>The training source: the name of a data set, a file or a folder. Default: null, for <see cref="SourceLoader.DefaultSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>The test source. Default: null, for the test part of <see cref="Source"/>, or a stratified tenth of it if it has none.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// Whether a tenth is held out for testing if there is no test part; otherwise all samples are used for training and none for testing, as required
    /// for cross-validation. Default: true.
    /// </summary>
    public bool HoldsOutTest { get; init; } = true;

    /// <summary>The fraction of the training samples of every class to hold out for validation, above 0 and below 1. Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>The validation source, if <see cref="ValidationFraction"/> is null; if the source has parts, its test part is used. Default: null.</summary>
    public string? ValidationSource { get; init; }

    /// <summary>Sources of images to add to the training samples (<see cref="AddedImages"/>). Default: none.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>A file with a weight for each sample of <see cref="Source"/> (<see cref="WeightFile"/>). Default: null, for equal weights.</summary>
    public string? SampleWeights { get; init; }

    /// <summary>
    /// A list of suspicious samples of <see cref="Source"/> (<see cref="ConfirmedTable"/>), which are left out or relabeled, also in its test part. Default: null, for none.
    /// </summary>
    public string? Without { get; init; }

    /// <summary>
    /// Known properties of the sources, such as the columns of tables, and whether images are read in color. Default: none; everything is detected, and images are gray.
    /// </summary>
    public LoadOptions Options { get; init; } = LoadOptions.Default;

    /// <summary>The seed that determines which samples are held out. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The memory limit of training, for data that does not fit into memory: the source is converted to a file next to it, from which the samples are read during training
    /// (<see cref="TrainingData.Stored"/>). Default: null, for all samples in memory.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>The recipe that will be trained; its network takes a part of <see cref="Memory"/>. Default: <see cref="Recipe.Fast"/>.</summary>
    public Recipe MemoryFor { get; init; } = Recipe.Fast;

    /// <summary>The ranks that will train together and load the same data; rank 0 converts it. Default: a single process.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Loads and splits the data.</summary>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">
    /// A source does not exist, is invalid, or does not match the training source; or the training source has only one class, possibly because <see cref="Without"/> leaves no
    /// images of others.
    /// </exception>
    public TrainingData Load(IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        listener ??= IExperimentListener.None;
        if (Memory is not null)
            return new StoredData(this, Memory, listener, cancellation).Load();
        SourceLoader loader = new(listener, cancellation);
        DataSource source = loader.Open(Source ?? SourceLoader.DefaultSource);
        DataSource? testSource = Test is null ? null : loader.Open(Test);
        ConfirmedTable? confirmed = Without is null ? null : ConfirmedTable.Read(Without, cancellation);
        Dataset data = loader.LoadForTraining(source, Options);
        RequireTrainable(data);
        Samples<byte> train = SampleWeights is string weights
            ? (Samples<byte>)data.Samples.WithWeights(WeightFile.Read(weights, data.Samples.Count))
            : data.Samples;
        if (confirmed is not null)
        {
            train = confirmed.ApplyForTraining(train, source, Options, listener);
            RequireTrainable(data with { Samples = train });
        }

        listener.OnNote(new DataLoadedNote(data.Name, train.Count, train.Shape, train.ClassNames.Count, Source is null));

        Samples<byte> test;
        // A source of a test part alone is trained on, and must not be tested on the same images.
        if (testSource is not null || (source.Has(DataSplit.Train, Options) && source.Has(DataSplit.Test, Options)))
        {
            Dataset tested = loader.LoadForTesting(testSource ?? source, Options);
            if (testSource is null && confirmed is not null)
                tested = tested with { Samples = confirmed.Apply(tested.Samples, source, DataSplit.Test, Options, listener) };
            test = ClassAlignment.Align(tested, train.Shape, train.ClassNames);
        }
        else if (!HoldsOutTest)
        {
            test = (Samples<byte>)train.Subset([]);
        }
        else
        {
            (train, test) = HoldOutOf(train, TestFraction);
            listener.OnNote(new TestHeldOutNote(data.Name, test.Count));
        }

        (train, Samples<byte>? validation) = Validate(train, loader, listener);
        foreach (string added in Added)
            train = AddedImages.Load(added, train.Shape, train.ClassNames, loader).AddTo(train, listener);
        return new TrainingData(data.Name, train, validation, test);
    }

    /// <summary>Returns the settings that cannot be combined with <see cref="Memory"/>, one sentence each; empty if that is null.</summary>
    public IEnumerable<string> MemoryViolations()
    {
        if (Memory is null)
            yield break;
        if (!Added.IsEmpty)
            yield return "Added images require all data in memory: add them to the source.";
        if (SampleWeights is not null)
            yield return "Sample weights require all data in memory.";
        if (Without is not null)
            yield return "A list of suspicious samples requires all data in memory: remove the samples from the source.";
        if (MemoryFor.Training.Optimizer.UsesAllSamples)
            yield return $"The optimizer {MemoryFor.Training.Optimizer.Spelling} requires all data in memory: choose one that uses a batch in each step.";
    }

    /// <summary>Rejects data that is unsuitable for training: data with only one class, and images that are all the same.</summary>
    /// <param name="data">Labeled data.</param>
    /// <exception cref="InvalidInputException">There is only one class, or no image differs from another.</exception>
    public static void RequireTrainable(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Samples.ClassNames.Count < 2)
        {
            throw new InvalidInputException(
                data.Name,
                "at least two classes",
                $"one class, {data.Samples.ClassNames[0]}",
                "Add images of other classes, or check that the label column is the right one"
            );
        }

        Samples<byte> samples = data.Samples;
        if (samples.Count > 1 && Enumerable.Range(1, samples.Count - 1).All(row => samples.Row(row).SequenceEqual(samples.Row(0))))
        {
            throw new InvalidInputException(
                data.Name,
                "images that differ from each other",
                $"{samples.Count} images that are all the same",
                "Check how the images were exported, and that the pixel columns are the right ones"
            );
        }
    }

    private (Samples<byte> Train, Samples<byte>? Validation) Validate(
        Samples<byte> train,
        SourceLoader loader,
        IExperimentListener listener
    )
    {
        if (ValidationFraction is double fraction)
        {
            (train, Samples<byte> validation) = HoldOutOf(train, fraction);
            listener.OnNote(new ValidationHeldOutNote(validation.Count));
            return (train, validation);
        }

        return ValidationSource is null
            ? (train, null)
            : (train, ClassAlignment.Align(loader.LoadForTesting(loader.Open(ValidationSource), Options), train.Shape, train.ClassNames));
    }

    private (Samples<byte> Remaining, Samples<byte> HeldOut) HoldOutOf(Samples<byte> samples, double fraction)
    {
        HoldOut split = HoldOut.Split(samples, fraction, Seed);
        return ((Samples<byte>)split.Train, (Samples<byte>)split.Validation);
    }
}
