using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A training that ends near chance says so, with the likely cause; one that learned says nothing.</summary>
public sealed class TrainingWeaknessTests
{
    private readonly RecordingListener _listener = new();

    public static TheoryData<string, WeaknessCause, string> Weak =>
        new()
        {
            { "rate 1", WeaknessCause.HighLearningRate, "try a lower learning rate, such as 0.001" },
            { "rate 1e-9", WeaknessCause.LowLearningRate, "higher learning rate" },
            { "zero", WeaknessCause.EqualWeights, "draw them at random" },
            { "l2 10", WeaknessCause.StrongRegularization, "weaken it" },
            { "one step", WeaknessCause.FewSteps, "more epochs" },
        };

    [Theory]
    [MemberData(nameof(Weak))]
    public void Names_the_cause_and_the_remedy(string setting, WeaknessCause cause, string remedy)
    {
        TrainedModel model = Train(With(setting), SyntheticData.Digits);
        TrainingWeakness weakness = Assert.IsType<NearChanceNote>(_listener.Notes[^1]).Weakness;
        Assert.Equal(weakness.Causes, model.Weakness!.Causes);
        Assert.Equal(cause, weakness.Causes[0]);
        Assert.Contains(remedy, weakness.Message, StringComparison.Ordinal);
        Assert.Equal(model.Test.Metrics.MicroAccuracy, weakness.Accuracy);
        Assert.InRange(weakness.ChanceAccuracy, 0.1, 0.2);
    }

    [Fact]
    public void Says_nothing_about_a_network_that_learned()
    {
        Assert.Null(Train(SyntheticData.Quick, SyntheticData.Digits).Weakness);
        Assert.Empty(_listener.Notes.OfType<NearChanceNote>());
    }

    [Fact]
    public void Looks_at_the_data_where_training_went_well()
    {
        // The test labels are all off by one.
        Samples<byte> test = SyntheticData.Digits.Test;
        byte[] pixels = [.. Enumerable.Range(0, test.Count).SelectMany(row => test.Row(row).ToArray())];
        int[] labels = [.. test.Labels.ToArray().Select(label => (label + 1) % 10)];
        TrainingData data = SyntheticData.Digits with { Test = new Samples<byte>(test.Shape, pixels, labels, test.ClassNames) };
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 20 } };
        Assert.Equal([WeaknessCause.DifferentTestData], Train(recipe, data).Weakness!.Causes);
    }

    [Fact]
    public void Suspects_labels_that_nothing_else_explains()
    {
        Samples<byte> train = SyntheticData.Bars(800);
        Random random = new(4);
        int[] labels = [.. Enumerable.Range(0, train.Count).Select(_ => random.Next(8))];
        byte[] pixels = [.. Enumerable.Range(0, train.Count).SelectMany(row => train.Row(row).ToArray())];
        Samples<byte> shuffled = new(train.Shape, pixels, labels, train.ClassNames);
        Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { BatchSize = 8, Epochs = 2 } };
        TrainedModel model = Train(recipe, new TrainingData("shuffled", shuffled, null, SyntheticData.Bars(80)));
        Assert.Equal([WeaknessCause.UnrelatedLabels], model.Weakness!.Causes);
    }

    [Fact]
    public void Cross_validation_says_so_too()
    {
        CrossValidationReport report = new CrossValidationExperiment(With("rate 1"), 2).Run(
            SyntheticData.Digits,
            _listener,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(WeaknessCause.HighLearningRate, report.Weakness!.Causes[0]);
        Assert.IsType<NearChanceNote>(_listener.Notes[^1]);
    }

    private static Recipe With(string setting)
    {
        TrainingOptions training = SyntheticData.Quick.Training;
        return setting switch
        {
            "rate 1" => SyntheticData.Quick with { Training = training with { Optimizer = new Adam(1) } },
            "rate 1e-9" => SyntheticData.Quick with { Training = training with { Optimizer = new Adam(1e-9f) } },
            "zero" => SyntheticData.Quick with { Network = SyntheticData.Quick.Network with { Initializer = Initializer.Zero } },
            "l2 10" => SyntheticData.Quick with { Training = training with { Regularization = new Regularization { L2 = 10 } } },
            _ => SyntheticData.Quick with { Training = training with { Epochs = 1, BatchSize = 600, Optimizer = new Adam(0.0005f) } },
        };
    }

    private TrainedModel Train(Recipe recipe, TrainingData data) => recipe.Train(data, _listener, TestContext.Current.CancellationToken);
}
