namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Every layer, activation, loss, optimizer and schedule is reached in every way, by the same name.</summary>
public sealed class EveryMemberTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-members-").FullName;

    public static TheoryData<string> Names => [.. EveryMember.All];

    public static TheoryData<string> Trainable => [.. EveryMember.Trainable];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A class without a line in its registry fails by its name.</summary>
    [Fact]
    public void Every_class_is_registered()
    {
        AssertRegistered(Layer.All);
        AssertRegistered(Activation.All);
        AssertRegistered(Loss.All);
        AssertRegistered(Optimizer.All);
        AssertRegistered(LearningRateSchedule.All);
        AssertRegistered(Initializer.All);
    }

    [Fact]
    public void Every_name_and_spelling_reads_back()
    {
        AssertReadsBack(Layer.Registry, Layer.Parse, layer => layer.Spelling);
        AssertReadsBack(Activation.Registry, Activation.Parse, one => one.Name);
        AssertReadsBack(Activation.Registry, Activation.Parse, one => one.Spelling);
        AssertReadsBack(Loss.Registry, Loss.Parse, loss => loss.Spelling);
        AssertReadsBack(Optimizer.Registry, name => Optimizer.Parse(name), one => one.Spelling);
        AssertReadsBack(LearningRateSchedule.Registry, LearningRateSchedule.Parse, one => one.Name);
        AssertReadsBack(Initializer.Registry, Initializer.Parse, one => one.Name);
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void The_gradient_is_that_of_the_exact_twin(string name)
    {
        IReadOnlyList<LayerGradientCheck> found = GradientCheck.Run(
            Create(name),
            Samples(),
            EveryMember.TrainingOf(name),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(found);
        Assert.All(found, layer => Assert.True(layer.Passes, $"{layer.Description}: {layer}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_as_its_exact_twin(string name)
    {
        Network network = Create(name);
        Samples<float> samples = Samples();
        double[][] rows =
        [
            .. Enumerable.Range(0, samples.Count).Select(row => samples.Row(row).ToArray().Select(value => (double)value).ToArray()),
        ];
        double[] parameters = [.. network.Parameters.ToArray().Select(value => (double)value)];
        int first = 0;
        foreach ((Layer layer, LayerKernel kernel) in network.Definition.Layers.Zip(network.Kernels))
        {
            rows = layer.Exact(kernel.Input, rows, parameters.AsSpan(first, kernel.ParameterCount), default).Outputs;
            first += kernel.ParameterCount;
        }

        float[] outputs = LayerProblems.Forward(network, samples, network.Kernels.Length - 1, isTraining: false);
        Assert.All(rows.SelectMany(row => row).Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void A_step_changes_the_parameters_alike_on_any_number_of_threads(string name)
    {
        float[] one = Train(name, threads: 1).Network.Parameters.ToArray();
        Assert.All(one, parameter => Assert.True(float.IsFinite(parameter)));
        Assert.NotEqual(Create(name).Parameters.ToArray(), one);
        Assert.Equal(one, Train(name, threads: 3).Network.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_file_gives_the_same_network_back(string name)
    {
        Network network = Create(name);
        MemoryStream file = new();
        NetworkFile.Write(network, file);
        file.Position = 0;
        Network read = NetworkFile.Read(file, name);
        Assert.Equal(network.Definition.Layers, read.Definition.Layers);
        Assert.Equal(network.Parameters.ToArray(), read.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void Interrupted_and_resumed_it_ends_with_the_same_bits(string name)
    {
        Checkpointing checkpoints = new(Path.Combine(_folder, "checkpoint"));
        using CancellationTokenSource source = new();
        TrainingResult interrupted = Train(name, checkpoints: checkpoints, interrupt: source);
        Assert.Equal(TrainingEnd.Canceled, interrupted.End);
        TrainingResult resumed = Train(name, checkpoints: checkpoints with { Resume = true });
        Assert.Equal(Train(name).Network.Parameters.ToArray(), resumed.Network.Parameters.ToArray());
    }

    /// <summary>A checkpoint of a training with one member is rejected by a training with another.</summary>
    [Fact]
    public void Each_makes_a_training_of_its_own()
    {
        string[] identities =
        [
            .. EveryMember.All.Select(name =>
                string.Join('\n', TrainingIdentity.Of(Definition(name), new TrainingTask(EveryMember.TrainingOf(name), Samples())))
            ),
        ];

        // The defaults are the same training under three names: softmax cross-entropy, Adam and a constant rate; so is softmax as the last activation and tanh before it.
        Assert.Equal(identities.Length - 4, identities.Distinct().Count());
    }

    private static void AssertRegistered<T>(IReadOnlyList<T> all)
        where T : class
    {
        IEnumerable<Type> classes = typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
        Assert.Empty(classes.Except(all.Select(one => one.GetType())));
        Assert.Equal(all.Count, all.Select(one => one.GetType()).Distinct().Count());
    }

    private static void AssertReadsBack<T>(Registry<T> registry, Func<string, T> parse, Func<T, string> text)
        where T : class
    {
        Assert.All(registry.All, one => Assert.Equal(one, parse(text(one))));
        Assert.All(registry.Names.Zip(registry.All), pair => Assert.Equal(pair.Second, parse($" {pair.First.ToUpperInvariant()} ")));
        Assert.All(registry.All, one => Assert.Empty(registry.Violations(one)));
    }

    private static TrainingResult Train(
        string name,
        int threads = 1,
        Checkpointing? checkpoints = null,
        CancellationTokenSource? interrupt = null
    ) =>
        new Trainer(EveryMember.TrainingOf(name) with { Threads = threads }) { Checkpoints = checkpoints }.Train(
            Create(name),
            Samples(),
            observer: interrupt is null ? null : new Interrupter(interrupt),
            cancellation: interrupt?.Token ?? TestContext.Current.CancellationToken
        );

    private static Network Create(string name) => Network.Create(Definition(name), seed: 5);

    private static NetworkDefinition Definition(string name) =>
        new()
        {
            InputShape = Shape.Image(3, 4),
            Layers = EveryMember.LayersOf(name),
            ClassNames = ["a", "b", "c"],
            Scaling = InputScaling.None,
        };

    private static Samples<float> Samples()
    {
        RandomSource random = new(12);
        float[] values = new float[50 * 12];
        foreach (ref float value in values.AsSpan())
            value = (float)random.NextDouble(-1, 1.5);
        return new Samples<float>(Shape.Image(3, 4), values, [.. Enumerable.Range(0, 50).Select(row => row % 3)], ["a", "b", "c"]);
    }

    private sealed class Interrupter(CancellationTokenSource source) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress progress) => source.Cancel();
    }
}
