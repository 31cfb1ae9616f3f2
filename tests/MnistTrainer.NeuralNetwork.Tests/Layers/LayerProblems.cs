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

    /// <summary>The outputs of one layer after a step over all rows, read from the layer's pass. Where rows are only scored, they stay there as long as their slice.</summary>
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
        if (isTraining)
        {
            for (int i = 0; i <= layer; i++)
            {
                if (network.Kernels[i] is BatchKernel kernel)
                {
                    for (int block = 0; block < kernel.StatisticsBlocks; block++)
                        kernel.ForwardStatistics(block, workspace.Pass(i, 0, samples.Count, 0));
                }

                for (int from = 0; from < samples.Count; from += Workspace.SliceRows)
                    workspace.Forward(from, Math.Min(from + Workspace.SliceRows, samples.Count), 0, i, i + 1);
            }
        }

        int width = network.Kernels[layer].Output.Size;
        List<float> outputs = [];
        for (int from = 0; from < samples.Count; from += Workspace.SliceRows)
        {
            int to = Math.Min(from + Workspace.SliceRows, samples.Count);
            if (!isTraining)
                workspace.Forward(from, to, 0, 0, layer + 1);
            outputs.AddRange(new ReadOnlySpan<float>(workspace.Pass(layer, from, to, 0).Output + (from * width), (to - from) * width));
        }

        return [.. outputs];
    }
}
