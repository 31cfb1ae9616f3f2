using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>
/// What <c>Fit</c> rejects, the estimator's promise rejects in the same words; and the line of code in the message mends it.
/// </summary>
public sealed class InputColumnsTests
{
    private readonly MLContext _context = new(1);

    /// <summary>The lines in messages, each as code.</summary>
    private Dictionary<string, IEstimator<ITransformer>> FixHints =>
        new()
        {
            ["mlContext.Transforms.Conversion.MapValueToKey(\"Text\")"] = _context.Transforms.Conversion.MapValueToKey("Text"),
            ["mlContext.Transforms.Conversion.MapValueToKey(\"Number\")"] = _context.Transforms.Conversion.MapValueToKey("Number"),
            ["mlContext.Transforms.Conversion.MapValueToKey(\"Flag\")"] = _context.Transforms.Conversion.MapValueToKey("Flag"),
            ["mlContext.Transforms.Conversion.MapValueToKey(\"ByteKey\")"] = _context.Transforms.Conversion.MapValueToKey("ByteKey"),
            ["mlContext.Transforms.Conversion.ConvertType(\"Number\", outputKind: DataKind.Boolean)"] =
                _context.Transforms.Conversion.ConvertType("Number", outputKind: DataKind.Boolean),
            [
                "mlContext.Transforms.Conversion.MapValue(\"Text\", new Dictionary<string, bool> { [\"yes\"] = true, [\"no\"] = false }), with your own words"
            ] = _context.Transforms.Conversion.MapValue("Text", new Dictionary<string, bool> { ["yes"] = true, ["no"] = false }),
            ["mlContext.Transforms.Conversion.ConvertType(\"Double\", outputKind: DataKind.Single)"] =
                _context.Transforms.Conversion.ConvertType("Double", outputKind: DataKind.Single),
            ["mlContext.Transforms.Conversion.ConvertType(\"Text\", outputKind: DataKind.Single)"] =
                _context.Transforms.Conversion.ConvertType("Text", outputKind: DataKind.Single),
            ["mlContext.Transforms.Conversion.ConvertType(\"Flag\", outputKind: DataKind.Single)"] =
                _context.Transforms.Conversion.ConvertType("Flag", outputKind: DataKind.Single),
            ["mlContext.Transforms.Conversion.ConvertType(\"Doubles\", outputKind: DataKind.Single)"] =
                _context.Transforms.Conversion.ConvertType("Doubles", outputKind: DataKind.Single),
            ["mlContext.Transforms.Concatenate(\"Number\", \"Number\")"] = _context.Transforms.Concatenate("Number", "Number"),
            [
                "mlContext.Transforms.Conversion.ConvertType(\"Double\", outputKind: DataKind.Single), then Concatenate(\"Double\", \"Double\")"
            ] = _context
                .Transforms.Conversion.ConvertType("Double", outputKind: DataKind.Single)
                .Append(_context.Transforms.Concatenate("Double", "Double")),
            ["mlContext.Transforms.Text.FeaturizeText(\"Text\")"] = _context.Transforms.Text.FeaturizeText("Text"),
            ["mlContext.Transforms.Conversion.MapKeyToVector(\"ByteKey\")"] = _context.Transforms.Conversion.MapKeyToVector("ByteKey"),
        };

    private sealed class Everything
    {
        [KeyType(2)]
        public uint Key { get; set; }

        [KeyType(2)]
        public byte ByteKey { get; set; }

        public string Text { get; set; } = "";

        public float Number { get; set; }

        public double Double { get; set; }

        public bool Flag { get; set; }

        public string Class { get; set; } = "";

        [VectorType(2)]
        public double[] Doubles { get; set; } = [];

        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float[] Some { get; set; } = [];

        public static Everything Row(int i) =>
            new()
            {
                Key = (uint)(i % 2),
                ByteKey = (byte)(i % 2),
                Text = i % 2 == 0 ? "1" : "0",
                Number = i % 2,
                Double = i % 2,
                Flag = i % 2 == 0,
                Class = $"class {i % 2}",
                Doubles = [i, 1],
                Features = [i, 1],
                Some = new float[i % 3],
            };
    }

    private IDataView Data => _context.Data.LoadFromEnumerable([.. Enumerable.Range(0, 12).Select(Everything.Row)]);

    [Theory]
    [InlineData("classes", "Text", "Features", null, "label", "Key<UInt32>")]
    [InlineData("classes", "Number", "Features", null, "label", "Key<UInt32>")]
    [InlineData("classes", "Flag", "Features", null, "label", "Key<UInt32>")]
    [InlineData("classes", "ByteKey", "Features", null, "label", "Key<UInt32>")]
    [InlineData("yes and no", "Number", "Features", null, "label", "Boolean")]
    [InlineData("yes and no", "Text", "Features", null, "label", "Boolean")]
    [InlineData("numbers", "Double", "Features", null, "label", "Single")]
    [InlineData("numbers", "Text", "Features", null, "label", "Single")]
    [InlineData("numbers", "Flag", "Features", null, "label", "Single")]
    [InlineData("classes", "Key", "Doubles", null, "feature", "known-size vector of Single")]
    [InlineData("classes", "Key", "Number", null, "feature", "known-size vector of Single")]
    [InlineData("yes and no", "Flag", "Double", null, "feature", "known-size vector of Single")]
    [InlineData("numbers", "Number", "Text", null, "feature", "known-size vector of Single")]
    [InlineData("classes", "Key", "ByteKey", null, "feature", "known-size vector of Single")]
    [InlineData("classes", "Key", "Features", "Double", "weight", "Single")]
    [InlineData("numbers", "Number", "Features", "Flag", "weight", "Single")]
    public void A_column_of_another_type_is_rejected_with_the_line_that_mends_it(
        string task,
        string label,
        string features,
        string? weight,
        string role,
        string expected
    )
    {
        string wrong =
            role == "label" ? label
            : role == "feature" ? features
            : weight!;
        NeuralNetworkTrainer trainer = Trainer(task, label, features, weight);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Data)).Message;

        // A shape knows no sizes.
        string promise = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shape(Data))).Message;
        Assert.Equal(message.Split(", got ")[0], promise.Split(", got ")[0]);
        Assert.Equal(message.Split(". ", 2)[1], promise.Split(". ", 2)[1]);
        Assert.StartsWith($"Schema mismatch for {role} column '{wrong}': expected {expected}, got ", message, StringComparison.Ordinal);
        const string Before = "Convert it before: ",
            After = ". (Parameter 'inputSchema')";
        string line = message[(message.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..^After.Length];
        EstimatorChain<NeuralNetworkTransformer> mended = FixHints[line].Append(trainer);
        Assert.Contains("Score", mended.Fit(Data).Transform(Data).Schema.Select(column => column.Name));
        Assert.Contains("Score", mended.GetOutputSchema(Shape(Data)).Select(column => column.Name));
    }

    [Theory]
    [InlineData("classes", "Features", "Features", "Give a column with one value for each row")]
    [InlineData("classes", "Key", "Some", "[VectorType(n)]")]
    [InlineData(
        "yes and no",
        "Key",
        "Features",
        "mlContext.Transforms.Conversion.MapKeyToValue(\"Key\"), then say which value is true with MapValue"
    )]
    [InlineData(
        "numbers",
        "Key",
        "Features",
        "mlContext.Transforms.Conversion.MapKeyToValue(\"Key\"), then, if its values are no Singles, ConvertType"
    )]
    [InlineData(
        "classes",
        "Nope",
        "Features",
        "Could not find label column 'Nope'. Name one of the columns that there are, Key, ByteKey, Text"
    )]
    [InlineData("classes", "Key", "Nope", "Could not find feature column 'Nope'")]
    public void Other_columns_are_rejected_with_what_to_do(string task, string label, string features, string words)
    {
        NeuralNetworkTrainer trainer = Trainer(task, label, features, null);
        Assert.Contains(words, Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(Data)).Message, StringComparison.Ordinal);
        Assert.Contains(
            words,
            Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shape(Data))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("classes", "Class")]
    [InlineData("yes and no", "Flag")]
    [InlineData("numbers", "Number")]
    public void The_promise_is_what_transforming_gives(string task, string label)
    {
        IDataView data = _context.Transforms.Conversion.MapValueToKey("Class").Fit(Data).Transform(Data);
        NeuralNetworkTrainer trainer = Trainer(task, label, "Features", "Number");
        Assert.Equal(Described(Shape(trainer.Fit(data).Transform(data))), Described(trainer.GetOutputSchema(Shape(data))));
    }

    [Fact]
    public void Keys_without_values_are_promised_and_given_as_such_and_as_ML_NETs_own_trainers_do()
    {
        NeuralNetworkTrainer ours = Trainer("classes", "Key", "Features", null);
        var theirs = _context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key");
        Assert.Equal(Described(theirs.GetOutputSchema(Shape(Data))), Described(ours.GetOutputSchema(Shape(Data))));

        // Beside, slots have names always.
        Assert.Equal(
            Described(Shape(theirs.Fit(Data).Transform(Data))),
            Described(Shape(ours.Fit(Data).Transform(Data)))
                .Select(line => line.Replace(", SlotNames Vector String", "", StringComparison.Ordinal))
        );
    }

    private static IEnumerable<string> Described(SchemaShape shape) =>
        shape
            .Select(column =>
                $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey}: "
                + string.Join(", ", column.Annotations.Select(one => $"{one.Name} {one.Kind} {one.ItemType}").Order(StringComparer.Ordinal))
            )
            .Order(StringComparer.Ordinal);

    private NeuralNetworkTrainer Trainer(string task, string label, string features, string? weight)
    {
        NeuralNetworkTrainer.Options options = Options(1) with
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weight,
        };
        return task switch
        {
            "classes" => _context.MulticlassClassification.Trainers.NeuralNetwork(options),
            "numbers" => _context.Regression.Trainers.NeuralNetwork(options),
            _ => _context.BinaryClassification.Trainers.NeuralNetwork(options),
        };
    }

    // Chains make shapes of data by this method, which is not public.
    private static SchemaShape Shape(IDataView data) =>
        (SchemaShape)
            typeof(SchemaShape)
                .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
                .Invoke(null, [data.Schema])!;
}
