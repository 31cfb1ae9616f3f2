using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>
/// <c>Fit</c> and <c>GetOutputSchema</c> of the trainer reject the same columns with the same message, and the line of code in the message fixes them.
/// </summary>
public sealed class InputColumnsTests
{
    private readonly MLContext _context = new(1);

    /// <summary>The lines of code in messages, as executable code.</summary>
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
                "mlContext.Transforms.Conversion.MapValue(\"Text\", new Dictionary<string, bool> { [\"yes\"] = true, [\"no\"] = false }), with your own values"
            ] = _context.Transforms.Conversion.MapValue("Text", new Dictionary<string, bool> { ["1"] = true, ["0"] = false }),
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

    private sealed class AllTypes
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

        public float[] VariableSize { get; set; } = [];

        public static AllTypes Row(int i) =>
            new()
            {
                Key = (uint)(i % 2),
                ByteKey = (byte)(i % 2),
                Text = i % 2 == 0 ? "1" : "0",
                Number = i % 3,
                Double = i % 3,
                Flag = i % 2 == 0,
                Class = $"class {i % 2}",
                Doubles = [i, 1],
                Features = [i, 1],
                VariableSize = new float[i % 3],
            };
    }

    private IDataView Data => _context.Data.LoadFromEnumerable([.. Enumerable.Range(0, 12).Select(AllTypes.Row)]);

    [Theory]
    [InlineData("multiclass", "Text", "Features", null, "label", "Key<UInt32>")]
    [InlineData("multiclass", "Number", "Features", null, "label", "Key<UInt32>")]
    [InlineData("multiclass", "Flag", "Features", null, "label", "Key<UInt32>")]
    [InlineData("multiclass", "ByteKey", "Features", null, "label", "Key<UInt32>")]
    [InlineData("binary", "Number", "Features", null, "label", "Boolean")]
    [InlineData("binary", "Text", "Features", null, "label", "Boolean")]
    [InlineData("regression", "Double", "Features", null, "label", "Single")]
    [InlineData("regression", "Text", "Features", null, "label", "Single")]
    [InlineData("regression", "Flag", "Features", null, "label", "Single")]
    [InlineData("multiclass", "Key", "Doubles", null, "feature", "known-size vector of Single")]
    [InlineData("multiclass", "Key", "Number", null, "feature", "known-size vector of Single")]
    [InlineData("binary", "Flag", "Double", null, "feature", "known-size vector of Single")]
    [InlineData("regression", "Number", "Text", null, "feature", "known-size vector of Single")]
    [InlineData("multiclass", "Key", "ByteKey", null, "feature", "known-size vector of Single")]
    [InlineData("multiclass", "Key", "Features", "Double", "weight", "Single")]
    [InlineData("regression", "Number", "Features", "Flag", "weight", "Single")]
    public void Rejects_a_column_of_another_type_with_the_line_of_code_that_fixes_it(
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

        // Schema shapes have no sizes.
        string schemaMessage = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shape(Data))).Message;
        Assert.Equal(message.Split(", got ")[0], schemaMessage.Split(", got ")[0]);
        Assert.Equal(message.Split(". ", 2)[1], schemaMessage.Split(". ", 2)[1]);
        Assert.StartsWith($"Schema mismatch for {role} column '{wrong}': expected {expected}, got ", message, StringComparison.Ordinal);
        const string Start = "Convert it first: ",
            End = ". (Parameter 'inputSchema')";
        string line = message[(message.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..^End.Length];
        EstimatorChain<NeuralNetworkTransformer> fixedPipeline = FixHints[line].Append(trainer);
        Assert.Contains("Score", fixedPipeline.Fit(Data).Transform(Data).Schema.Select(column => column.Name));
        Assert.Contains("Score", fixedPipeline.GetOutputSchema(Shape(Data)).Select(column => column.Name));
    }

    [Theory]
    [InlineData("multiclass", "Features", "Features", "Name a column with one value per row")]
    [InlineData("multiclass", "Key", "VariableSize", "[VectorType(n)]")]
    [InlineData(
        "binary",
        "Key",
        "Features",
        "mlContext.Transforms.Conversion.MapKeyToValue(\"Key\"), then MapValue with the value that means true"
    )]
    [InlineData(
        "regression",
        "Key",
        "Features",
        "mlContext.Transforms.Conversion.MapKeyToValue(\"Key\"), then ConvertType if its values are not floats"
    )]
    [InlineData(
        "multiclass",
        "Nope",
        "Features",
        "Could not find label column 'Nope'. Name one of the existing columns, Key, ByteKey, Text"
    )]
    [InlineData("multiclass", "Key", "Nope", "Could not find feature column 'Nope'")]
    public void Rejects_other_columns_with_a_remedy(string task, string label, string features, string words)
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
    [InlineData("multiclass", "Class")]
    [InlineData("binary", "Flag")]
    [InlineData("regression", "Number")]
    public void GetOutputSchema_matches_the_transformed_data(string task, string label)
    {
        IDataView data = _context.Transforms.Conversion.MapValueToKey("Class").Fit(Data).Transform(Data);
        NeuralNetworkTrainer trainer = Trainer(task, label, "Features", "Number");
        Assert.Equal(Describe(Shape(trainer.Fit(data).Transform(data))), Describe(trainer.GetOutputSchema(Shape(data))));
    }

    [Fact]
    public void Handles_keys_without_values_like_the_trainers_of_ML_NET()
    {
        NeuralNetworkTrainer ours = Trainer("multiclass", "Key", "Features", null);
        var theirs = _context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key", maximumNumberOfIterations: 2);
        Assert.Equal(Describe(theirs.GetOutputSchema(Shape(Data))), Describe(ours.GetOutputSchema(Shape(Data))));

        // Our slots always have names.
        Assert.Equal(
            Describe(Shape(theirs.Fit(Data).Transform(Data))),
            Describe(Shape(ours.Fit(Data).Transform(Data)))
                .Select(line => line.Replace(", SlotNames Vector String", "", StringComparison.Ordinal))
        );
    }

    private static IEnumerable<string> Describe(SchemaShape shape) =>
        shape
            .Select(column =>
                $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey}: "
                + string.Join(
                    ", ",
                    column
                        .Annotations.Select(annotation => $"{annotation.Name} {annotation.Kind} {annotation.ItemType}")
                        .Order(StringComparer.Ordinal)
                )
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
            "multiclass" => _context.MulticlassClassification.Trainers.NeuralNetwork(options),
            "regression" => _context.Regression.Trainers.NeuralNetwork(options),
            _ => _context.BinaryClassification.Trainers.NeuralNetwork(options),
        };
    }

    // Estimator chains create schema shapes with this method, which is not public.
    private static SchemaShape Shape(IDataView data) =>
        (SchemaShape)
            typeof(SchemaShape)
                .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
                .Invoke(null, [data.Schema])!;
}
