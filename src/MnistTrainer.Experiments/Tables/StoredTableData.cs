using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Loads a table that is trained on from a file of rows, since it does not fit into memory.</summary>
/// <param name="selection">The selection, whose memory is given.</param>
/// <param name="memory">The memory.</param>
/// <param name="listener">Receives progress and notes.</param>
/// <param name="cancellation">Cancels loading.</param>
internal sealed class StoredTableData(
    TableSelection selection,
    MemoryBudget memory,
    IExperimentListener listener,
    CancellationToken cancellation
)
{
    private const int ExcerptRows = 1000;

    // The maximum number of inputs of a network for a table: ramps, and an indicator for each column.
    private const int EncodedValues = 256;

    /// <summary>Converts the tables, unless they have been, and reads what is held out.</summary>
    /// <exception cref="InvalidInputException">A table is invalid or cannot be converted, or what is held out does not fit into its memory.</exception>
    public TableData Load()
    {
        StoredTable table = Open(selection.Source, schema: null);
        try
        {
            return Load(table, table.Report!);
        }
        catch
        {
            table.File.Dispose();
            throw;
        }
    }

    private TableData Load(StoredTable table, TableReport report)
    {
        foreach (string note in report.Notes.Union(table.File.Notes))
            listener.OnNote(new SourceNote(report.Table.Name, note));
        int rowBytes = table.Schema.Width * sizeof(float);
        long parameters = ParametersOf(table);
        int heldOut = memory.HeldOutRows(parameters, rowBytes);
        if (heldOut < 1)
            throw new InvalidInputException(
                "the memory for training",
                $"room for held-out rows of {table.Schema.Width} inputs",
                $"{memory}",
                "Raise the memory limit, or leave out columns with many categories"
            );
        StoredSamples stored = HoldOut(table, heldOut, parameters) with { BufferRows = memory.BufferRows(parameters, rowBytes) };
        listener.OnNote(new RowsStoredNote(stored.File.Path, Math.Min(stored.BufferRows, stored.Count)) { Unit = TableSelection.Rows });
        Samples<float> test = selection.Test is string other ? ReadAll(other, table.Schema, heldOut) : Read("test", stored.ReadTest);
        if (stored.TestCount > 0)
            listener.OnNote(
                new TestHeldOutNote(report.Table.Name, stored.TestCount) { Unit = TableSelection.Rows, IsOfEveryClass = stored.IsMarked }
            );
        if (stored.ValidationCount > 0)
            listener.OnNote(new ValidationHeldOutNote(stored.ValidationCount) { Unit = TableSelection.Rows });
        Samples<float>? validation =
            stored.ValidationCount > 0 ? Read("validation", stored.ReadValidation)
            : selection.ValidationSource is string source ? ReadAll(source, table.Schema, heldOut)
            : null;
        return new TableData(report, table.Schema, (Samples<float>)stored.ReadExcerpt(ExcerptRows), validation, test) { Stored = stored };
    }

    private long ParametersOf(StoredTable table)
    {
        int encoded = (2 * table.Schema.Width) + EncodedValues;
        NetworkDefinition network = selection
            .MemoryFor(table.Schema, table.File.Count)
            .Define(Shape.Vector(encoded), table.Schema.OutputNames);
        return network.CountParameters();
    }

    /// <summary>
    /// Holds out rows for the test and for validation: those that are held out of a table in memory, as long as they and lists of all rows fit; otherwise a share of every block.
    /// </summary>
    private StoredSamples HoldOut(StoredTable table, int most, long parameters)
    {
        RowFile file = table.File;
        bool tests = selection.Test is null && selection.HoldsOutTest;
        StoredSamples stored = new(file) { Seed = selection.Seed };
        if (!tests && selection.ValidationFraction is null)
            return stored;
        if (!file.HasTargets && file.ClassCounts.All(count => count < 2))
            throw selection.NothingRecurs(file.Count);
        bool areAll = memory.CanDraw(file.Count, parameters) && (!tests || file.Count * TableSelection.TestFraction <= most);
        int test = tests ? Math.Clamp((int)(file.Count * TableSelection.TestFraction), 1, most) : 0;
        int validation = selection.ValidationFraction is double share ? Math.Max(1, (int)((file.Count - test) * share)) : 0;
        if (validation > most)
            throw new InvalidInputException(
                "the validation rows",
                $"at most {most}, which fit in {memory}",
                $"{validation}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Hold out a smaller fraction, such as {Math.Floor(9e5 * most / (file.Count - test)) / 1e6}, or raise the memory limit"
                )
            );
        return areAll ? Draw(stored, tests) : stored with { TestCount = test, ValidationCount = validation };
    }

    // The same rows as with TableSelection in memory, because they are drawn in the same way.
    private StoredSamples Draw(StoredSamples stored, bool tests)
    {
        RowFile file = stored.File;
        int classes = file.HasTargets ? 1 : file.ClassNames.Count;
        int[] labels = listener.Run(new ExperimentPhase("Reading the labels", 1, null), _ => file.ReadLabels());
        int[] train = [.. Enumerable.Range(0, file.Count)],
            test = [],
            validation = [];
        if (tests)
            (train, test) = NeuralNetwork.HoldOut.SplitRows(labels, classes, TableSelection.TestFraction, selection.Seed);
        if (selection.ValidationFraction is double fraction)
        {
            int[] ofTrain = Array.ConvertAll(train, row => labels[row]);
            (_, int[] places) = NeuralNetwork.HoldOut.SplitRows(ofTrain, classes, fraction, selection.Seed);
            validation = Array.ConvertAll(places, place => train[place]);
        }

        return stored.WithHeldOut(validation, test);
    }

    /// <summary>Reads what is held out, in a pass over the file.</summary>
    private Samples<float> Read(string part, Func<Samples> read) =>
        listener.Run(new ExperimentPhase($"Reading the {part} rows", 1, null), _ => (Samples<float>)read());

    private Samples<float> ReadAll(string source, TableSchema schema, int most)
    {
        StoredTable table = Open(source, schema);
        using RowFile file = table.File;
        string name = TableSelection.NameOf(source);
        if (file.Count > most)
            throw new InvalidInputException(
                name,
                $"at most {most} test rows, which fit in {memory}",
                $"{file.Count}",
                "Use fewer of them, or raise the memory limit"
            );
        foreach (string note in file.Notes)
            listener.OnNote(new SourceNote(name, note));
        return (Samples<float>)file.ReadAll();
    }

    /// <summary>Opens a table, converted by rank 0 before the others look for it: on other machines, they convert their own.</summary>
    private StoredTable Open(string source, TableSchema? schema)
    {
        TableSelection.CheckIsTable(source);
        StoredTable? table = selection.Ranks.Rank == 0 ? Convert(source, schema) : null;
        selection.Ranks.Gather(new byte[selection.Ranks.Count]);
        return table ?? Convert(source, schema);
    }

    private StoredTable Convert(string source, TableSchema? schema)
    {
        StoredTable table = listener.Run(
            new ExperimentPhase($"Converting {TableSelection.NameOf(source)}", 1, null),
            progress => StoredTable.Open(source, selection.Options, memory.ConversionBytes, schema, progress, cancellation)
        );
        // Frees the memory of the texts for the training rows.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return table;
    }
}
