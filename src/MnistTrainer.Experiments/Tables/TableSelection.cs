using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the table that a network is trained on, and the rows that are held out of it.</summary>
/// <param name="Source">The file; <c>-</c> for the standard input; or a folder of files with the same columns.</param>
public sealed record TableSelection(string Source)
{
    /// <summary>The share of the rows that are held out for the test.</summary>
    internal const double TestFraction = 0.1;

    /// <summary>What a table consists of, for notes.</summary>
    internal const string Rows = "rows";

    /// <summary>The label, and what else is known about the columns.</summary>
    public required TableOptions Options { get; init; }

    /// <summary>A table to test on. Default: null, for a tenth of <see cref="Source"/>, of every class.</summary>
    public string? Test { get; init; }

    /// <summary>Whether rows are held out for a test where <see cref="Test"/> is null; otherwise there is none. Default: true.</summary>
    public bool HoldsOutTest { get; init; } = true;

    /// <summary>The share of the training rows to hold out for validation, above 0 and below 1. Default: null.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>A table to validate on, where <see cref="ValidationFraction"/> is null. Default: null.</summary>
    public string? ValidationSource { get; init; }

    /// <summary>The seed that decides which rows are held out. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The memory of the whole training, for a table that does not fit into it: it is converted to a file beside it, from which it is trained on (<see cref="TableData.Stored"/>).
    /// Default: null, for all rows in memory.
    /// </summary>
    public MemoryBudget? Memory { get; init; }

    /// <summary>
    /// The recipe that will be trained on columns and a number of rows, whose network takes its part of <see cref="Memory"/>. Default: <see cref="TableTraining.RecipeFor"/>.
    /// </summary>
    public Func<TableSchema, int, Recipe> MemoryFor { get; init; } = TableTraining.RecipeFor;

    /// <summary>The ranks that will train together and load the same table: rank 0 converts it. Default: one process alone.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Loads the tables, finds what their columns hold, and splits the rows.</summary>
    /// <param name="listener">Receives progress, and a <see cref="SourceNote"/> for rows and columns that are left out. Default: none.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">A table cannot be read, its columns are uncertain, or it has no label to train on.</exception>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
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
    /// <param name="options">What is known about it.</param>
    /// <param name="listener">Receives progress.</param>
    /// <param name="cancellation">Cancels loading.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static TextTable LoadTable(string source, TableOptions options, IExperimentListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        CheckIsTable(source);
        return listener.Run(
            new ExperimentPhase($"Loading {NameOf(source)}", 1, null),
            progress => TextTable.Load(source, options, progress, cancellation)
        );
    }

    /// <summary>Rejects data sets, which are no tables.</summary>
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

    /// <summary>The name of a table: that of its file or of its folder.</summary>
    internal static string NameOf(string source) => Path.GetFileName(Path.TrimEndingDirectorySeparator(source));

    /// <summary>Rejects labels of which none recurs, so that none can be trained on and tested.</summary>
    internal InvalidInputException NothingRecurs(int rows) =>
        new(
            Source,
            "a class of two rows or more, to train on one and to measure on the other",
            $"a different label in each of {rows} rows",
            "Add rows, or name other tables to test and to validate on"
        );

    private (Samples<float> Remaining, Samples<float> HeldOut) HoldOutOf(Samples<float> samples, double fraction)
    {
        if (samples.HasLabels && samples.Labels.ToArray().Distinct().Count() == samples.Count)
            throw NothingRecurs(samples.Count);
        HoldOut split = HoldOut.Split(samples, fraction, Seed);
        return ((Samples<float>)split.Train, (Samples<float>)split.Validation);
    }
}
