using System.Globalization;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>What makes a training another one, whose checkpoint must not be resumed.</summary>
public sealed class TrainingIdentityTests
{
    private static readonly Samples<byte> Bytes = TrainerTests.Blobs(12);

    private static readonly NetworkDefinition Network = NetworkDefinition.Dense(
        Bytes.Shape,
        [4],
        Bytes.ClassNames,
        Activation.Tanh,
        Activation.Softmax
    );

    private static readonly Dictionary<string, TrainingOptions> Changed = new()
    {
        ["average decay"] = new() { AverageDecay = 0.9f },
        ["augmentation"] = new() { Augmentation = new Named() },
        ["batch size"] = new() { BatchSize = 7 },
        ["class weights"] = new() { ClassWeights = ClassWeights.Balanced },
        ["clip norm"] = new() { ClipNorm = 2 },
        ["clip value"] = new() { ClipValue = 2 },
        ["distillation"] = new() { Distillation = new Distillation(TestTeacher.Create()) },
        ["early stopping"] = new() { EarlyStopping = new EarlyStopping { Monitor = MonitoredValue.ValidationAccuracy } },
        ["epochs"] = new() { Epochs = 3 },
        ["gradient"] = new() { Gradient = GradientRule.Book },
        ["label smoothing"] = new() { LabelSmoothing = 0.1f },
        ["loss"] = new() { Loss = Loss.SquaredError },
        ["optimizer"] = new() { Optimizer = new Adam(0.002f) },
        ["regularization"] = new() { Regularization = new Regularization { L2 = 0.1f } },
        ["schedule"] = new() { Schedule = LearningRateSchedule.Cosine },
        ["seed"] = new() { Seed = 9 },
        ["targets"] = new() { Targets = new TargetValues(0.01f, 0.99f) },
    };

    public static TheoryData<string> Names => [.. TrainingIdentity.OptionsOf(new TrainingOptions()).Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_option_changes_it(string name)
    {
        Dictionary<string, string> usual = TrainingIdentity.OptionsOf(new TrainingOptions()),
            other = TrainingIdentity.OptionsOf(Changed[name]);
        Assert.Equal([name], usual.Keys.Where(key => usual[key] != other[key]));
    }

    [Fact]
    public void Each_number_among_the_samples_changes_it()
    {
        float[] values = new float[36 * 3];
        Samples<float> floats = new(Bytes.Shape, values, [0, 1, 2], Bytes.ClassNames);
        string[] all =
        [
            Of(floats),
            Of(new Samples<float>(Bytes.Shape, [.. values[1..], 0.5f], [0, 1, 2], Bytes.ClassNames)),
            Of(floats.WithWeights([1, 1, 2])),
            Of(floats.WithWeights([1, 1, 3])),
            Of(floats.WithTargets([1, 2, 3], "y")),
            Of(floats.WithTargets([1, 2, 4], "y")),
            Of(floats, floats),
            Of(floats, floats.WithWeights([1, 2, 2])),
        ];
        Assert.Equal(all, all.Distinct());
        Assert.Equal(Of(floats), Of(new Samples<float>(Bytes.Shape, new float[36 * 3], [0, 1, 2], Bytes.ClassNames)));
    }

    [Fact]
    public void It_does_not_depend_on_the_language_of_the_system()
    {
        TrainingTask task = new(new TrainingOptions { LabelSmoothing = 0.1f, Optimizer = new Adam(0.5f) }, Bytes);
        string expected = Text(TrainingIdentity.Of(Network, task));
        CultureInfo before = CultureInfo.CurrentCulture,
            comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, Text(TrainingIdentity.Of(Network, task)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Of(Samples samples, Samples? validation = null) =>
        Text(TrainingIdentity.Of(Network, new TrainingTask(new TrainingOptions(), samples) { Validation = validation }));

    private static string Text(IEnumerable<KeyValuePair<string, string>> identity) =>
        string.Join('\n', identity.Select(pair => $"{pair.Key}: {pair.Value}"));

    private sealed class Named : IAugmentation
    {
        public string Name => "another";

        public IAugmenter CreateAugmenter(Shape shape) => throw new NotSupportedException();
    }
}
