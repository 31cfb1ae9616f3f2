using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Derives from the parameters of all layers what their passes need in another form, after every update (<see cref="LayerKernel.Prepare"/>).</summary>
internal sealed unsafe class PrepareWork : IParallelWork
{
    private readonly Network _network;
    private readonly ImmutableArray<LayerInput> _inputs;
    private readonly FloatBuffer[][] _prepared;
    private readonly List<Job> _jobs = [];

    /// <param name="network">The network.</param>
    /// <param name="inputs">What each layer reads.</param>
    /// <param name="prepared">Receives the result of each layer of each member.</param>
    /// <param name="backward">Whether errors will be propagated.</param>
    public PrepareWork(Network network, ImmutableArray<LayerInput> inputs, FloatBuffer[][] prepared, bool backward)
    {
        ImmutableArray<LayerKernel> kernels = network.Kernels;
        (_network, _inputs, _prepared) = (network, inputs, prepared);

        for (int member = 0; member < prepared.Length; member++)
        {
            for (int layer = 0; layer < kernels.Length; layer++)
            {
                // The first layer propagates nothing.
                bool propagates = backward && layer > 0;
                for (int block = 0; block < kernels[layer].PrepareBlocks(propagates); block++)
                    _jobs.Add(new Job(member, layer, block, propagates));
            }
        }
    }

    /// <summary>The number of independent jobs.</summary>
    public int Jobs => _jobs.Count;

    public void Do(int job, int worker)
    {
        (int member, int layer, int block, bool backward) = _jobs[job];
        _network
            .Kernels[layer]
            .Prepare(block, _network.ParametersOf(layer, member), _inputs[layer].Background, backward, _prepared[member][layer].Pointer);
    }

    // A class, not a tuple: lists of references are compiled ahead of time, so that a program which scores one image starts sooner.
    private sealed record Job(int Member, int Layer, int Block, bool Backward);
}
