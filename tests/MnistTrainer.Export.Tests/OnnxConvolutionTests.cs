using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Networks of images, trained until their answers differ, give the same scores and labels in ONNX Runtime.</summary>
public sealed class OnnxConvolutionTests
{
    private const int Classes = 10;

    public static TheoryData<string, Shape> Kinds =>
        new()
        {
            // LeNet.
            {
                "convolution(6,5,relu,padding same), max-pooling(2), convolution(16,5,relu), max-pooling(2), flatten, dense(120,relu), dense(84,relu)",
                Shape.Image(28, 28)
            },
            // The preset convnet.
            {
                "convolution(32,5,stride 2,padding same,no-bias), batch-normalization(relu), convolution(32,3,padding same,no-bias), batch-normalization(relu), "
                    + "convolution(48,3,padding same,no-bias), batch-normalization(relu), max-pooling(2), convolution(64,3,padding same,no-bias), "
                    + "batch-normalization(relu), convolution(64,3,padding same,no-bias), batch-normalization(relu)",
                Shape.Image(28, 28)
            },
            // Means, strides whose remainders are padded unevenly, windows that overlap, and channels of color.
            {
                "convolution(8,3,relu,stride 2,padding same), average-pooling(2), convolution(12,4,padding same,no-bias), batch-normalization(gelu), "
                    + "dropout(0.1), average-pooling(3,stride 2), convolution(16,1,mish), global-average-pooling",
                new Shape(3, 30, 27)
            },
            {
                "convolution(6,3,maxout(2),padding same), max-pooling(3,stride 2), convolution(10,2,sigmoid,stride 3), flatten, dropout(0.1), dense(20,elu)",
                new Shape(2, 19, 24)
            },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gives_the_same_scores_and_labels(string layers, Shape shape)
    {
        Samples<byte> train = Blocks(shape, 400, seed: 1),
            test = Blocks(shape, 300, seed: 2);
        NetworkDefinition definition = new()
        {
            InputShape = shape,
            Layers = [.. Layer.ParseList(layers), new Dense(Classes, Activation.Softmax)],
            ClassNames = [.. train.ClassNames],
        };
        TrainingOptions options = new()
        {
            Epochs = 3,
            BatchSize = 20,
            Optimizer = new Adam { LearningRate = 0.003f },
        };
        Network network = new Trainer(options)
            .Train(Network.Create(definition), train, cancellation: TestContext.Current.CancellationToken)
            .Network;
        using OnnxSession session = new(network);
        float[][] rows = new float[test.Count][];
        for (int row = 0; row < rows.Length; row++)
            test.CopyRow(row, rows[row] = new float[shape.Size]);
        (float[][] scores, string[] labels) = session.Run(rows);
        using BulkScorer scorer = new(network, test, threads: 2);
        HashSet<string> answers = [];
        scorer.Score(
            (row, probabilities) =>
            {
                float[] expected = probabilities.ToArray();
                Assert.All(expected.Zip(scores[row]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
                Assert.Equal(test.ClassNames[Array.IndexOf(expected, expected.Max())], labels[row]);
                answers.Add(labels[row]);
            },
            TestContext.Current.CancellationToken
        );
        Assert.InRange(answers.Count, Classes / 2, Classes);
    }

    /// <summary>Images of noise with a bright block, whose place is the class.</summary>
    private static Samples<byte> Blocks(Shape shape, int count, int seed)
    {
        Random random = new(seed);
        byte[] values = new byte[count * shape.Size];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            int label = labels[row] = row % Classes,
                top = label / 5 * shape.Height / 2,
                left = label % 5 * shape.Width / 5;
            for (int i = 0; i < shape.Size; i++)
            {
                int pixel = i / shape.Channels,
                    y = pixel / shape.Width - top,
                    x = pixel % shape.Width - left;
                bool isBright = y >= 0 && y < shape.Height / 2 && x >= 0 && x < shape.Width / 5;
                values[(row * shape.Size) + i] = (byte)random.Next(isBright ? 100 : 0, isBright ? 256 : 80);
            }
        }

        return new Samples<byte>(shape, values, labels, [.. Enumerable.Range(0, Classes).Select(k => $"{k}")]);
    }
}
