using System.Globalization;
using Microsoft.ML;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// The interval from the quantile 0.1 to 0.9 on public tables with numbers as labels, in five folds, with the default penalty and with four times that:
/// <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- quantiles [TABLE ...] [--folder PATH]</c>.
/// </summary>
internal static class TableQuantiles
{
    private static readonly float[] Factors = [1, 4];

    /// <returns>0, or 1 where an argument or a file is invalid.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            Console.WriteLine("| table | penalty | coverage | mean width | mean pinball loss |\n|---|--:|--:|--:|--:|");
            foreach (PublicTable table in TableOptions.Parse(arguments).ReadTables().Where(table => table.Task == TableTask.Regression))
            {
                TableRows rows = new(table);
                foreach (float factor in Factors)
                    Report(table, factor, [.. Enumerable.Range(0, TableRows.Folds).Select(fold => Measure(table, rows, fold, factor))]);
            }

            return 0;
        }
        catch (InvalidInputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static QuantileRegressionMetrics Measure(PublicTable table, TableRows rows, int fold, float factor)
    {
        MLContext context = new(seed: 1);
        IDataView training = rows.TrainingSet(fold);
        Regularization usual = TableDefaults.TrainingOf((int)training.GetRowCount()!.Value, Loss.Pinball(0.1f, 0.5f, 0.9f)).Regularization;
        NeuralNetworkTrainer.Options options = new()
        {
            Quantiles = [0.1, 0.5, 0.9],
            L2Regularization = factor * usual.L2,
            NumberOfThreads = 1,
        };
        TableTrainer trainer = new()
        {
            Name = "Quantiles",
            Binary = (_, _) => throw new NotSupportedException(),
            Multiclass = (_, _) => throw new NotSupportedException(),
            Regression = (one, _) => one.Regression.Trainers.NeuralNetwork(options),
        };
        ITransformer model = TablePipeline.Create(context, table, trainer)!.Fit(training);
        return context.Regression.EvaluateQuantiles(model.Transform(rows.TestSet(fold)));
    }

    private static void Report(PublicTable table, float factor, QuantileRegressionMetrics[] folds) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {table.Name} | x {factor} | {folds.Average(fold => fold.Intervals[0].Coverage):P1} | {folds.Average(fold => fold.Intervals[0].MeanWidth):G4} | {folds.Average(fold => fold.MeanPinballLoss):G4} |"
            )
        );
}
