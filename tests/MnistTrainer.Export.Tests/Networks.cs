using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export.Tests;

/// <summary>Small networks with random parameters, all of them: biases, means and variances too.</summary>
internal static class Networks
{
    public static readonly ImmutableArray<string> Names = ["영", "one", "둘"];

    /// <summary>Nine inputs, three classes.</summary>
    public static Network Random(ImmutableArray<Layer> layers, InputScaling? scaling = null, int seed = 3)
    {
        NetworkDefinition definition = new()
        {
            InputShape = Shape.Image(3, 3),
            Layers = layers,
            ClassNames = Names,
            Scaling = scaling ?? InputScaling.Unit,
        };
        Random random = new(seed);
        float[] parameters = [.. Enumerable.Range(0, definition.CountParameters()).Select(_ => (random.NextSingle() * 2) - 1)];
        MakeValid(definition, parameters);
        return Network.Create(definition, parameters);
    }

    /// <summary>Rows of pixels of every brightness, and one that is dark.</summary>
    public static float[][] Rows(int count, int width = 9, int seed = 4)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, width).Select(_ => row == 0 ? 0f : random.Next(256)).ToArray()),
        ];
    }

    public static float[] Scores(Network network, float[] row)
    {
        float[] scores = new float[network.Definition.ClassNames.Length];
        using Scorer scorer = new(network);
        scorer.Score(row, scores);
        return scores;
    }

    // Variances are positive, and indexes are those of something.
    private static void MakeValid(NetworkDefinition definition, float[] parameters)
    {
        foreach (TensorPlace place in TensorPlace.AllOf(definition))
        {
            for (int i = place.First; i < place.First + place.Count; i++)
            {
                if (place.Tensor.IsNonNegative)
                    parameters[i] = MathF.Abs(parameters[i]) + 0.1f;
                if (place.Tensor.IndexesBelow is int end)
                    parameters[i] = (i - place.First) % end;
            }
        }
    }
}
