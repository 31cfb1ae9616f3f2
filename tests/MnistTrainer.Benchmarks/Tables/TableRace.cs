using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// Our trainer beside ML.NET's and scikit-learn's on public tables, in five folds, with one thread:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- tables [TABLE ...] [--trainers A,B] [--folder PATH] [--csv FILE] [--check]</c>,
/// all tables and NeuralNetwork,LightGbm unless given. <c>--check</c> compares the metrics with ML.NET's own.
/// </summary>
internal sealed class TableRace
{
    private const int WarmUpRows = 300;

    // Of values beyond 1, such as an R² of -458, relative to them: ML.NET's sums are in floats.
    private const double Tolerance = 1e-5;

    private readonly TableOptions _options;
    private readonly HashSet<(TableTrainer Trainer, TableTask Task)> _warm = [];
    private double _largestDifference;

    private TableRace(TableOptions options) => _options = options;

    /// <returns>0, or 1 where an argument or a file is invalid, or a metric differs from ML.NET's.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            return new TableRace(TableOptions.Parse(arguments)).Run();
        }
        catch (InvalidInputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private int Run()
    {
        IReadOnlyList<PublicTable> tables = _options.ReadTables();
        TableReport report = new([.. _options.Trainers.Select(trainer => trainer.Name)], PeerScores.Read(_options.Folder));
        List<TableScore> all = [];
        report.Begin();
        foreach (PublicTable table in tables)
        {
            TableScore[] scores = Measure(table);
            all.AddRange(scores);
            if (_options.ResultFile is string path)
                TableScore.WriteAll(path, all);
            report.Add(table, scores);
        }

        report.End();
        if (_options.Check)
            Console.WriteLine(FormattableString.Invariant($"\nlargest difference from ML.NET's metrics: {_largestDifference:G2}"));
        return _largestDifference > Tolerance ? 1 : 0;
    }

    private TableScore[] Measure(PublicTable table)
    {
        TableRows rows = new(table);
        List<TableScore> scores = [];
        for (int fold = 0; fold < TableRows.Folds; fold++)
        {
            IDataView training = rows.TrainingSet(fold),
                test = rows.TestSet(fold);
            scores.AddRange(_options.Trainers.Select(trainer => Measure(table, trainer, training, test, fold)).OfType<TableScore>());
        }

        return [.. scores];
    }

    private TableScore? Measure(PublicTable table, TableTrainer trainer, IDataView training, IDataView test, int fold)
    {
        // A context for each, so that no trainer's random numbers depend on what was trained before.
        MLContext context = new(seed: 1);
        IEstimator<ITransformer>? pipeline = TablePipeline.Create(context, table, trainer);
        if (pipeline is null)
            return null;
        if (_warm.Add((trainer, table.Task)))
            pipeline.Fit(context.Data.TakeRows(training, WarmUpRows));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        ITransformer model = pipeline.Fit(training);
        TimeSpan spent = Environment.CpuUsage.TotalTime - before;
        IDataView scored = model.Transform(test);
        (double value, int unscored) = TableMetric.Compute(table.Task, scored);
        if (unscored > 0)
            Console.Error.WriteLine($"{table.Name}, {trainer.Name}, fold {fold}: {unscored} rows have no score.");
        else if (_options.Check)
            _largestDifference = Math.Max(_largestDifference, Difference(value, TableMetric.ByMLNet(context, table.Task, scored)));
        return new TableScore
        {
            Table = table.Name,
            Trainer = trainer.Name,
            Metric = TableMetric.Name(table.Task),
            Fold = fold,
            Value = value,
            Seconds = spent.TotalSeconds,
        };
    }

    private static double Difference(double ours, double theirs) => Math.Abs(ours - theirs) / Math.Max(1, Math.Abs(ours));
}
