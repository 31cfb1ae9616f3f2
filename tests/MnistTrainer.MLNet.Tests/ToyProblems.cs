using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Small problems on which a network trains within milliseconds.</summary>
internal static class ToyProblems
{
    /// <summary>A labeled row.</summary>
    public sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    /// <summary>A prediction of the pipeline.</summary>
    public sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    public static readonly string[] KoreanNames = ["영", "하나", "둘"];

    /// <summary>Clouds of points around the corners of a box, one per name, in turns.</summary>
    public static Row[] Blobs(int count, string[] names, int seed = 7)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Row
                {
                    Label = names[i % names.Length],
                    Features =
                    [
                        .. Enumerable.Range(0, 4).Select(axis => (axis == i % names.Length ? 3f : 0f) + (float)random.NextDouble() - 0.5f),
                    ],
                }),
        ];
    }

    /// <summary>8x8 images of a horizontal bar, a vertical pole and a ring, shifted and with noise.</summary>
    public static Samples<byte> Images(int count, int seed = 3)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * 64];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(3);
            int shift = random.Next(3);
            for (int y = 0; y < 8; y++)
            {
                for (int x = 0; x < 8; x++)
                {
                    bool ink = labels[i] switch
                    {
                        0 => y == 2 + shift,
                        1 => x == 2 + shift,
                        _ => (y == 1 || y == 6) && x is > 0 and < 7,
                    };
                    pixels[(i * 64) + (y * 8) + x] =
                        ink ? (byte)random.Next(180, 256)
                        : random.Next(10) == 0 ? (byte)random.Next(80)
                        : (byte)0;
                }
            }
        }

        return new Samples<byte>(Shape.Image(8, 8), pixels, labels, ["bar", "pole", "ring"]);
    }

    public static NeuralNetworkTrainer.Options Options(int epochs = 20) =>
        new()
        {
            HiddenUnits = [12],
            Seed = 5,
            Training = new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = 16,
                Optimizer = new Adam { LearningRate = 0.01f },
                Threads = 1,
            },
        };

    public static IEstimator<ITransformer> Pipeline(MLContext context, NeuralNetworkTrainer.Options options) =>
        context
            .Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.NeuralNetwork(options))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    /// <summary>The scores of all rows, concatenated.</summary>
    public static float[] ScoresOf(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)];
}
