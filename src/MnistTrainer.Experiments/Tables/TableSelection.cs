using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the table for training, and the rows to hold out.</summary>
/// <param name="Source">The file; <c>-</c> for the standard input; or a folder of files with the same columns.</param>
public sealed record TableSelection(string Source)
{
    /// <summary>The fraction of the rows that is held out for testing.</summary>
    internal const double TestFraction = 0.1;

    /// <summary>The unit of a table, for notes.</summary>
    internal const string Rows = "rows";

    /// <summary>The label and other known properties of the columns.</summary>
    public required TableOptions Options { get; init; }

    /// <summary>The test table. Default: null, for a tenth of every class of <see cref="Source"/>.</summary>
    public string? Test { get; init; }

    /// <summary>Whether rows are held out for testing if <see cref="Test"/> is null; otherwise there is no test. Default: true.</summary>
    public bool HoldsOutTest { get; init; } = true;

    /// <summary>The fraction of the training rows to hold out for validation, above 0 and below 1. Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>The validation table, if <see cref="ValidationFraction"/> is null. Default: null.</summary>
    public string? ValidationSource { get; init; }

    /// <summary>The seed that determines which rows are held out. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The memory limit of training, for a table that does not fit into memory: it is converted to a file next to it, from which the rows are read during training
    /// (<see cref="TableData.Stored"/>). Default: null, for all rows in memory.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>
    /// Returns the recipe for the given columns and number of rows; its network takes a part of <see cref="Memory"/>. Default: <see cref="TableTraining.RecipeFor"/>.
    /// </summary>
    public Func<TableSchema, int, Recipe> MemoryFor { get; init; } = (schema, rows) => TableTraining.RecipeFor(schema, rows);

    /// <summary>The ranks that will train together and load the same table; rank 0 converts it. Default: a single process.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Loads the tables, detects the kinds of their columns, and splits the rows.</summary>
    /// <param name="listener">Receives progress, and a <see cref="SourceNote"/> for rows and columns that are ignored. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">A table cannot be read, its columns are ambiguous, or it has no label to train on.</exception>
    /// <exception cref="OperationCanceledException">Loading was canceled.</exception>
    public TableData Load(IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        listener ??= IExperimentListener.None;
        if (Memory is not null)
            return new StoredTableData(this, Memory, listener, cancellation).Load();
        TextTable table = LoadTable(Source, Options, listener, cancellation);
        TableReport report = TableReportFinder.Find(table, Options);
        TableSchema schema = TableReportFinder.ToSchema(report);
        foreach (string note in report.Notes)
            listener.OnNote(new SourceNote(table.Name, note));
        TableEncoder encoder = new(schema) { KnowsDecimalMarks = Options.DecimalMark is not null };
        Samples<float> train = Encode(table),
            test;
        if (Test is null && !HoldsOutTest)
        {
            test = (Samples<float>)train.Subset([]);
        }
        else if (Test is null)
        {
            (train, test) = HoldOutOf(train, TestFraction);
            listener.OnNote(new TestHeldOutNote(table.Name, test.Count) { Unit = Rows });
        }
        else
        {
            test = Encode(LoadTable(Test, Options, listener, cancellation));
        }

        Samples<float>? validation = null;
        if (ValidationFraction is double fraction)
        {
            (train, validation) = HoldOutOf(train, fraction);
            listener.OnNote(new ValidationHeldOutNote(validation.Count) { Unit = Rows });
        }
        else if (ValidationSource is not null)
        {
            validation = Encode(LoadTable(ValidationSource, Options, listener, cancellation));
        }

        return new TableData(report, schema, train, validation, test);

        Samples<float> Encode(TextTable one)
        {
            TableRows rows = encoder.Encode(one, withLabels: true);
            foreach (string note in one == table ? rows.Notes.Except(report.Notes) : rows.Notes)
                listener.OnNote(new SourceNote(one.Name, note));
            return rows.Samples;
        }
    }

    /// <summary>Loads a table as a phase of an experiment.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">Known properties of the table.</param>
    /// <param name="listener">Receives progress.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">The table cannot be read.</exception>
    public static TextTable LoadTable(string source, TableOptions options, IExperimentListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        CheckIsTable(source);
        return listener.Run(
            new ExperimentPhase($"Loading {NameOf(source)}", 1, null),
            progress => TextTable.Load(source, options, progress, cancellation)
        );
    }

    /// <summary>Rejects data sets that are not tables.</summary>
    internal static void CheckIsTable(string source)
    {
        if (!File.Exists(source) && !Directory.Exists(source) && DataLocations.Current.Find(source) is not null)
            throw new InvalidInputException(
                source,
                "a table of numbers and categories, which is a file",
                "a data set of images",
                "Name the file of the table"
            );
    }

    /// <summary>The name of a table: the name of its file or folder.</summary>
    internal static string NameOf(string source) => Path.GetFileName(Path.TrimEndingDirectorySeparator(source));

    /// <summary>Rejects labels if each occurs only once, because they cannot be both trained on and tested.</summary>
    internal InvalidInputException NothingRecurs(int rows) =>
        new(
            Source,
            "a class with at least two rows, one for training and one for testing",
            $"a different label in each of {rows} rows",
            "Add rows, or specify separate tables for testing and validation"
        );

    private (Samples<float> Remaining, Samples<float> HeldOut) HoldOutOf(Samples<float> samples, double fraction)
    {
        if (samples.HasLabels && samples.Labels.ToArray().Distinct().Count() == samples.Count)
            throw NothingRecurs(samples.Count);
        HoldOut split = HoldOut.Split(samples, fraction, Seed);
        return ((Samples<float>)split.Train, (Samples<float>)split.Validation);
    }
}
