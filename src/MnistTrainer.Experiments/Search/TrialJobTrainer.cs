namespace MnistTrainer.Experiments;

/// <summary>Does the jobs of a study. Called by several threads at a time, but never for the same trial.</summary>
internal interface ITrialTrainer
{
    /// <summary>Trains a trial, from where it was left.</summary>
    /// <returns>The trial with all its epochs, or with fewer if it diverged. The same job always has the same result.</returns>
    /// <exception cref="OperationCanceledException">Canceled before the job was done.</exception>
    Trial Train(TrialJob job, CancellationToken cancellation);

    /// <summary>Frees what is kept for trials that are not trained any more.</summary>
    /// <param name="numbers">The numbers of the trials.</param>
    void Forget(IEnumerable<int> numbers) { }
}

/// <summary>Trains trials as jobs of a board.</summary>
/// <param name="trainer">Trains a trial.</param>
/// <param name="trained">Called with every result. Default: none.</param>
internal sealed class TrialJobTrainer(ITrialTrainer trainer, Action<Trial>? trained = null) : IJobTrainer
{
    public ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation)
    {
        Trial result = trainer.Train(TrialJob.Of(job), cancellation);
        trained?.Invoke(result);
        return TrialJob.BytesOf(result);
    }

    public void Forget(IReadOnlyCollection<string> keys) => trainer.Forget(keys.Select(TrialJob.NumberOf).OfType<int>());
}
