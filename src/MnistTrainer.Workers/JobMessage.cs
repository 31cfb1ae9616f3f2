namespace MnistTrainer.Workers;

/// <summary>What a worker is to do next.</summary>
/// <param name="Key">The key of the job; null if there is nothing to do at the moment.</param>
/// <param name="Payload">What belongs to it.</param>
/// <param name="Settled">The keys of jobs for which nothing need be kept.</param>
/// <param name="HasEnded">Whether there will be no further jobs.</param>
[GenerateSerializer, Immutable]
internal sealed record JobMessage(
    [property: Id(0)] string? Key,
    [property: Id(1)] byte[] Payload,
    [property: Id(2)] string[] Settled,
    [property: Id(3)] bool HasEnded
);
