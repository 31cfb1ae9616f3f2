using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The trainer works everywhere in ML.NET that its own trainers do.</summary>
public sealed class PipelineTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Trains_in_a_chain_and_predicts_class_names()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(300, KoreanNames));
        ITransformer model = _context.Transforms.NormalizeMinMax("Features").Append(Pipeline(_context, Options())).Fit(data);
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(model);
        foreach (Row row in Blobs(30, KoreanNames, seed: 99))
        {
            Prediction prediction = engine.Predict(row);
            Assert.Equal(row.Label, prediction.PredictedLabel);
            Assert.Equal(3, prediction.Score.Length);
            Assert.Equal(1, prediction.Score.Sum(), 1e-5);
        }
    }

    [Fact]
    public void Evaluates()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(300, KoreanNames));
        ITransformer model = Pipeline(_context, Options()).Fit(data);
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(Blobs(90, KoreanNames, seed: 99)));
        MulticlassClassificationMetrics metrics = _context.MulticlassClassification.Evaluate(scored);
        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal(["둘", "영", "하나"], SlotNames(scored.Schema["Score"], "SlotNames"));
    }

    [Fact]
    public void Cross_validates()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(150, KoreanNames));
        var results = _context.MulticlassClassification.CrossValidate(data, Pipeline(_context, Options()), numberOfFolds: 3);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.True(result.Metrics.MicroAccuracy > 0.95, $"{result.Metrics.MicroAccuracy}"));
    }

    [Fact]
    public void Permutation_feature_importance_finds_the_features_that_matter()
    {
        IDataView data = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Fit(_context.Data.LoadFromEnumerable(Blobs(150, KoreanNames)))
            .Transform(_context.Data.LoadFromEnumerable(Blobs(150, KoreanNames)));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options()).Fit(data);
        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, model.Transform(data), permutationCount: 3);
        double[] losses = [.. importance.Select(feature => feature.MicroAccuracy.Mean)];
        Assert.Equal(4, losses.Length);
        Assert.All(losses[..3], loss => Assert.True(loss < -0.05, $"{loss}"));
        Assert.True(Math.Abs(losses[3]) < 0.05, "The fourth feature is noise.");
    }

    [Fact]
    public void Permutation_feature_importance_works_on_images()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Images(100));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options()).Fit(data);
        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, data);
        Assert.Equal(64, importance.Length);

        // A ring has ink in the second row; the corners contain only noise.
        double LossOf(params int[] pixels) => pixels.Sum(pixel => importance[pixel].LogLoss.Mean);
        Assert.True(LossOf(9, 10, 11, 12, 13, 14) > 20 * Math.Abs(LossOf(0, 7, 56, 63)));
    }

    [Fact]
    public void Class_names_have_the_order_of_the_keys()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(60, ["9", "5", "7"]));
        string[] NamesWith(KeyOrdinality order)
        {
            IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: order).Fit(data).Transform(data);
            return [.. _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(keyed).Model.Definition.ClassNames];
        }

        Assert.Equal(["9", "5", "7"], NamesWith(KeyOrdinality.ByOccurrence));
        Assert.Equal(["5", "7", "9"], NamesWith(KeyOrdinality.ByValue));
    }

    [Fact]
    public void Reads_a_data_view_once_and_gives_the_same_network_for_cached_and_binary_data()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(90, KoreanNames));
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        CountingDataView counting = new(keyed);
        float[] expected = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(counting).Model.Parameters.ToArray();
        Assert.Equal(90, counting.FeaturesRead);

        var cached = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .AppendCacheCheckpoint(_context)
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)))
            .Fit(data);
        Assert.Equal(expected, cached.LastTransformer.Model.Parameters.ToArray());

        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder["rows.bin"]))
            _context.Data.SaveAsBinary(keyed, file);
        IDataView binary = _context.Data.LoadFromBinary(folder["rows.bin"]);
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(binary);
        Assert.Equal(expected, model.Model.Parameters.ToArray());
        Assert.Equal(KoreanNames, model.Model.Definition.ClassNames);
    }

    [Fact]
    public void Saves_scored_rows_as_binary_with_all_columns()
    {
        IDataView data = _context.Data.LoadFromSamples(Images(50));
        IDataView scored = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(2)).Fit(data).Transform(data);
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder["rows.bin"]))
            _context.Data.SaveAsBinary(scored, file);
        IDataView read = _context.Data.LoadFromBinary(folder["rows.bin"]);
        Assert.Equal(scored.Schema.Select(SchemaText.Column), read.Schema.Select(SchemaText.Column));
        Assert.Equal(ScoresOf(scored), ScoresOf(read));
        Assert.Equal(_context.MulticlassClassification.Evaluate(scored).LogLoss, _context.MulticlassClassification.Evaluate(read).LogLoss);
    }

    [Fact]
    public void Trains_on_a_split_of_a_text_file_with_a_header_and_quoted_names()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(
            folder["rows.csv"],
            [
                "name,a,b,c,d",
                .. Blobs(200, ["one, two", "three"])
                    .Select(row =>
                        FormattableString.Invariant(
                            $"\"{row.Label}\",{row.Features[0]},{row.Features[1]},{row.Features[2]},{row.Features[3]}"
                        )
                    ),
            ]
        );
        TextLoader.Options layout = new()
        {
            HasHeader = true,
            Separators = [','],
            AllowQuoting = true,
            Columns = [new TextLoader.Column("Label", DataKind.String, 0), new TextLoader.Column("Features", DataKind.Single, 1, 4)],
        };
        DataOperationsCatalog.TrainTestData parts = _context.Data.TrainTestSplit(
            _context.Data.LoadFromTextFile(folder["rows.csv"], layout),
            testFraction: 0.3
        );
        ITransformer model = Pipeline(_context, Options()).Fit(parts.TrainSet);
        IDataView scored = model.Transform(parts.TestSet);
        Assert.Equal(1, _context.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        Assert.Equal(["one, two", "three"], scored.GetColumn<string>("PredictedLabel").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cross_validation_and_feature_importance_work_for_binary_classification_and_regression()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Measured(200));
        NeuralNetworkTrainer binary = _context.BinaryClassification.Trainers.NeuralNetwork(Options(20) with { LabelColumnName = "Flag" });
        NeuralNetworkTrainer regression = _context.Regression.Trainers.NeuralNetwork(Options(20) with { LabelColumnName = "Number" });
        Assert.All(
            _context.BinaryClassification.CrossValidate(data, binary, 3, "Flag"),
            fold => Assert.True(fold.Metrics.Accuracy > 0.9, $"{fold.Metrics.Accuracy}")
        );
        Assert.All(
            _context.Regression.CrossValidate(data, regression, 3, "Number"),
            fold => Assert.True(fold.Metrics.RSquared > 0.9, $"{fold.Metrics.RSquared}")
        );

        NeuralNetworkTransformer flagged = binary.Fit(data),
            measured = regression.Fit(data);
        double[] accuracies =
        [
            .. _context
                .BinaryClassification.PermutationFeatureImportance(flagged, data, "Flag", permutationCount: 3)
                .Select(metrics => metrics.Accuracy.Mean),
        ];
        double[] errors =
        [
            .. _context
                .Regression.PermutationFeatureImportance(measured, data, "Number", permutationCount: 3)
                .Select(metrics => metrics.RSquared.Mean),
        ];
        Assert.True(accuracies[0] < -0.2 && Math.Abs(accuracies[1]) < 0.05, $"{string.Join(' ', accuracies)}");
        Assert.True(errors[0] < -0.5 && Math.Abs(errors[1]) < 0.05, $"{string.Join(' ', errors)}");
    }

    [Fact]
    public void Continues_the_training_of_a_loaded_model()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(90, KoreanNames));
        using MemoryStream file = new();
        _context.Model.Save(Pipeline(_context, Options(10)).Fit(data), data.Schema, file);
        var loaded = (IEnumerable<ITransformer>)_context.Model.Load(file, out _);
        NeuralNetworkTransformer before = Flatten(loaded).OfType<NeuralNetworkTransformer>().Single();
        IDataView keyed = _context
            .Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Fit(data)
            .Transform(data);
        NeuralNetworkTransformer after = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(keyed, before.Model);
        double first = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(keyed).Training!.Epochs[0].TrainLoss;
        Assert.InRange(after.Training!.Epochs[0].TrainLoss, 0, first / 5);

        static IEnumerable<ITransformer> Flatten(IEnumerable<ITransformer> chain) =>
            chain.SelectMany(transformer => transformer is IEnumerable<ITransformer> inner ? Flatten(inner) : [transformer]);
    }

    [Fact]
    public void Trains_on_image_files_with_the_image_transforms_of_ML_NET()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.Path);
        ImageFile[] files = [.. Enumerable.Range(0, 40).Select(i => Draw(folder[$"{i}.png"], i))];
        IDataView data = _context.Data.LoadFromEnumerable(files);
        var pipeline = _context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.LoadImages("Image", folder.Path, nameof(ImageFile.Path)))
            .Append(_context.Transforms.ResizeImages("Image", 12, 10))
            .Append(_context.Transforms.ExtractPixels("Features", "Image"))
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(15)))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        IDataView scored = pipeline.Fit(data).Transform(data);
        Assert.Equal(files.Select(file => file.Label), scored.GetColumn<string>("PredictedLabel"));

        // Images belong to their cursor and cannot be read ahead, so these rows are scored one by one.
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<MLImage> get = cursor.GetGetter<MLImage>(
            scored.Schema.First(column => column.Name == "Image" && column.Type.RawType == typeof(MLImage))
        );
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        MLImage? image = null;
        VBuffer<float> score = default;
        float[] scores = ScoresOf(scored);
        for (int row = 0; cursor.MoveNext(); row++)
        {
            get(ref image!);
            getScore(ref score);
            Assert.Equal((20, 16), (image.Width, image.Height));
            Assert.Equal(scores[(2 * row)..((2 * row) + 2)], score.DenseValues());
        }
    }

    private sealed class ImageFile
    {
        public string Label { get; set; } = "";

        public string Path { get; set; } = "";
    }

    private sealed class Measurement
    {
        public bool Flag { get; set; }

        public float Number { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    // Labels depend on the first feature only.
    private static Measurement[] Measured(int count)
    {
        Random random = new(5);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => ((float)random.NextDouble() - 0.5f, (float)random.NextDouble()))
                .Select(point => new Measurement
                {
                    Features = [2 * point.Item1, point.Item2],
                    Flag = point.Item1 > 0,
                    Number = 5000 * point.Item1,
                }),
        ];
    }

    // 20x16 pixels, red on the left or blue on the right.
    private static ImageFile Draw(string path, int i)
    {
        byte[] pixels = new byte[20 * 16 * 4];
        for (int pixel = 0; pixel < 20 * 16; pixel++)
        {
            bool isLeft = pixel % 20 < 10;
            pixels[(4 * pixel) + (i % 2 == 0 ? 0 : 2)] = (byte)(isLeft == (i % 2 == 0) ? 200 + i : i);
            pixels[(4 * pixel) + 3] = 255;
        }

        using MLImage image = MLImage.CreateFromPixels(20, 16, MLPixelFormat.Rgba32, pixels);
        image.Save(path);
        return new ImageFile { Label = i % 2 == 0 ? "red" : "blue", Path = System.IO.Path.GetFileName(path) };
    }

    private static string[] SlotNames(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
