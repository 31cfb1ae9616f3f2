using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Loads data that is trained on from a file of rows, since it does not fit into memory.</summary>
/// <param name="selection">The selection, whose memory is given.</param>
/// <param name="memory">The memory.</param>
/// <param name="listener">Receives progress and notes.</param>
/// <param name="cancellation">Cancels loading.</param>
internal sealed class StoredData(DataSelection selection, MemoryBudget memory, IExperimentListener listener, CancellationToken cancellation)
{
    // The samples used to choose the augmentation.
    private const int ExcerptRows = 1000;

    private readonly SourceLoader _loader = new(listener, cancellation);

    /// <summary>Converts the sources, unless they have been, and reads what is held out.</summary>
    /// <exception cref="InvalidInputException">A source is invalid or cannot be converted, or what is held out does not fit into its memory.</exception>
    public TrainingData Load()
    {
        foreach (string violation in selection.MemoryViolations())
            throw new InvalidInputException(violation);
        DataSource source = _loader.Open(selection.Source ?? SourceLoader.DefaultSource);
        DataSource? testSource = selection.Test is null ? null : _loader.Open(selection.Test);
        bool hasTest =
            testSource is not null || (source.Has(DataSplit.Train, selection.Options) && source.Has(DataSplit.Test, selection.Options));
        RowFile file = Open(source, DataSplit.Train);
        listener.OnNote(new DataLoadedNote(source.Name, file.Count, file.Shape, file.ClassNames.Count, selection.Source is null));
        NetworkDefinition network = selection.MemoryFor.Define(file.Shape, file.ClassNames);
        int heldOut = memory.HeldOutRows(network);
        if (heldOut < 1)
            throw new InvalidInputException(
                "the memory for training",
                $"room for held-out images of {file.Shape}",
                $"{memory}",
                "Raise the memory limit, or use smaller images"
            );
        int test = hasTest || !selection.HoldsOutTest ? 0 : Math.Clamp(file.Count / 10, 1, heldOut);
        int validation = selection.ValidationFraction is double fraction ? Math.Max(1, (int)((file.Count - test) * fraction)) : 0;
        if (validation > heldOut)
            throw new InvalidInputException(
                "the validation images",
                $"at most {heldOut}, which fit in {memory}",
                $"{validation}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Hold out a smaller fraction, such as {Math.Floor(9e5 * heldOut / (file.Count - test)) / 1e6}, or raise the memory limit"
                )
            );
        StoredSamples stored = new(file)
        {
            Seed = selection.Seed,
            TestCount = test,
            ValidationCount = validation,
            BufferRows = memory.BufferRows(network),
        };
        listener.OnNote(new RowsStoredNote(file.Path, Math.Min(stored.BufferRows, stored.Count)));
        Samples<byte> tested = hasTest ? ReadAll(testSource ?? source, DataSplit.Test, stored, heldOut) : Read("test", stored.ReadTest);
        if (test > 0)
            listener.OnNote(new TestHeldOutNote(source.Name, test) { IsOfEveryClass = false });
        if (validation > 0)
            listener.OnNote(new ValidationHeldOutNote(validation));
        Samples<byte>? validated =
            validation > 0 ? Read("validation", stored.ReadValidation)
            : selection.ValidationSource is string other ? ReadAll(_loader.Open(other), DataSplit.Test, stored, heldOut)
            : null;
        return new TrainingData(source.Name, (Samples<byte>)stored.ReadExcerpt(ExcerptRows), validated, tested) { Stored = stored };
    }

    /// <summary>Reads what is held out, in a pass over the file.</summary>
    private Samples<byte> Read(string part, Func<Samples> read) =>
        listener.Run(new ExperimentPhase($"Reading the {part} images", 1, null), _ => (Samples<byte>)read());

    private Samples<byte> ReadAll(DataSource source, DataSplit wanted, StoredSamples stored, int most)
    {
        using RowFile file = Open(source, wanted);
        if (file.Count > most)
            throw new InvalidInputException(
                source.Name,
                $"at most {most} test images, which fit in {memory}",
                $"{file.Count}",
                "Use fewer of them, or raise the memory limit"
            );
        return ClassAlignment.Align(new Dataset(source.Name, (Samples<byte>)file.ReadAll(), []), stored.File.Shape, stored.File.ClassNames);
    }

    /// <summary>Opens a split, converted by rank 0 before the others look for it: on other machines, they convert their own.</summary>
    private RowFile Open(DataSource source, DataSplit wanted)
    {
        LoadOptions options = selection.Options with { LabelsRequired = true, ConversionMemory = memory.ConversionBytes };
        RowFile? file = selection.Ranks.Rank == 0 ? Convert(source, source.SplitFor(wanted, options), options) : null;
        selection.Ranks.Gather(new byte[selection.Ranks.Count]);
        file ??= Convert(source, source.SplitFor(wanted, options), options);
        foreach (string note in file.Notes)
            listener.OnNote(new SourceNote(source.Name, note));
        return file;
    }

    private RowFile Convert(DataSource source, DataSplit split, LoadOptions options) =>
        listener.Run(
            new ExperimentPhase($"Converting {source.Name}", 1, null),
            progress => source.OpenRows(split, options with { Progress = progress }, cancellation)!
        );
}
