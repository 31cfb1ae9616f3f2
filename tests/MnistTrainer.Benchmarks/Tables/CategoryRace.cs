using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// Categories as one-hot columns beside categories as vectors, on generated rows whose label depends on two hidden numbers of a category, and on the tables of a folder
/// that have categories and numbers: <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- categories [TABLE ...] [--folder PATH]</c>.
/// </summary>
internal static class CategoryRace
{
    private const string Category = "Category";
    private const int Seeds = 5,
        TestRows = 20_000,
        NewValues = 200;

    private static readonly (int Values, int Rows)[] Sizes =
    [
        (4, 20_000),
        (20, 20_000),
        (100, 20_000),
        (300, 20_000),
        (1000, 20_000),
        (300, 2_000),
        (50, 1_000),
    ];

    /// <returns>0, or 1 where an argument or a file is invalid.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            Console.WriteLine("| rows | metric | one-hot | vectors | seconds |\n|---|---|--:|--:|--:|");
            foreach ((int values, int rows) in Sizes)
                Report(values, rows);
            foreach (PublicTable table in TableOptions.Parse(arguments).ReadTables())
            {
                if (table.IsNumeric.Contains(true) && table.IsNumeric.Contains(false))
                    Report(table);
            }

            return 0;
        }
        catch (InvalidInputException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Report(int values, int rows)
    {
        double[][] found =
        [
            .. Enumerable.Range(1, Seeds).Select(seed => Measure(values, rows, seed, isOneHot: true)),
            .. Enumerable.Range(1, Seeds).Select(seed => Measure(values, rows, seed, isOneHot: false)),
        ];
        string name = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} generated, {values:N0} values");
        Report(name, "area under the curve", Column(found, 0), Column(found, 2));
        Report(name, "the same, values that no row to train on had", Column(found, 1), null);
    }

    private static void Report(PublicTable table)
    {
        TableRows rows = new(table);
        double[][] found =
        [
            .. Enumerable.Range(0, TableRows.Folds).Select(fold => Measure(table, rows, fold, isOneHot: true)),
            .. Enumerable.Range(0, TableRows.Folds).Select(fold => Measure(table, rows, fold, isOneHot: false)),
        ];
        Report(table.Name, TableMetric.Name(table.Task), Column(found, 0), Column(found, 1));
    }

    private static double[] Column(double[][] found, int column) => [.. found.Select(one => one[column])];

    // The first half of the values is that of one-hot columns.
    private static void Report(string name, string metric, double[] values, double[]? seconds)
    {
        string text = string.Join(
                " | ",
                values.Chunk(values.Length / 2).Select(half => half.Average().ToString("F4", CultureInfo.InvariantCulture))
            ),
            times = seconds is null
                ? ""
                : string.Join(
                    ", ",
                    seconds.Chunk(seconds.Length / 2).Select(half => half.Average().ToString("F2", CultureInfo.InvariantCulture))
                );
        Console.WriteLine($"| {name} | {metric} | {text} | {times} |");
    }

    private static double[] Measure(PublicTable table, TableRows rows, int fold, bool isOneHot)
    {
        MLContext context = new(seed: 1);
        (ITransformer model, double seconds) = Fit(context, table.Task, rows.TrainingSet(fold), TableRows.Categories(table), isOneHot);
        return [TableMetric.Compute(table.Task, model.Transform(rows.TestSet(fold))).Value, seconds];
    }

    private static double[] Measure(int values, int rows, int seed, bool isOneHot)
    {
        Random random = new(seed);
        double[][] hidden = [.. Enumerable.Range(0, values + NewValues).Select(_ => new[] { Gaussian(random), Gaussian(random) })];
        MLContext context = new(seed: 1);
        IDataView training = Generate(context, rows, random, hidden, values, isNew: false),
            test = Generate(context, TestRows, random, hidden, values, isNew: false),
            others = Generate(context, TestRows, random, hidden, values, isNew: true);
        (ITransformer model, double seconds) = Fit(context, TableTask.Binary, training, [Category], isOneHot);
        return [Score(test), Score(others), seconds];

        double Score(IDataView data) => TableMetric.Compute(TableTask.Binary, model.Transform(data)).Value;
    }

    /// <summary>Rows of three numbers, the first two of which count by the hidden numbers of a category, whose values are the rarer the later they come.</summary>
    private static IDataView Generate(MLContext context, int count, Random random, double[][] hidden, int values, bool isNew)
    {
        Row[] rows = new Row[count];
        for (int i = 0; i < count; i++)
        {
            int value = isNew
                ? values + random.Next(hidden.Length - values)
                : (int)Math.Min(values - 1, Math.Exp(random.NextDouble() * Math.Log(values + 1)) - 1);
            float first = (float)Gaussian(random),
                second = (float)Gaussian(random);
            double net =
                (hidden[value][0] * first) + (hidden[value][1] * second) + (0.7 * hidden[value][0] * hidden[value][1]) + (0.5 * first);
            rows[i] = new Row
            {
                Category = $"value {value}",
                Numeric = [first, second, (float)Gaussian(random)],
                Label = random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * net)),
            };
        }

        return context.Data.LoadFromEnumerable(rows);
    }

    /// <summary>Trains a model, and measures how long the processor takes.</summary>
    private static (ITransformer Model, double Seconds) Fit(
        MLContext context,
        TableTask task,
        IDataView training,
        string[] categories,
        bool isOneHot
    )
    {
        InputOutputColumnPair[] pairs = [.. categories.Select(name => new InputOutputColumnPair($"{name}Key", name))];
        string[] keys = [.. pairs.Select(pair => pair.OutputColumnName)];
        NeuralNetworkTrainer.Options options = new() { NumberOfThreads = 1, CategoricalColumnNames = isOneHot ? [] : [.. keys] };
        EstimatorChain<ITransformer> chain = new();
        chain = chain
            .Append<ITransformer>(
                isOneHot ? context.Transforms.Categorical.OneHotEncoding(pairs) : context.Transforms.Conversion.MapValueToKey(pairs)
            )
            .Append<ITransformer>(context.Transforms.Concatenate("Features", [TableRows.Numeric, .. isOneHot ? keys : []]))
            .Append<ITransformer>(
                task switch
                {
                    TableTask.Binary => context.BinaryClassification.Trainers.NeuralNetwork(options),
                    TableTask.Multiclass => context.MulticlassClassification.Trainers.NeuralNetwork(options),
                    _ => context.Regression.Trainers.NeuralNetwork(options),
                }
            );
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        ITransformer model = chain.Fit(training);
        process.Refresh();
        return (model, (process.TotalProcessorTime - before).TotalSeconds);
    }

    // Box and Muller 1958.
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed class Row
    {
        public string Category { get; set; } = "";

        [VectorType(3)]
        public float[] Numeric { get; set; } = [];

        public bool Label { get; set; }
    }
}
