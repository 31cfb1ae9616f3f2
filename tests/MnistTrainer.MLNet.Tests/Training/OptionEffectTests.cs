using System.Collections.Immutable;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Options that change nothing in the network, but what happens around its training.</summary>
public sealed class OptionEffectTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    public OptionEffectTests() => _context.Log += (_, message) => _log.Add($"{message.Kind}: {message.RawMessage}");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_that_exclude_each_other_are_rejected()
    {
        NeuralNetworkTrainer.Options usual = Options(1);
        Network network = Train(usual).Model;
        foreach (
            (NeuralNetworkTrainer.Options options, string expected) in ((NeuralNetworkTrainer.Options, string)[])
                [
                    (
                        usual with
                        {
                            ValidationFraction = 0.2f,
                            ValidationSet = Data,
                        },
                        "ValidationFraction and ValidationSet exclude each other"
                    ),
                    (usual with { NumberOfStarts = 2, StartFrom = network }, "NumberOfStarts must be 1 with StartFrom"),
                    (usual with { NumberOfStarts = 2, Checkpoints = Checkpoints }, "NumberOfStarts must be 1 with Checkpoints"),
                ]
        )
        {
            Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Train(options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_canceled_training_leaves_a_checkpoint_and_the_observer_hears_that_it_resumes()
    {
        using CancellationTokenSource source = new();
        Recorder recorder = new(source);
        NeuralNetworkTrainer.Options options = Options(4) with { Checkpoints = Checkpoints, Observer = recorder };
        NeuralNetworkTransformer whole = Train(Options(4));
        Train(options with { Cancellation = source.Token });
        Assert.True(File.Exists(Checkpoints.Path));
        NeuralNetworkTransformer resumed = Train(options with { Checkpoints = Checkpoints with { Resume = true } });
        Assert.Equal(1, recorder.EpochsAtResume);
        Assert.Equal(whole.Model.Parameters.ToArray(), resumed.Model.Parameters.ToArray());
    }

    [Fact]
    public void The_model_reads_the_columns_that_it_was_trained_on()
    {
        IDataView renamed = _context
            .Transforms.CopyColumns("Pixels", "Features")
            .Append(_context.Transforms.CopyColumns("Digit", "Label"))
            .Append(_context.Transforms.DropColumns("Features", "Label"))
            .Fit(Data)
            .Transform(Data);
        NeuralNetworkTransformer usual = Train(Options(2)),
            model = _context
                .MulticlassClassification.Trainers.NeuralNetwork(
                    Options(2) with
                    {
                        FeatureColumnName = "Pixels",
                        LabelColumnName = "Digit",
                    }
                )
                .Fit(renamed);
        Assert.Equal("Pixels", model.FeatureColumnName);
        Assert.Equal(ScoresOf(usual.Transform(Data)), ScoresOf(model.Transform(renamed)));
    }

    [Fact]
    public void A_divergence_is_a_warning()
    {
        Train(Options(3) with { LearningRate = 1e30f });
        Assert.Contains(_log, line => line.StartsWith("Warning: Training diverged", StringComparison.Ordinal));
    }

    [Fact]
    public void Metadata_of_the_options_are_in_the_model_beside_those_of_the_training()
    {
        NeuralNetworkTrainer.Options options = Options(2) with
        {
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("data", "bars").Add("seed", "mine"),
        };
        Assert.Equal(
            [new("data", "bars"), new("epochs", "2"), new("seed", "mine"), new("trainCount", "60")],
            Train(options).Model.Definition.Metadata
        );
    }

    [Fact]
    public void Every_entry_of_a_saved_model_has_the_same_time()
    {
        NeuralNetworkModel.Save(_context, Train(Options(1)), Data.Schema, _folder["model.zip"]);
        using System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.OpenRead(_folder["model.zip"]);
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    private SamplesDataView Data => _context.Data.LoadFromSamples(Images(60));

    private Checkpointing Checkpoints => new(_folder["checkpoint"]);

    private NeuralNetworkTransformer Train(NeuralNetworkTrainer.Options options) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(Data);

    /// <summary>Cancels after the first epoch.</summary>
    private sealed class Recorder(CancellationTokenSource source) : ITrainingObserver
    {
        public int? EpochsAtResume { get; private set; }

        public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch) => EpochsAtResume = epochs.Count;

        public void OnEpoch(EpochResult result, Network network) => source.Cancel();
    }
}
