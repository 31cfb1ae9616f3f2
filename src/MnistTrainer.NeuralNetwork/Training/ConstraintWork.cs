using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Shrinks the weights that flow into a unit to the maximum norm, after each step.</summary>
internal sealed class ConstraintWork : IParallelWork
{
    private readonly Network _network;
    private readonly float _maximumNorm;
    private readonly (int Layer, int Block)[] _jobs;

    /// <param name="network">The network that learns.</param>
    /// <param name="maximumNorm">The length, above 0.</param>
    public ConstraintWork(Network network, float maximumNorm)
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
