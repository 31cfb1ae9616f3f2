namespace MnistTrainer.Workers;

/// <summary>A study as its workers see it. There is one, with the key 0.</summary>
internal interface IStudyGrain : IGrainWithIntegerKey
{
    /// <summary>Joins the study.</summary>
    Task<TermsMessage> JoinAsync(string worker);

    /// <summary>Asks for a job.</summary>
    Task<JobMessage> TakeAsync(string worker);

    /// <summary>Renews the job of a trial; false if the worker does not have it any more.</summary>
    Task<bool> RenewAsync(string worker, int trial);

    /// <summary>Delivers the result of a job.</summary>
    /// <returns>What is wrong with the result; null if nothing is.</returns>
    Task<string?> CompleteAsync(string worker, TrialMessage result);

    /// <summary>Gives the job back.</summary>
    Task<bool> LeaveAsync(string worker);
}
