using System.Collections.Concurrent;
using System.Diagnostics;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>An input that a reader did not survive, or only with too much time or memory.</summary>
/// <param name="Input">Its number; with the seed it gives the same bytes again.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Bytes">The input.</param>
internal sealed record FuzzFinding(long Input, string Cause, byte[] Bytes);

/// <summary>What became of many damaged files.</summary>
/// <param name="Inputs">Their number.</param>
/// <param name="Accepted">How many were read, since not all damage makes a file invalid.</param>
/// <param name="Longest">The longest time of one.</param>
/// <param name="MostAllocated">The most bytes that the reading thread allocated for one.</param>
/// <param name="Findings">The inputs that failed, at most <see cref="Fuzzer.MaximumFindings"/>.</param>
internal sealed record FuzzResult(long Inputs, long Accepted, TimeSpan Longest, long MostAllocated, IReadOnlyList<FuzzFinding> Findings);

/// <summary>
/// Feeds a reader with damaged files, each determined by the seed and its number alone. A reader either accepts a file or rejects it with the
/// exception for invalid input; any other exception is a finding, as is too much time or memory.
/// </summary>
internal static class Fuzzer
{
    /// <summary>The maximum number of findings that are kept.</summary>
    public const int MaximumFindings = 20;

    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(10);

    /// <summary>Runs a number of inputs in parallel.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Cancels between inputs.</param>
    public static FuzzResult Run(FuzzTarget target, long inputs, int seed, CancellationToken cancellation = default)
    {
        ConcurrentBag<FuzzFinding> findings = [];
        Lock sum = new();
        long accepted = 0,
            allocated = 0;
        TimeSpan longest = TimeSpan.Zero;
        Parallel.For(
            0L,
            inputs,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            input =>
            {
                byte[] bytes = Mutation.Of(target.Seeds, new Random(HashCode(seed, input)));
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                (bool isAccepted, string? cause) = Try(target, bytes);
                TimeSpan time = Stopwatch.GetElapsedTime(start);
                long memory = GC.GetAllocatedBytesForCurrentThread() - before;
                cause ??=
                    time > MaximumTime ? $"{time.TotalSeconds:F1} s"
                    : memory > target.MostAllocated ? $"{memory >> 20} MiB allocated"
                    : null;
                if (cause is not null && findings.Count < MaximumFindings)
                    findings.Add(new FuzzFinding(input, cause, bytes));
                lock (sum)
                {
                    accepted += isAccepted ? 1 : 0;
                    longest = longest > time ? longest : time;
                    allocated = Math.Max(allocated, memory);
                }
            }
        );
        return new FuzzResult(inputs, accepted, longest, allocated, [.. findings.OrderBy(finding => finding.Input)]);
    }

    private static (bool IsAccepted, string? Cause) Try(FuzzTarget target, byte[] bytes)
    {
        try
        {
            target.Read(bytes);
            return (true, null);
        }
        catch (Exception e) when (e is InvalidInputException or InvalidImageException)
        {
            return (false, string.IsNullOrWhiteSpace(e.Message) ? "an error without a message" : null);
        }
        catch (Exception e) // whatever else a reader throws is what is looked for
        {
            return (
                false,
                $"{e.GetType().Name}: {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("MnistTrainer", StringComparison.Ordinal))?.Trim()}"
            );
        }
    }

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, long input) =>
        unchecked((int)((((ulong)input + 1) * 0x9E3779B97F4A7C15 >> 32) ^ ((ulong)seed * 0x85EBCA6B)));
}
