using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class NetworkTrialTrainerTests : IDisposable
{
    private static readonly TrainingData Data = SyntheticData.Digits with { Validation = SyntheticData.Digits.Test };

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _source = new();
    private int _epochs;

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void While_a_trial_is_trained_on_its_copy_has_the_weights_that_its_figures_are_of()
    {
        NetworkTrialTrainer trainer = Create();
        Trial trial = trainer.Train(new TrialJob(new Trial(0, []), 1), CancellationToken.None);
        byte[] before = File.ReadAllBytes(trainer.Copy(trial, CancellationToken.None).Path);
        Assert.Equal(1, _epochs);

        // Canceled an epoch behind the rung, where the checkpoint is now.
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train(new TrialJob(trial, 3), _source.Token));
        Assert.Equal(2, Checkpoint.Load(_folder["trial-0000.checkpoint"]).Epochs.Length);
        Assert.Equal(before, File.ReadAllBytes(trainer.Copy(trial, CancellationToken.None).Path));
        Assert.Equal(2, _epochs);

        // Without what was kept, it is trained once more, and the checkpoint stays ahead.
        File.Delete(_folder["trial-0000.rung.checkpoint"]);
        Assert.Single(Checkpoint.Load(trainer.Copy(trial, CancellationToken.None).Path).Epochs);
        Assert.Equal(2, Checkpoint.Load(_folder["trial-0000.checkpoint"]).Epochs.Length);

        // Nothing is left over at the next rung.
        trial = trainer.Train(new TrialJob(trial, 3), CancellationToken.None);
        Assert.Equal(3, Checkpoint.Load(trainer.Copy(trial, CancellationToken.None).Path).Epochs.Length);
        Assert.False(File.Exists(_folder["trial-0000.rung.checkpoint"]));
    }

    private NetworkTrialTrainer Create() =>
        new(
            new HyperparameterSearch(SyntheticData.Quick, SearchSpace.Create(SyntheticData.Quick, [new("batch-size", "16,32")]))
            {
                ModelPath = _folder["m.zip"],
                Options = new() { Epochs = 3 },
            },
            Data,
            _folder[""],
            1,
            () =>
            {
                if (++_epochs == 2)
                    _source.Cancel();
            }
        );
}
