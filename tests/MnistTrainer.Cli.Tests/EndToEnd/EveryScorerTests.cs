using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>The same rows scored by everything that scores: the command, a recognizer, a prediction engine, and ONNX Runtime with either export.</summary>
public sealed class EveryScorerTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly WorkFolder _work = new();

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Estimate
    {
        public float Score { get; set; }
    }

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("kind")]
    [InlineData("price")]
    public void Gives_the_same_score(string label)
    {
        _work.Write("table.csv", Table(400));
        string other = label == "kind" ? "price" : "kind";
        MnistProcess.RunJson(_work.Folder, "train", "--data", "table.csv", "--label", label, "--ignore", other, "--model", "model.zip");
        MnistProcess.RunJson(_work.Folder, "export", "model.zip", "--output", "model.onnx");
        _work.Write("rows.csv", Table(400) + "900,green,,\n-900,red,,\n");
        JsonElement predicted = MnistProcess.RunJson(_work.Folder, "predict", "--model", "model.zip", "--data", "rows.csv");
        MnistProcess.RunJson(_work.Folder, "predict", "--model", "model.zip", "--data", "rows.csv", "--output", "predicted.csv");
        string[] lines = File.ReadAllLines(_work["predicted.csv"]);

        TableModel model = TableModel.Load(_work["model.zip"]);
        TextTable table = TextTable.Load(_work["rows.csv"], cancellation: TestContext.Current.CancellationToken);
        Samples<float> samples = new TableEncoder(model.Schema).Encode(table, withLabels: false).Samples;
        float[][] rows = [.. Enumerable.Range(0, samples.Count).Select(row => samples.Row(row).ToArray())];
        Assert.Contains(rows, row => row.Any(float.IsNaN));
        float[][] expected = [.. Recognized(rows, model.Schema.OutputNames.Length)];
        Assert.True(expected.Select(scores => scores[0]).Distinct().Count() > 100);

        // A length far beyond those of training has the largest or the smallest price of training.
        if (label == "price")
            Assert.Equal([model.Network.Definition.Layers[^1].Activation], [new Clamp(expected[^1][0], expected[^2][0])]);

        CheckSame(expected, Predicted(predicted, model.Schema));
        CheckSame([.. expected.Select(scores => new[] { scores.Max() })], [.. lines.Skip(1).Select(LastNumber)]);
        CheckSame(expected, Computed(File.ReadAllBytes(_work["model.onnx"]), rows, "Score"));

        MLContext context = new();
        ITransformer pipeline = context.Model.Load(_work["model.zip"], out DataViewSchema schema);
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = schema["Features"].Type;
        CheckSame(expected, Engine(context, pipeline, definition, rows, isClass: label == "kind"));
        using MemoryStream file = new();
        context.Model.ConvertToOnnx(
            pipeline,
            context.Data.LoadFromEnumerable(rows.Select(row => new Row { Features = row }), definition),
            file
        );
        CheckSame(expected, Computed(file.ToArray(), rows, "Score.output"));
    }

    private float[][] Recognized(float[][] rows, int outputs)
    {
        Recognizer recognizer = Recognizer.Load(_work["model.zip"]);
        return
        [
            .. rows.Select(row =>
            {
                float[] scores = new float[outputs];
                recognizer.Score(row, scores);
                return scores;
            }),
        ];
    }

    private static float[][] Predicted(JsonElement predicted, TableSchema schema) =>
        [
            .. predicted
                .GetProperty("predictions")
                .EnumerateArray()
                .Select(one =>
                    schema.Task == TableTask.Classification
                        ? schema.OutputNames.Select(name => one.GetProperty("probabilities").GetProperty(name).GetSingle()).ToArray()
                        : [one.GetProperty("value").GetSingle()]
                ),
        ];

    private static float[] LastNumber(string line) => [float.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture)];

    private static float[][] Engine(MLContext context, ITransformer pipeline, SchemaDefinition definition, float[][] rows, bool isClass)
    {
        if (isClass)
        {
            using var classes = context.Model.CreatePredictionEngine<Row, Scores>(pipeline, inputSchemaDefinition: definition);
            return [.. rows.Select(row => classes.Predict(new Row { Features = row }).Score)];
        }

        using var numbers = context.Model.CreatePredictionEngine<Row, Estimate>(pipeline, inputSchemaDefinition: definition);
        return [.. rows.Select(row => new[] { numbers.Predict(new Row { Features = row }).Score })];
    }

    private static float[][] Computed(byte[] model, float[][] rows, string output)
    {
        using InferenceSession session = new(model);
        string input = session.InputNames.Single();
        float[] values = [.. rows.SelectMany(row => row)];
        using var outputs = session.Run(
            [NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(values, [rows.Length, rows[0].Length]))],
            [output]
        );
        float[] scores = [.. outputs.Single().AsEnumerable<float>()];
        return [.. scores.Chunk(scores.Length / rows.Length)];
    }

    private static void CheckSame(float[][] expected, float[][] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(
            expected.Zip(found),
            pair =>
            {
                Assert.Equal(pair.First.Length, pair.Second.Length);
                Assert.All(
                    pair.First.Zip(pair.Second),
                    score => Assert.Equal(score.First, score.Second, Tolerance * Math.Max(1, Math.Abs(score.First)))
                );
            }
        );
    }

    /// <summary>Numbers, some of them missing, and categories, which decide about a kind and a price.</summary>
    private static string Table(int rows)
    {
        Random random = new(3);
        return "length,color,kind,price\n"
            + string.Concat(
                Enumerable
                    .Range(0, rows)
                    .Select(i =>
                    {
                        int length = random.Next(100);
                        string color = new[] { "red", "green", "blue" }[random.Next(3)];
                        string kind =
                            length > 60 ? "long"
                            : color == "red" ? "bright"
                            : "plain";
                        return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{(i % 7 == 0 ? "" : $"{length}")},{color},{kind},{(length * 3.25) + color.Length}\n"
                        );
                    })
            );
    }
}
