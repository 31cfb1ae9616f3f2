namespace MnistTrainer.Experiments;

/// <summary>A training that a worker is asked for. What is in it concerns those who post it and those who train it, not the board between them.</summary>
/// <param name="Key">The name, which no other job has at the same time: <c>trial 3</c>, <c>seed-2</c>.</param>
/// <param name="Payload">What the worker needs to know besides.</param>
public sealed record Job(string Key, ReadOnlyMemory<byte> Payload);

/// <summary>Trains jobs of a board. Called by several threads at a time, but never for the same job.</summary>
public interface IJobTrainer
{
    /// <summary>Trains a job, from where it was left.</summary>
    /// <returns>The result. The same job always has the same.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the job was done.</exception>
    ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation);

    /// <summary>Frees what is kept for jobs that are not wanted any more.</summary>
    /// <param name="keys">The keys of the jobs.</param>
    void Forget(IReadOnlyCollection<string> keys) { }
}

/// <summary>A job that is done.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Content">The result.</param>
internal sealed record JobResult(string Key, ReadOnlyMemory<byte> Content);

/// <summary>A job as it is put up.</summary>
/// <param name="Job">The job.</param>
internal sealed record PostedJob(Job Job)
{
    /// <summary>How long it takes, in any unit: the longest are lent first. Default: 0.</summary>
    public int Length { get; init; }

    /// <summary>
    /// Takes a result from a worker elsewhere, which the place names. Throws an <see cref="NeuralNetwork.InvalidInputException"/> if it is not one of this job. Default: none.
    /// </summary>
    public Action<string, ReadOnlyMemory<byte>>? Receive { get; init; }
}
