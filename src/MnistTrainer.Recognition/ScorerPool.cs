using System.Collections.Concurrent;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>Scorers of one network that threads borrow: as many are made as ever work at once, and then nothing is allocated any more.</summary>
internal sealed class ScorerPool(Network network)
{
    private readonly ConcurrentQueue<Scorer> _others = [];
    private Scorer? _first;

    /// <summary>A scorer for the caller alone, until it is given back.</summary>
    public Scorer Rent() => Interlocked.Exchange(ref _first, null) ?? (_others.TryDequeue(out Scorer? other) ? other : new Scorer(network));

    /// <summary>Takes a scorer back.</summary>
    public void Return(Scorer scorer)
    {
        if (Interlocked.CompareExchange(ref _first, scorer, null) is not null)
            _others.Enqueue(scorer);
    }
}
