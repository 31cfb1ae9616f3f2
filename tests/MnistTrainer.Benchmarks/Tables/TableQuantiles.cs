using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// The interval from the quantile 0.1 to 0.9 on public tables with numbers as labels, in five folds, as the network estimates it and calibrated:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- quantiles [TABLE ...] [--folder PATH]</c>.
/// </summary>
internal static class TableQuantiles
{
    /// <returns>0, or 1 where an argument or a file is invalid.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            Console.WriteLine(
                "| table | calibrated | coverage | mean width | mean pinball loss | seconds of training |\n|---|---|--:|--:|--:|--:|"
            );
            foreach (PublicTable table in TableOptions.Parse(arguments).ReadTables().Where(table => table.Task == TableTask.Regression))
            {
                TableRows rows = new(table);
                foreach (bool calibrates in (bool[])[false, true])
                    Report(
                        table,
                        calibrates,
                        [.. Enumerable.Range(0, TableRows.Folds).Select(fold => Measure(table, rows, fold, calibrates))]
                    );
            }

            return 0;
        }
        catch (InvalidInputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static (QuantileRegressionMetrics Metrics, double Seconds) Measure(PublicTable table, TableRows rows, int fold, bool calibrates)
    {
        MLContext context = new(seed: 1);
        IDataView training = rows.TrainingSet(fold);
        NeuralNetworkTrainer.Options options = new()
        {
            Quantiles = [0.1, 0.5, 0.9],
            CalibrateQuantiles = calibrates,
            NumberOfThreads = 1,
        };
        TableTrainer trainer = new()
        {
            Name = "Quantiles",
            Binary = (_, _) => throw new NotSupportedException(),
            Multiclass = (_, _) => throw new NotSupportedException(),
            Regression = (one, _) => one.Regression.Trainers.NeuralNetwork(options),
        };
        IEstimator<ITransformer> pipeline = TablePipeline.Create(context, table, trainer)!;
        Stopwatch time = Stopwatch.StartNew();
        ITransformer model = pipeline.Fit(training);
        double seconds = time.Elapsed.TotalSeconds;
        return (context.Regression.EvaluateQuantiles(model.Transform(rows.TestSet(fold))), seconds);
    }

    private static void Report(PublicTable table, bool calibrates, (QuantileRegressionMetrics Metrics, double Seconds)[] folds) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {table.Name} | {(calibrates ? "yes" : "no")} | {folds.Average(fold => fold.Metrics.Intervals[0].Coverage):P1} | {folds.Average(fold => fold.Metrics.Intervals[0].MeanWidth):G4} | {folds.Average(fold => fold.Metrics.MeanPinballLoss):G4} | {folds.Average(fold => fold.Seconds):F2} |"
            )
        );
}
