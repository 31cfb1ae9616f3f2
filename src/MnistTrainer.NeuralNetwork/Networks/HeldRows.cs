using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How many rows a thread holds of what lies between two layers: 0 where all rows of the batch are kept, because others read them, or the thread does later. Where it only
/// enters the next layer or, in training, comes back through it, a slice is enough.
/// </summary>
internal static class HeldRows
{
    /// <summary>The rows to hold of what a layer reads.</summary>
    /// <param name="kernels">The layers.</param>
    /// <param name="reader">The layer, 0 for the inputs; as many as there are layers for the network's outputs.</param>
    /// <param name="isTraining">Whether rows are trained on and not only scored.</param>
    public static int Of(ImmutableArray<LayerKernel> kernels, int reader, bool isTraining)
    {
        if (reader == kernels.Length)
            return 0;
        if (isTraining)
            return kernels[reader].WorksBySlices && !WaitsForBatch(kernels, reader) ? Workspace.SliceRows : 0;
        return kernels[reader].ScoresSingleRows && (reader == 0 || kernels[reader - 1].ScoresSingleRows) ? 1 : Workspace.SliceRows;
    }

    // Below a layer that needs the whole batch, slices pass through the layers twice: forward, and later back.
    private static bool WaitsForBatch(ImmutableArray<LayerKernel> kernels, int reader) =>
        kernels.Skip(Math.Max(0, reader - 1)).Any(kernel => kernel is BatchKernel);
}
