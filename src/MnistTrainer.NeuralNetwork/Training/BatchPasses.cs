using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The passes of one batch through a network and back. Every slice of rows runs through all layers, the loss and back at once, while its values are still in the
/// cache; only before a layer that needs statistics of the whole batch do all slices wait for each other.
/// </summary>
internal sealed class BatchPasses
{
    private readonly Workspace _workspace;
    private readonly BatchLoss _loss;
    private readonly TrainingOptions _options;
    private readonly LayerKernel[] _kernels;
    private readonly Part[] _parts;
    private int _broken;

    /// <param name="network">The network to train.</param>
    /// <param name="workspace">Its memory.</param>
    /// <param name="loss">The loss to minimize.</param>
    /// <param name="options">How to train.</param>
    /// <param name="exchange">What is needed of other ranks, or null if there are none.</param>
    public BatchPasses(Network network, Workspace workspace, BatchLoss loss, TrainingOptions options, StepExchange? exchange = null)
    {
        _workspace = workspace;
        _loss = loss;
        _options = options;
        _kernels = [.. network.Kernels];
        int[] stops = [.. Enumerable.Range(0, _kernels.Length).Where(layer => _kernels[layer] is BatchKernel)];
        int[] cuts = [0, .. stops, _kernels.Length];
        List<Part> parts = [];
        for (int i = 0; i < stops.Length; i++)
        {
            parts.Add(new Slices(this) { ForwardFrom = cuts[i], ForwardTo = cuts[i + 1] });
            AddExchange(exchange?.Inputs(stops[i]));
            parts.Add(new Statistics(this, stops[i], isForward: true));
        }

        int bottom = stops.Length > 0 ? stops[^1] : 0;
        parts.Add(
            new Slices(this)
            {
                ForwardFrom = bottom,
                ForwardTo = _kernels.Length,
                IsTurn = true,
                BackwardFrom = _kernels.Length - 1,
                BackwardTo = bottom,
            }
        );
        for (int i = stops.Length - 1; i >= 0; i--)
        {
            AddExchange(exchange?.Errors(stops[i]));
            parts.Add(new Statistics(this, stops[i], isForward: false));
            parts.Add(
                new Slices(this)
                {
                    PropagatingLayer = stops[i],
                    BackwardFrom = stops[i] - 1,
                    BackwardTo = i > 0 ? stops[i - 1] : 0,
                }
            );
        }

        AddExchange(exchange?.Step);
        _parts = [.. parts];

        void AddExchange(Exchange? one)
        {
            if (one is not null)
                parts.Add(new Exchanging(one));
        }
    }

    /// <summary>The first layer of the last batch, or of this rank's share of it, whose outputs are not finite, where they are not kept for the whole batch or its loss is not finite, or the number of layers.</summary>
    public int FirstBroken => Math.Min(_broken, _workspace.FirstBroken(_workspace.Share.FirstRow, _workspace.Share.EndRow));

    /// <summary>Runs the batch forward, measures the loss and propagates its gradient back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardLossAndBackward()
    {
        _broken = _kernels.Length;
        foreach (Part part in _parts)
            _workspace.Pool.Run(part, part.Jobs);
    }

    private void Note(int broken)
    {
        for (int seen = _broken; broken < seen; seen = _broken)
            Interlocked.CompareExchange(ref _broken, broken, seen);
    }

    private abstract class Part : IParallelWork
    {
        public abstract int Jobs { get; }

        public abstract void Do(int job, int worker);
    }

    /// <summary>Some layers, a slice of rows at a time.</summary>
    private sealed class Slices(BatchPasses passes) : Part
    {
        public int ForwardFrom { get; init; }

        public int ForwardTo { get; init; }

        /// <summary>Whether the loss is measured between forward and backward.</summary>
        public bool IsTurn { get; init; }

        /// <summary>The layer whose errors are propagated first, or -1.</summary>
        public int PropagatingLayer { get; init; } = -1;

        public int BackwardFrom { get; init; } = -1;

        public int BackwardTo { get; init; }

        public override int Jobs => passes._workspace.Share.EndBlock - passes._workspace.Share.FirstBlock;

        // Not inlined where it is called through the interface, which would compile all of a step once more.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public override void Do(int job, int worker)
        {
            int rows = passes._workspace.BatchRows,
                first = (passes._workspace.Share.FirstBlock + job) * passes._workspace.BlockSlices,
                end = Math.Min(first + passes._workspace.BlockSlices, Workspace.Slices(rows));
            for (int slice = first; slice < end; slice++)
            {
                int from = slice * Workspace.SliceRows,
                    to = Math.Min(from + Workspace.SliceRows, rows);
                Forward(from, to, worker);
                if (IsTurn && !double.IsFinite(passes._loss.Measure(slice, from, to, worker)))
                    passes.Note(passes._workspace.FirstBroken(from, to, worker));
                Backward(from, to, worker);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Forward(int from, int to, int worker)
        {
            if (ForwardTo > ForwardFrom)
                passes._workspace.Forward(from, to, worker, ForwardFrom, ForwardTo);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Backward(int from, int to, int worker)
        {
            Workspace workspace = passes._workspace;
            if (PropagatingLayer >= 0)
                ((BatchKernel)passes._kernels[PropagatingLayer]).PropagateError(workspace.Pass(PropagatingLayer, from, to, worker));
            workspace.Backward(
                from,
                to,
                worker,
                BackwardFrom,
                BackwardTo,
                passes._options.Loss.RequiredActivation is not null,
                passes._options.Gradient
            );
        }
    }

    /// <summary>An exchange with other ranks.</summary>
    private sealed class Exchanging(Exchange exchange) : Part
    {
        public override int Jobs => 1;

        public override void Do(int job, int worker) => exchange.Run();
    }

    /// <summary>The statistics of one layer over the whole batch.</summary>
    private sealed class Statistics(BatchPasses passes, int layer, bool isForward) : Part
    {
        private readonly BatchKernel _kernel = (BatchKernel)passes._kernels[layer];

        public override int Jobs => _kernel.StatisticsBlocks;

        public override void Do(int job, int worker)
        {
            LayerPass pass = passes._workspace.Pass(layer, 0, passes._workspace.BatchRows, worker);
            if (isForward)
                _kernel.ForwardStatistics(job, pass);
            else
                _kernel.BackwardStatistics(job, pass);
        }
    }
}
