namespace MnistTrainer.Experiments;

/// <summary>A training job for a worker. Its content is meaningful to the process that posts it and to the worker, not to the board.</summary>
/// <param name="Key">The name, which is unique at any time: <c>trial 3</c>, <c>seed-2</c>.</param>
/// <param name="Payload">Additional data for the worker.</param>
public sealed record Job(string Key, ReadOnlyMemory<byte> Payload);

/// <summary>Trains jobs of a board. Called by several threads at a time, but never for the same job.</summary>
public interface IJobTrainer
{
    /// <summary>Trains a job, or resumes it.</summary>
    /// <returns>The result. The same job always gives the same result.</returns>
    /// <exception cref="OperationCanceledException">The job was canceled before it was done.</exception>
    ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation);

    /// <summary>Deletes the data of jobs that are no longer needed.</summary>
    /// <param name="keys">The keys of the jobs.</param>
    void Forget(IReadOnlyCollection<string> keys) { }
}

/// <summary>A completed job.</summary>
/// <param name="Key">The key of the job.</param>
/// <param name="Content">The result.</param>
internal sealed record JobResult(string Key, ReadOnlyMemory<byte> Content);

/// <summary>A job as it is posted.</summary>
/// <param name="Job">The job.</param>
internal sealed record PostedJob(Job Job)
{
    /// <summary>The estimated duration, in any unit: the longest jobs are assigned first. Default: 0.</summary>
    public int Length { get; init; }

    /// <summary>
    /// Accepts a result from a remote worker, which the place names. Throws an <see cref="NeuralNetwork.InvalidInputException"/> if it is not a result of this job. Default: none.
    /// </summary>
    public Action<string, ReadOnlyMemory<byte>>? Receive { get; init; }
}
