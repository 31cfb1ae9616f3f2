namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Holds every scorer of a network that averages outputs against these outputs.</summary>
internal static class AllScorers
{
    /// <summary>One sample at a time and in bulk give the same bits, and the mean of some outputs, as probabilities.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="outputs">Returns all outputs whose mean is expected for a row, one for each class.</param>
    public static void GiveMean(Network network, Samples<float> samples, Func<int, double[][]> outputs)
    {
        int classes = network.Definition.ClassNames.Length;
        using Scorer scorer = new(network);
        using BulkScorer bulk = new(network, samples, threads: 2);
        bulk.Score(
            (row, probabilities) =>
            {
                double[][] all = outputs(row);
                float[] expected = [.. Enumerable.Range(0, classes).Select(k => (float)all.Average(one => one[k]))];
                OutputScores.FromOutputs(network.Definition, expected);
                float[] one = new float[classes];
                scorer.Score(samples.Row(row), one);
                Assert.Equal(one, probabilities.ToArray());
                Assert.All(expected.Zip(one), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            },
            TestContext.Current.CancellationToken
        );
    }
}
