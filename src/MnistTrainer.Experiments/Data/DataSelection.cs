using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the data of a training: the source, what is held out of it, and what is added to it.</summary>
public sealed record DataSelection
{
    private const double TestFraction = 0.1;

    /// <summary>The training source: the name of a data set, a file or a folder. Default: null, for <see cref="SourceLoader.DefaultSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>The test source. Default: null, for the test part of <see cref="Source"/>, or a stratified tenth of it where it has none.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// Whether a tenth is held out for the test where there is no test part; otherwise all samples are trained on and none are tested, as
    /// cross-validation needs it. Default: true.
    /// </summary>
    public bool HoldsOutTest { get; init; } = true;

    /// <summary>The share of the training samples to hold out of every class for validation, above 0 and below 1. Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>The validation source, where <see cref="ValidationFraction"/> is null; of a source with parts, the test part. Default: null.</summary>
    public string? ValidationSource { get; init; }

    /// <summary>Sources of images to add to the training samples (<see cref="AddedImages"/>). Default: none.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>A file with a weight for each sample of <see cref="Source"/> (<see cref="WeightFile"/>). Default: null, for equal weights.</summary>
    public string? SampleWeights { get; init; }

    /// <summary>
    /// A list of suspicious samples of <see cref="Source"/> (<see cref="ConfirmedTable"/>), which are left out or get other labels, also in its test part. Default: null, for none.
    /// </summary>
    public string? Without { get; init; }

    /// <summary>What is known about the sources, such as the columns of tables, and whether images are read in color. Default: nothing; everything is detected, and images are gray.</summary>
    public LoadOptions Options { get; init; } = LoadOptions.Default;

    /// <summary>The seed that decides which samples are held out. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The memory of the whole training, for data that does not fit into it: the source is converted to a file beside it, from which it is trained on (<see cref="TrainingData.Stored"/>).
    /// Default: null, for all samples in memory.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>The recipe that will be trained, whose network takes its part of <see cref="Memory"/>. Default: <see cref="Recipe.Fast"/>.</summary>
    public Recipe MemoryFor { get; init; } = Recipe.Fast;

    /// <summary>The ranks that will train together and load the same data: rank 0 converts it. Default: one process alone.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Loads and splits the data.</summary>
    /// <param name="listener">Receives progress and notes. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">
    /// A source does not exist, is invalid, or does not fit the training source; or the training source has a single class, perhaps since <see cref="Without"/> leaves no image of others.
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

    /// <summary>Returns what does not go with <see cref="Memory"/>, a sentence each; empty where that is null.</summary>
    public IEnumerable<string> MemoryViolations()
    {
        if (Memory is null)
            yield break;
        if (!Added.IsEmpty)
            yield return "Added images need all data in memory: put them into the source.";
        if (SampleWeights is not null)
            yield return "Weights of samples need all data in memory.";
        if (Without is not null)
            yield return "A list of suspicious samples needs all data in memory: remove them from the source.";
        if (MemoryFor.Training.Optimizer.UsesAllSamples)
            yield return $"The optimizer {MemoryFor.Training.Optimizer.Spelling} needs all data in memory: choose one that takes a batch in each step.";
    }

    /// <summary>Rejects data that cannot be trained on: a network of one class is never wrong, and images that are all the same show nothing.</summary>
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
