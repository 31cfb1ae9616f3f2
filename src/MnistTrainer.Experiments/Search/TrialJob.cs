namespace MnistTrainer.Experiments;

/// <summary>What is to be done next for one trial: to train it until it has completed a number of epochs.</summary>
/// <param name="Trial">The trial as it stands.</param>
/// <param name="Epochs">More epochs than it has.</param>
public sealed record TrialJob(Trial Trial, int Epochs);

/// <summary>Does the jobs of a study. Called by several threads at a time, but never for the same trial.</summary>
public interface ITrialTrainer
{
    /// <summary>Trains a trial, from where it was left.</summary>
    /// <returns>The trial with all its epochs, or with fewer if it diverged. The same job always has the same result.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the job was done.</exception>
    Trial Train(TrialJob job, CancellationToken cancellation);

    /// <summary>Frees what is kept for trials that are not trained any more.</summary>
    void Forget(IEnumerable<Trial> trials) { }
}
