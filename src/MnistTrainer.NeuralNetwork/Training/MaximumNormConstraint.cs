using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Applies the maximum-norm constraint to each unit's incoming weights after a step.</summary>
internal sealed class MaximumNormConstraint : IParallelWork
{
    private readonly Network _network;
    private readonly float _maximumNorm;
    private readonly (int Layer, int Block)[] _jobs;

    /// <param name="network">The network being trained.</param>
    /// <param name="maximumNorm">The maximum L2 norm, above 0.</param>
    public MaximumNormConstraint(Network network, float maximumNorm)
    {
        _network = network;
        _maximumNorm = maximumNorm;
        _jobs =
        [
            .. network.Kernels.SelectMany((kernel, layer) => Enumerable.Range(0, kernel.ConstraintBlocks).Select(block => (layer, block))),
        ];
    }

    public int Jobs => _jobs.Length;

    public unsafe void Do(int job, int worker)
    {
        (int layer, int block) = _jobs[job];
        LayerKernel kernel = _network.Kernels[layer];
        kernel.Constrain(block, _network.Buffer.Pointer + kernel.FirstParameter, _maximumNorm);
    }
}
