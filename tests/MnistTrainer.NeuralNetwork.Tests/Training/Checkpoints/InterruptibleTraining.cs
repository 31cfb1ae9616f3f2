using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Trainings with different kinds of options and layers, which can be canceled after a number of steps.</summary>
internal static class InterruptibleTraining
{
    public const int Epochs = 6;

    public static readonly Samples<byte> Samples = TrainerTests.Blobs(97);

    public static readonly Samples<byte> Validation = TrainerTests.Blobs(31);

    public static (Network Network, TrainingOptions Options) Of(string setting)
    {
        TrainingOptions options = new()
        {
            Epochs = Epochs,
            BatchSize = 10,
            Threads = 1,
            Schedule = LearningRateSchedule.Cosine,
        };
        Dense output = new(3, Activation.Softmax);
        ImmutableArray<Layer> layers = [new Dense(12, Activation.Tanh), output];
        options = setting switch
        {
            "book" => options with
            {
                BatchSize = 1,
                Optimizer = new GradientDescent(0.1f),
                Loss = Loss.SquaredError,
                Gradient = GradientRule.Book,
            },
            "momentum" => options with { Optimizer = new Momentum(0.05f) },
            "full batch" => options with { Optimizer = Optimizer.Parse("gradient-descent") },
            "plateau" => options with { Schedule = LearningRateSchedule.Parse("reduce-on-plateau(0.5,1)"), Optimizer = new Adam(0.01f) },
            "early stopping" => options with { EarlyStopping = new EarlyStopping(2), Optimizer = new Adam(0.05f) },
            "everything" => options with
            {
                AverageDecay = 0.9f,
                ClipNorm = 1,
                LabelSmoothing = 0.1f,
                EarlyStopping = new EarlyStopping(5) { Monitor = MonitoredValue.ValidationAccuracy },
            },
            "teacher" => options with { Distillation = new Distillation(TestTeacher.Create()) },
            _ => options,
        };
        if (setting == "book")
            layers = [new Dense(12, Activation.Sigmoid, UseBias: false), new Dense(3, Activation.Sigmoid, UseBias: false)];
        if (setting == "everything")
            layers =
            [
                new Dropout(0.2f),
                new Dense(12, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.ReLU),
                new Dropout(0.5f),
                output,
            ];
        NetworkDefinition definition = new()
        {
            InputShape = Samples.Shape,
            Layers = layers,
            ClassNames = [.. Samples.ClassNames],
            Scaling = setting == "book" ? InputScaling.Book : InputScaling.Unit,
        };
        return (Network.Create(definition), options);
    }

    /// <summary>Trains, and cancels after a number of steps.</summary>
    public static TrainingResult Run(Network network, TrainingOptions options, Checkpointing? checkpoints, int steps)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        return new Trainer(options) { Checkpoints = checkpoints }.Train(
            network,
            Samples,
            Validation,
            new Interrupter(steps, source),
            source.Token
        );
    }

    private sealed class Interrupter(int steps, CancellationTokenSource source) : ITrainingObserver
    {
        private int _steps;

        public void OnStep(in TrainingProgress progress)
        {
            if (++_steps == steps)
                source.Cancel();
        }
    }
}
