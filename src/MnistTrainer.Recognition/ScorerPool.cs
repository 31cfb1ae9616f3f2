using System.Collections.Concurrent;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>
/// A pool of scorers of one network. It holds as many as were ever in use at once; after that, renting allocates nothing.
/// </summary>
internal sealed class ScorerPool(Network network)
{
    private readonly ConcurrentQueue<Scorer> _others = [];
    private Scorer? _first;

    /// <summary>Rents a scorer for exclusive use until it is returned.</summary>
    public Scorer Rent() => Interlocked.Exchange(ref _first, null) ?? (_others.TryDequeue(out Scorer? other) ? other : new Scorer(network));

    /// <summary>Returns a scorer to the pool.</summary>
    public void Return(Scorer scorer)
    {
        if (Interlocked.CompareExchange(ref _first, scorer, null) is not null)
            _others.Enqueue(scorer);
    }
}
