namespace MnistTrainer.Workers;

/// <summary>A board as workers elsewhere see it. There is one, with the key 0.</summary>
internal interface IBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Joins.</summary>
    Task<TermsMessage> JoinAsync(string worker);

    /// <summary>Asks for a job.</summary>
    Task<JobMessage> TakeAsync(string worker);

    /// <summary>Renews a job; false if the worker does not have it any more.</summary>
    Task<bool> RenewAsync(string worker, string key);

    /// <summary>Sends a piece of the result of a job, the first one with the offset 0. It renews the job, too.</summary>
    /// <returns>What is wrong with the piece; null if nothing is.</returns>
    Task<string?> SendAsync(string worker, string key, long offset, byte[] piece);

    /// <summary>Delivers the result whose pieces have been sent.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="key">The job.</param>
    /// <param name="hash">The SHA-256 of the result.</param>
    /// <returns>What is wrong with the result; null if nothing is.</returns>
    Task<string?> CompleteAsync(string worker, string key, byte[] hash);

    /// <summary>Gives the job back.</summary>
    Task<bool> LeaveAsync(string worker);
}
