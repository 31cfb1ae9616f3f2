namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RepetitionTests
{
    private static readonly Samples<byte> Samples = TrainerTests.Blobs(90);
    private static readonly NetworkDefinition Definition = NetworkDefinition.Dense(
        Samples.Shape,
        [6],
        Samples.ClassNames,
        Activation.Tanh,
        Activation.Softmax
    );

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 2,
        BatchSize = 10,
        Seed = 4,
    };

    [Fact]
    public void Cross_validation_measures_every_sample_once_with_a_network_not_trained_on_it()
    {
        IReadOnlyList<FoldResult> results = new CrossValidation(Definition, Options).Run(
            Samples,
            3,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal([30L, 30, 30], results.Select(result => result.Metrics.Count));
        IReadOnlyList<int[]> folds = StratifiedFolds.Split(Samples, 3, Options.Seed);
        TrainingResult second = new Trainer(Options).Train(
            Network.Create(Definition, Options.Seed),
            Samples.Subset([.. folds[0], .. folds[2]]),
            Samples.Subset(folds[1]),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.True(second.Network.Parameters.SequenceEqual(results[1].Training.Network.Parameters));
        Assert.Equal(second.Epochs[^1].ValidationAccuracy, results[1].Metrics.MicroAccuracy);
    }

    /// <summary>What decides during training must not see the fold that is reported: a part of the other folds is held out for it.</summary>
    [Theory]
    [InlineData("early stopping", null, 0.1)]
    [InlineData("early stopping", 0.25, 0.25)]
    [InlineData("plateau", null, 0.1)]
    [InlineData("neither", 0.25, 0.25)]
    public void Cross_validation_validates_on_a_part_of_the_other_folds(string decides, double? given, double fraction)
    {
        TrainingOptions options = decides switch
        {
            "early stopping" => Options with { Epochs = 12, EarlyStopping = new EarlyStopping(1) },
            "plateau" => Options with { Epochs = 4, Schedule = LearningRateSchedule.Parse("warm-up(0.1,reduce-on-plateau(0.5,1))") },
            _ => Options,
        };
        FoldResult first = new CrossValidation(Definition, options) { ValidationFraction = given }.Run(
            Samples,
            3,
            cancellation: TestContext.Current.CancellationToken
        )[0];
        IReadOnlyList<int[]> folds = StratifiedFolds.Split(Samples, 3, options.Seed);
        (Samples train, Samples validation) = HoldOut.Split(Samples.Subset([.. folds[1], .. folds[2]]), fraction, options.Seed);
        TrainingResult expected = new Trainer(options).Train(
            Network.Create(Definition, options.Seed),
            train,
            validation,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(expected.BestEpoch, first.Training.BestEpoch);
        Assert.True(expected.Network.Parameters.SequenceEqual(first.Training.Network.Parameters));
        using BulkScorer scorer = new(expected.Network, Samples.Subset(folds[0]), threads: 1);
        Assert.Equal(scorer.Measure(TestContext.Current.CancellationToken).MicroAccuracy, first.Metrics.MicroAccuracy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Restarts_select_the_best(bool withValidation)
    {
        Samples? validation = withValidation ? TrainerTests.Blobs(30) : null;
        (IReadOnlyList<TrainingResult> all, int best) = new Restarts(Definition, Options).Run(
            4,
            Samples,
            validation,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(4, all.Count);
        Assert.All(
            all,
            one =>
                Assert.True(
                    (one.Epochs[^1].ValidationLoss ?? one.Epochs[^1].TrainLoss)
                        >= (all[best].Epochs[^1].ValidationLoss ?? all[best].Epochs[^1].TrainLoss)
                )
        );
        TrainingResult third = new Trainer(Options with { Seed = 6 }).Train(
            Network.Create(Definition, 6),
            Samples,
            validation,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.True(third.Network.Parameters.SequenceEqual(all[2].Network.Parameters));
    }

    [Fact]
    public void A_diverged_start_is_not_the_best()
    {
        TrainingResult good = new Trainer(Options).Train(
            Network.Create(Definition),
            Samples,
            cancellation: TestContext.Current.CancellationToken
        );
        TrainingResult bad = new Trainer(Options with { Optimizer = new GradientDescent(1e30f) }).Train(
            Network.Create(Definition with { Layers = [new Dense(6, Activation.ReLU), new Dense(3, Activation.Softmax)] }),
            Samples,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.NotNull(bad.Divergence);
        Assert.True(Restarts.SelectionLoss(bad) > Restarts.SelectionLoss(good));
    }

    [Fact]
    public void A_start_is_judged_by_the_epoch_that_is_kept()
    {
        TrainingResult result = new Trainer(Options with { Epochs = 3 }).Train(
            Network.Create(Definition),
            Samples,
            Samples,
            cancellation: TestContext.Current.CancellationToken
        );
        for (int best = 1; best <= 3; best++)
            Assert.Equal(result.Epochs[best - 1].ValidationLoss, Restarts.SelectionLoss(result with { BestEpoch = best }));
        Assert.Equal(result.Epochs[2].ValidationLoss, Restarts.SelectionLoss(result));
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("momentum")]
    [InlineData("sgd")]
    public void Incremental_training_keeps_the_optimizer_state_between_calls(string optimizer)
    {
        // With one sample there is one order, so a call is an epoch.
        Samples one = Samples.Subset([5]);
        TrainingOptions options = Options with
        {
            Epochs = 7,
            Optimizer = Optimizer.Parse(optimizer),
            AverageDecay = optimizer == "adam" ? 0.9f : null,
            BatchSize = 1,
        };
        Network network = Network.Create(Definition);
        TrainingResult whole = new Trainer(options).Train(network, one, cancellation: TestContext.Current.CancellationToken);
        IncrementalTrainer trainer = new(network, options);
        foreach (EpochResult epoch in whole.Epochs)
            Assert.Equal(epoch.TrainLoss, trainer.Learn(one), 1e-12);
        Assert.True(trainer.Network.Parameters.SequenceEqual(whole.Network.Parameters));
    }

    [Fact]
    public void Incremental_training_reduces_the_loss()
    {
        IncrementalTrainer trainer = new(Network.Create(Definition), Options with { Optimizer = new Adam(0.01f) });
        double first = trainer.Learn(Samples.Subset([.. Enumerable.Range(0, 45)]));
        for (int i = 0; i < 20; i++)
            trainer.Learn(Samples.Subset([.. Enumerable.Range(i % 2 * 45, 45)]));
        Assert.True(trainer.Learn(Samples) < first / 5);
    }

    [Fact]
    public void An_incremental_epoch_reports_the_samples_of_all_its_calls()
    {
        IncrementalTrainer trainer = new(Network.Create(Definition), Options);
        Assert.Throws<InvalidOperationException>(() => trainer.EndEpoch());
        double first = trainer.Learn(Samples.Subset([.. Enumerable.Range(0, 30)])),
            second = trainer.Learn(Samples.Subset([.. Enumerable.Range(30, 60)]));
        EpochResult epoch = trainer.EndEpoch(Samples);
        Assert.Equal(((30 * first) + (60 * second)) / 90, epoch.TrainLoss, 1e-12);
        using BulkScorer scorer = new(trainer.Network, Samples, threads: 1);
        ClassificationMetrics metrics = scorer.Measure(TestContext.Current.CancellationToken);
        Assert.Equal(metrics.MicroAccuracy, epoch.ValidationAccuracy);
        Assert.Equal(metrics.LogLoss, epoch.ValidationLoss!.Value, 1e-9);
        Assert.Equal(90, trainer.SamplesSeen);
        trainer.Learn(Samples);
        Assert.Equal([1, 2], [epoch.Number, trainer.EndEpoch().Number]);
        Assert.Equal(2, trainer.Network.Definition.History.Length);
    }

    [Fact]
    public void A_diverging_call_leaves_the_network_unchanged()
    {
        Network network = Network.Create(Definition with { Layers = [new Dense(6, Activation.ReLU), new Dense(3, Activation.Softmax)] });
        IncrementalTrainer trainer = new(network, Options with { Optimizer = new GradientDescent(1e30f) });
        Assert.Contains(
            "Lower the learning rate",
            Assert.Throws<InvalidInputException>(() => trainer.Learn(Samples)).Message,
            StringComparison.Ordinal
        );
        Assert.True(trainer.Network.Parameters.SequenceEqual(network.Parameters));
    }
}
