using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The passes of the only row of a workspace through all layers: they are the same for every row that is scored, so they are made once.</summary>
internal sealed class RowPasses
{
    private readonly LayerKernel[] _kernels;
    private readonly LayerPass[] _passes;
    private readonly LayerInput[] _views;
    private readonly Workspace _workspace;
    private readonly OutputMean? _mean;

    /// <param name="workspace">The memory, of one row.</param>
    /// <param name="network">The network.</param>
    /// <param name="views">The row in all views.</param>
    /// <param name="mean">The mean of several answers, or null.</param>
    public RowPasses(Workspace workspace, Network network, LayerInput[] views, OutputMean? mean)
    {
        _workspace = workspace;
        _kernels = [.. network.Kernels];
        _views = views;
        _mean = mean;
        _passes =
        [
            .. Enumerable
                .Range(0, network.Definition.Members * views.Length)
                .SelectMany(answer =>
                    _kernels.Select(
                        (_, layer) => workspace.Pass(layer, 0, 1, worker: 0, member: answer / views.Length, view: answer % views.Length)
                    )
                ),
        ];
    }

    /// <summary>Runs the row, in all views, through all layers, and of an ensemble through all members.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward()
    {
        int answer = 0;
        for (int pass = 0; pass < _passes.Length; answer++)
        {
            _views[answer % _views.Length].Fill(0, 1, worker: 0);
            foreach (LayerKernel kernel in _kernels)
                kernel.Forward(_passes[pass++]);
            _mean?.Add(_workspace.Outputs, 0, 1, answer);
        }
    }
}
