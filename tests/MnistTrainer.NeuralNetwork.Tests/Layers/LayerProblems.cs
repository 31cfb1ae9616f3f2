using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Networks with every kind of layer, and single steps of them.</summary>
internal static class LayerProblems
{
    /// <summary>Dropout of inputs, batch normalization, dropout, maxout, and a dense end.</summary>
    public static NetworkDefinition Everything(Samples samples) =>
        new()
        {
            InputShape = samples.Shape,
            Layers =
            [
                new Dropout(0.2f),
                new Dense(20, Activation.Identity, UseBias: false),
                new BatchNormalization(Activation.GELU),
                new Dropout(0.4f),
                new Dense(9, Activation.Maxout(3)),
                new Dense(samples.ClassNames.Count, Activation.Softmax),
            ],
            ClassNames = [.. samples.ClassNames],
        };

    /// <summary>A network whose parameters a step may change.</summary>
    public static Network Copy(this Network network) => network.WithParameters(new FloatBuffer(network.Parameters));

    /// <summary>Asserts that a step allocates nothing, and that training gives the same bits on any number of threads.</summary>
    /// <returns>The trained parameters.</returns>
    public static float[] AssertStepsAreLeanAndAlike(Network network, Samples samples)
    {
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        using (MiniBatchStep step = new(network.Copy(), samples, new TrainingOptions { BatchSize = samples.Count, Threads = 1 }))
            Assert.Equal(0, Allocation.Of(() => step.Run(rows, new(1))));
        float[][] trained = [.. ((int[])[1, 2, 5]).Select(threads => new Trainer(
                    new TrainingOptions
                    {
                        Threads = threads,
                        Epochs = 3,
                        BatchSize = 24,
                        Regularization = new Regularization { L2 = 0.01f },
                    }
                ).Train(network, samples, cancellation: TestContext.Current.CancellationToken).Network.Parameters.ToArray())];
        Assert.Equal(trained[0], trained[1]);
        Assert.Equal(trained[0], trained[2]);
        return trained[0];
    }

    /// <summary>The outputs of one layer after a step over all rows, read from the layer's pass as long as the slice is there.</summary>
    public static unsafe float[] Forward(Network network, Samples samples, int layer, bool isTraining, ulong seed = 1, ulong step = 1)
    {
        SampleBatch batch = SampleBatch.Over(samples, network, samples.Count);
        batch.Take([.. Enumerable.Range(0, samples.Count)]);
        using Workspace workspace = new(network, batch, samples.Count, threads: 1, isTraining, seed)
        {
            BatchRows = samples.Count,
            Step = step,
        };
        workspace.Prepare();
        int start = 0;
        for (int i = 1; isTraining && i <= layer; i++)
        {
            if (network.Kernels[i] is not BatchKernel kernel)
                continue;
            RunSlices(start, i);
            for (int block = 0; block < kernel.StatisticsBlocks; block++)
                kernel.ForwardStatistics(block, workspace.Pass(i, 0, samples.Count, 0));
            start = i;
        }

        return [.. RunSlices(start, layer + 1)];

        List<float> RunSlices(int first, int end)
        {
            List<float> outputs = [];
            for (int from = 0; from < samples.Count; from += Workspace.SliceRows)
            {
                int to = Math.Min(from + Workspace.SliceRows, samples.Count);
                workspace.Forward(from, to, 0, first, end);
                float* origin = workspace.Pass(end - 1, from, to, 0).Output;
                int width = network.Kernels[end - 1].Output.Size;
                outputs.AddRange(new ReadOnlySpan<float>(origin + (from * width), (to - from) * width));
            }

            return outputs;
        }
    }
}
