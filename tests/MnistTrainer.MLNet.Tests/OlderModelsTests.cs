using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>
/// Models saved by older versions load and give the same scores. The folder SavedModels contains a model and its scores for each task and format: those of the
/// first version of the network's binary form, and, encoded, those of the second with the default encoding of features. They are never regenerated, only added to.
/// </summary>
public sealed class OlderModelsTests
{
    private const int Rows = 6;

    private readonly MLContext _context = new(1);

    private sealed class Example
    {
        public bool Flag { get; set; }

        public float Number { get; set; }

        [VectorType(2)]
        public bool[] Flags { get; set; } = [];

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        public string Name { get; set; } = "";

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    public static TheoryData<string> Saved => [.. Directory.GetFiles(Folder, "*.zip").Select(path => Path.GetFileName(path)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "SavedModels");

    private static Example[] Examples =>
        [
            .. Blobs(60, KoreanNames)
                .Select(
                    (row, i) =>
                        new Example
                        {
                            Name = row.Label,
                            Flag = row.Label == KoreanNames[0],
                            Number = 1000 * i,
                            Flags = [row.Label == KoreanNames[0], row.Label == KoreanNames[1]],
                            Numbers = [1000 * i, -i],
                            Features = row.Features,
                        }
                ),
        ];

    [Theory]
    [MemberData(nameof(Saved))]
    public void A_model_of_an_older_version_gives_the_same_scores(string name)
    {
        ITransformer model = new MLContext().Model.Load(Path.Combine(Folder, name), out DataViewSchema schema);
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(Examples));
        float[] expected =
        [
            .. File.ReadAllLines(Path.Combine(Folder, Path.ChangeExtension(name, ".txt")))
                .Select(line => float.Parse(line, CultureInfo.InvariantCulture)),
        ];
        float[] scores = Scores(scored);
        Assert.Equal(expected.Length, scores.Length);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
        Assert.Contains("Features", schema.Select(column => column.Name));
        if (scored.Schema.GetColumnOrNull("PredictedLabel")?.Type is TextDataViewType)
            Assert.Equal(Examples.Select(example => example.Name), scored.GetColumn<string>("PredictedLabel"));
    }

    /// <summary>Versions that know classes only read such a model.</summary>
    [Fact]
    public void Saves_a_model_of_classes_in_the_first_format()
    {
        using MemoryStream file = new();
        SamplesDataView data = _context.Data.LoadFromSamples(Images(30));
        _context.Model.Save(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(data), data.Schema, file);
        using System.IO.Compression.ZipArchive zip = new(file);
        byte[] part = Assert.Single(zip.Entries.Select(BytesOf), bytes => bytes.AsSpan().IndexOf(NeuralNetwork.NetworkFile.Magic) >= 0);

        // ML.NET's header of a part: the version that wrote it and the oldest that can read it follow the signature at byte 64.
        const uint first = 0x00010001;
        Assert.Equal((first, first), (BitConverter.ToUInt32(part, 0x48), BitConverter.ToUInt32(part, 0x4C)));

        static byte[] BytesOf(System.IO.Compression.ZipArchiveEntry entry)
        {
            using MemoryStream copy = new();
            using (Stream stream = entry.Open())
                stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    [Fact]
    public void Has_a_model_for_each_task_in_each_version_of_the_network() =>
        Assert.Equal(
            [
                "binary-2.zip",
                "encoded-binary-2.zip",
                "encoded-multiclass-1.zip",
                "encoded-regression-2.zip",
                "multi-label-2.zip",
                "multi-output-2.zip",
                "multiclass-1.zip",
                "quantiles-2.zip",
                "regression-2.zip",
            ],
            Saved.Select(row => row.Data).Order(StringComparer.Ordinal)
        );

    /// <summary>
    /// Saves a model of each task with its scores, and reads the scores again. With a folder in the environment variable, the files stay: a new
    /// format needs them in SavedModels once.
    /// </summary>
    [Fact]
    public void Saves_models_of_a_new_format_with_their_scores()
    {
        using TemporaryFolder temporary = new();
        string folder = Environment.GetEnvironmentVariable("MNIST_TRAINER_SAVE_MODELS_TO") ?? temporary.Path;
        IDataView data = _context.Data.LoadFromEnumerable(Examples);
        NeuralNetworkTrainer.Options options = Options(60) with { HiddenUnits = [5] };
        Save("", options with { NormalizeFeatures = false });
        Save("encoded-", options);
        Write(
            "quantiles-2",
            _context.Regression.Trainers.NeuralNetwork(options with { LabelColumnName = "Number", Quantiles = [0.1, 0.5, 0.9] }).Fit(data)
        );
        Write(
            "multi-output-2",
            _context.Regression.Trainers.NeuralNetworkMultiOutput(options with { LabelColumnName = "Numbers" }).Fit(data)
        );
        Write(
            "multi-label-2",
            _context.BinaryClassification.Trainers.NeuralNetworkMultiLabel(options with { LabelColumnName = "Flags" }).Fit(data)
        );

        Assert.Equal(Saved.Select(row => row.Data).Order(StringComparer.Ordinal), Names("*.zip"));
        foreach (string file in Names("*.zip"))
        {
            string path = Path.Combine(folder, file);
            float[] scores = Scores(_context.Model.Load(path, out _).Transform(data));
            Assert.Equal(
                File.ReadAllLines(Path.ChangeExtension(path, ".txt")).Select(line => float.Parse(line, CultureInfo.InvariantCulture)),
                scores
            );
            Assert.True(scores.Distinct().Count() > 1);
        }

        IEnumerable<string> Names(string pattern) =>
            Directory.GetFiles(folder, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

        void Save(string prefix, NeuralNetworkTrainer.Options options)
        {
            Write(
                $"{prefix}multiclass-1",
                _context
                    .Transforms.Conversion.MapValueToKey("Name")
                    .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "Name" }))
                    .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                    .Fit(data)
            );
            Write(
                $"{prefix}binary-2",
                _context.BinaryClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "Flag" }).Fit(data)
            );
            Write(
                $"{prefix}regression-2",
                _context.Regression.Trainers.NeuralNetwork(options with { LabelColumnName = "Number" }).Fit(data)
            );
        }

        void Write(string name, ITransformer model)
        {
            NeuralNetworkModel.Save(_context, model, data.Schema, Path.Combine(folder, $"{name}.zip"));
            IEnumerable<string> scores = Scores(model.Transform(data)).Select(score => score.ToString("R", CultureInfo.InvariantCulture));
            File.WriteAllLines(Path.Combine(folder, $"{name}.txt"), scores);
        }
    }

    private static float[] Scores(IDataView scored) =>
        scored.Schema["Score"].Type is VectorDataViewType
            ? [.. ScoresOf(scored).Take(Rows * 3)]
            : [.. scored.GetColumn<float>("Score").Take(Rows)];
}
