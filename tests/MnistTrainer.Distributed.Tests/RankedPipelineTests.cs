using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.Experiments;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Distributed.Tests;

/// <summary>What trains by an option trains over ranks by one.</summary>
public sealed class RankedPipelineTests
{
    [Fact]
    public void A_pipeline_of_MLNet_gives_the_same_network()
    {
        float[] alone = Fit(ITrainingRanks.Alone);
        Assert.All(ThreadRanks.Run(3, Fit), network => Assert.Equal(alone, network));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void Several_networks_are_rejected_in_MLNet(int starts, int members)
    {
        AggregateException thrown = Assert.Throws<AggregateException>(() => ThreadRanks.Run(2, ranks => Fit(ranks, starts, members)));
        Assert.Contains(
            $"NumberOfStarts and NumberOfMembers must be 1 with Ranks, not {starts} and {members}",
            thrown.InnerExceptions[0].Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Of an ensemble, the ranks train one network after another.</summary>
    [Fact]
    public void An_experiment_of_several_networks_saves_the_same_model_on_the_first_rank()
    {
        string folder = Directory.CreateTempSubdirectory("mnist-ranked-").FullName;
        try
        {
            Samples<byte> images = RankProblems.Images(120, size: 8);
            TrainingData data = new("images", images, Validation: null, images);
            Run(ITrainingRanks.Alone, "alone.zip");
            ThreadRanks.Run(2, ranks => Run(ranks, $"rank{ranks.Rank}.zip"));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "alone.zip")), File.ReadAllBytes(Path.Combine(folder, "rank0.zip")));
            Assert.False(File.Exists(Path.Combine(folder, "rank1.zip")));

            TrainingSeries Run(ITrainingRanks ranks, string model) =>
                new TrainingExperiment(Recipe.Fast with { Training = Recipe.Fast.Training with { Epochs = 2, Threads = 1 } })
                {
                    Runs = 2,
                    Keep = RunSelection.All,
                    ModelPath = Path.Combine(folder, model),
                    Ranks = ranks,
                }.Run(data, cancellation: TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] Fit(ITrainingRanks ranks) => Fit(ranks, starts: 1, members: 1);

    private static float[] Fit(ITrainingRanks ranks, int starts, int members)
    {
        MLContext context = new(seed: 1);
        RandomSource random = new(4);
        IDataView rows = context.Data.LoadFromEnumerable([
            .. Enumerable
                .Range(0, 90)
                .Select(row => new Row
                {
                    Features = [(float)random.NextDouble(0, 5), row % 3, (float)random.NextDouble(-1, 1)],
                    Label = $"class {row % 3}",
                }),
        ]);
        NeuralNetworkTrainer.Options options = new()
        {
            NumberOfIterations = 2,
            NumberOfStarts = starts,
            NumberOfMembers = members,
            Ranks = ranks,
        };
        ITransformer model = context
            .Transforms.Conversion.MapValueToKey("Label")
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork(options))
            .Fit(rows);
        return ((TransformerChain<NeuralNetworkTransformer>)model).LastTransformer.Model.Parameters.ToArray();
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; init; } = [];

        public string Label { get; init; } = "";
    }
}
