using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>A network trained on MNIST gives the same scores for all 10,000 test images in ONNX Runtime.</summary>
public sealed class OnnxMnistTests
{
    private const int Rows = 10_000;

    public static TheoryData<string, string> Kinds =>
        new()
        {
            { "relu", "softmax" },
            { "sigmoid", "sigmoid" },
            { "maxout(2)", "identity" },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gives_the_same_scores_and_labels_on_MNIST(string hidden, string output)
    {
        Assert.SkipWhen(
            DataLocations.Current.Find("mnist") is null,
            $"mnist is not on this machine; {DataLocations.Variable} can name a folder that holds it."
        );
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Samples<byte> test = DataSource
            .Open("mnist", cancellation: TestContext.Current.CancellationToken)
            .Load(DataSplit.Test, cancellation: cancellation)!
            .Samples;
        Assert.Equal(Rows, test.Count);
        Network network = Trained(test, Activation.Parse(hidden), Activation.Parse(output), cancellation);
        float[][] expected = new float[Rows][];
        using BulkScorer scorer = new(network, test, threads: 2);
        scorer.Score((row, probabilities) => expected[row] = probabilities.ToArray(), cancellation);

        using OnnxSession session = new(network);
        (float[][] scores, string[] labels) = session.Run([
            .. Enumerable.Range(0, Rows).Select(row => Array.ConvertAll(test.Row(row).ToArray(), pixel => (float)pixel)),
        ]);
        float largest = 0;
        int right = 0;
        for (int row = 0; row < Rows; row++)
        {
            largest = MathF.Max(largest, expected[row].Zip(scores[row], (ours, theirs) => MathF.Abs(ours - theirs)).Max());
            int best = Array.IndexOf(expected[row], expected[row].Max());
            Assert.Equal(test.ClassNames[best], labels[row]);
            right += best == test.Labels[row] ? 1 : 0;
        }

        Assert.InRange(largest, 0, 1e-5f);
        Assert.InRange(right, 8_000, Rows);
    }

    /// <summary>Trains for an epoch on the test images themselves: accuracy does not matter here, realistic weights do.</summary>
    private static Network Trained(Samples<byte> samples, Activation hidden, Activation output, CancellationToken cancellation)
    {
        NetworkDefinition definition = NetworkDefinition.Dense(samples.Shape, [64], samples.ClassNames, hidden, output);
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 50,
            Loss = output == Activation.Softmax ? Loss.SoftmaxCrossEntropy : Loss.SquaredError,
            Optimizer = new Adam { LearningRate = 0.002f },
        };
        return new Trainer(options).Train(Network.Create(definition), samples, cancellation: cancellation).Network;
    }
}
