using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Networks of every kind give the same scores in ONNX Runtime.</summary>
public sealed class OnnxFileTests
{
    private static readonly Activation[] Activations =
    [
        .. Activation.All,
        Activation.LeakyReLU(0.3f),
        Activation.ELU(0.7f),
        Activation.Maxout(3),
    ];

    public static TheoryData<string> All => [.. Activations.Select(activation => activation.Name)];

    public static TheoryData<string> Hidden =>
        [.. Activations.Where(activation => !activation.MixesUnits).Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Exports_every_activation_of_a_hidden_layer(string name) =>
        Same(
            Networks.Random([new Dense(7, Activation.Parse(name)), new Dense(5, Activation.Parse(name)), new Dense(3, Activation.Softmax)])
        );

    [Theory]
    [MemberData(nameof(All))]
    public void Exports_every_activation_of_the_last_layer(string name) => Same(Networks.Random([new Dense(3, Activation.Parse(name))]));

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Exports_every_activation_after_batch_normalization(string name) =>
        Same(
            Networks.Random([
                new Dense(6, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.Parse(name), Epsilon: 0.01f),
                new Dense(3, Activation.Softmax),
            ])
        );

    [Fact]
    public void An_ensemble_gives_the_mean_of_its_members()
    {
        Network ensemble = Network.EnsembleOf([
            .. Enumerable
                .Range(1, 3)
                .Select(seed => Networks.Random(Layer.ParseList("convolution(2,2,relu),dense(3,softmax)"), seed: seed)),
        ]);
        Same(ensemble);
        using MemoryStream stream = new();
        Assert.Contains(
            "found an ensemble of 3, for which this format has no names. Export it as ONNX",
            Assert.Throws<InvalidInputException>(() => SafetensorsFile.Write(ensemble, stream)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, stream.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_shift_gives_the_mean_over_moved_images(int members)
    {
        Network network = Network
            .EnsembleOf([
                .. Enumerable
                    .Range(1, members)
                    .Select(seed => Networks.Random(Layer.ParseList("convolution(2,2,relu),dense(3,softmax)"), seed: seed)),
            ])
            .WithTestTimeShift(1);
        Same(network);
    }

    /// <summary>A net input of 0 is not below the threshold: the step gives 1, on either side of which the scores would differ.</summary>
    [Fact]
    public void The_step_at_0_is_1()
    {
        Network network = Networks.Random([new Dense(4, Activation.Step, UseBias: false), new Dense(3, Activation.Softmax)]);
        float[] dark = new float[9];
        using OnnxSession session = new(network);
        Assert.All(session.RunScores([dark])[0].Zip(Networks.Scores(network, dark)), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        double[] sums =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(k =>
                    network.LayerParameters(1)[12 + k] + Enumerable.Range(0, 4).Sum(j => (double)network.LayerParameters(1)[(j * 3) + k])
                ),
        ];
        double total = sums.Sum(Math.Exp);
        Assert.All(Networks.Scores(network, dark).Zip(sums), pair => Assert.Equal(Math.Exp(pair.Second) / total, pair.First, 1e-6));
    }

    [Fact]
    public void Exports_dropout_of_inputs_and_of_a_hidden_layer() =>
        Same(
            Networks.Random([
                new Dropout(0.2f),
                new Dense(6, Activation.Tanh),
                new Dropout(0.5f),
                new Dense(3, Activation.Sigmoid, UseBias: false),
            ])
        );

    [Fact]
    public void Exports_every_scaling() =>
        Assert.All(
            [InputScaling.None, InputScaling.Unit, InputScaling.Book, new InputScaling(-1, 2f / 255)],
            scaling => Same(Networks.Random([new Dense(4, Activation.Tanh), new Dense(3, Activation.Sigmoid)], scaling))
        );

    /// <summary>If all outputs of the last layer are 0, all classes are equally likely, and the first is predicted.</summary>
    [Fact]
    public void Makes_all_classes_equally_likely_for_outputs_of_zero()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(2),
            [],
            ["a", "b"],
            Activation.ReLU,
            Activation.ReLU,
            useBias: false
        );
        Network network = Network.Create(definition, [-1f, -1f, -1f, -1f]);
        using OnnxSession session = new(network);
        (float[][] scores, string[] labels) = session.Run([
            [1, 2],
        ]);
        Assert.Equal([0.5f, 0.5f], scores[0]);
        Assert.Equal([0.5f, 0.5f], Networks.Scores(network, [1, 2]));
        Assert.Equal(["a"], labels);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("sigmoid")]
    [InlineData("softmax")]
    public void Leaves_a_single_output_unchanged(string last)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Vector(9), [4], ["price"], Activation.Tanh, Activation.Parse(last));
        Network network = Network.Create(definition, seed: 7);
        using OnnxSession session = new(network);
        Assert.Equal([OnnxFile.Score], session.Session.OutputMetadata.Keys);
        float[][] rows = Networks.Rows(20);
        Assert.All(rows.Zip(session.RunScores(rows)), pair => Assert.Equal(Networks.Scores(network, pair.First)[0], pair.Second[0], 1e-5f));
    }

    /// <summary>Numbers as they are, probabilities that do not sum to 1, and quantiles in ascending order; none has a predicted class.</summary>
    [Theory]
    [InlineData(OutputMeaning.Numbers, "identity", 1)]
    [InlineData(OutputMeaning.Labels, "sigmoid", 1)]
    [InlineData(OutputMeaning.Quantiles, "identity", 1)]
    [InlineData(OutputMeaning.Numbers, "identity", 3)]
    [InlineData(OutputMeaning.Labels, "sigmoid", 3)]
    [InlineData(OutputMeaning.Quantiles, "identity", 3)]
    public void Exports_outputs_that_are_not_classes(OutputMeaning kind, string last, int members)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(9),
            [4],
            Networks.Names,
            Activation.Tanh,
            Activation.Parse(last)
        ) with
        {
            Outputs = kind,
        };
        Network network = Network.EnsembleOf([.. Enumerable.Range(1, members).Select(seed => Network.Create(definition, (ulong)seed))]);
        using OnnxSession session = new(network);
        Assert.Equal(
            members == 1 ? [OnnxFile.Score] : [OnnxFile.Score, OnnxFile.ScoreDeviation],
            session.Session.OutputMetadata.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal($"{kind}".ToLowerInvariant(), session.Session.ModelMetadata.CustomMetadataMap["outputs"]);
        float[][] rows = Networks.Rows(40);
        Assert.All(
            rows.Zip(session.RunScores(rows)),
            pair =>
                Assert.All(Networks.Scores(network, pair.First).Zip(pair.Second), score => Assert.Equal(score.First, score.Second, 1e-5f))
        );
    }

    /// <summary>Of classes, by two ways from outputs to probabilities, of numbers, and of a single output.</summary>
    [Theory]
    [InlineData("softmax", 3, OutputMeaning.Classes)]
    [InlineData("sigmoid", 3, OutputMeaning.Classes)]
    [InlineData("identity", 3, OutputMeaning.Classes)]
    [InlineData("identity", 3, OutputMeaning.Quantiles)]
    [InlineData("sigmoid", 1, OutputMeaning.Classes)]
    public void The_deviation_over_members_is_that_of_the_network(string last, int outputs, OutputMeaning kind)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(9),
            [4],
            Networks.Names[..outputs],
            Activation.Tanh,
            Activation.Parse(last)
        ) with
        {
            Outputs = kind,
        };
        Network network = Network.EnsembleOf([.. Enumerable.Range(1, 4).Select(seed => Network.Create(definition, (ulong)seed))]);
        using OnnxSession session = new(network);
        using Scorer scorer = new(network);
        float[] scores = new float[outputs],
            deviations = new float[outputs];
        float largest = 0;
        foreach ((float[] row, float[] found) in Networks.Rows(40).Zip(session.RunScores(Networks.Rows(40), OnnxFile.ScoreDeviation)))
        {
            scorer.Score(row, scores, deviations);
            Assert.All(deviations.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            largest = Math.Max(largest, deviations.Max());
        }

        Assert.InRange(largest, 1e-3, 10);
    }

    /// <summary>The description that these files have includes the kind of the outputs.</summary>
    [Theory]
    [InlineData(ExportFormat.Safetensors)]
    [InlineData(ExportFormat.Npz)]
    public void Other_formats_keep_the_kind_of_outputs(ExportFormat format)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(
            Shape.Vector(9),
            [4],
            Networks.Names,
            Activation.Tanh,
            Activation.Identity
        ) with
        {
            Outputs = OutputMeaning.Quantiles,
        };
        using MemoryStream stream = new();
        if (format == ExportFormat.Npz)
            NpzFile.Write(Network.Create(definition), stream);
        else
            SafetensorsFile.Write(Network.Create(definition), stream);
        stream.Position = 0;
        Network read = format == ExportFormat.Npz ? NpzFile.Read(stream, "m") : SafetensorsFile.Read(stream, "m");
        Assert.Equal(OutputMeaning.Quantiles, read.Definition.Outputs);
    }

    [Fact]
    public void Describes_the_model_in_its_metadata()
    {
        Network network = Networks.Random([new Dense(3, Activation.Softmax)]);
        network = network.WithMetadata(ImmutableSortedDictionary<string, string>.Empty.Add("data", "숫자"));
        using OnnxSession session = new(network);
        ModelMetadata metadata = session.Session.ModelMetadata;
        Assert.Equal("MnistTrainer", metadata.ProducerName);
        Assert.Equal(Networks.Names, JsonSerializer.Deserialize<string[]>(metadata.CustomMetadataMap["class_names"])!);
        Assert.Equal("3x3", metadata.CustomMetadataMap["input_shape"]);
        Assert.Equal("숫자", metadata.CustomMetadataMap["fact.data"]);
        Assert.Equal([-1, 9], session.Session.InputMetadata[OnnxFile.Features].Dimensions);
        Assert.Equal([-1, 3], session.Session.OutputMetadata[OnnxFile.Score].Dimensions);
        Assert.Equal(typeof(string), session.Session.OutputMetadata[OnnxFile.PredictedLabel].ElementType);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        Network network = Networks.Random([new Dense(7, Activation.Maxout()), new Dense(3, Activation.Softmax)]);
        MemoryStream first = new(),
            second = new();
        OnnxFile.Write(network, first);
        OnnxFile.Write(network, second);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private static void Same(Network network)
    {
        float[][] rows = Networks.Rows(40);
        using OnnxSession session = new(network);
        (float[][] scores, string[] labels) = session.Run(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            float[] expected = Networks.Scores(network, rows[i]);
            Assert.All(expected.Zip(scores[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.Equal(network.Definition.ClassNames[Array.IndexOf(expected, expected.Max())], labels[i]);
        }
    }
}
