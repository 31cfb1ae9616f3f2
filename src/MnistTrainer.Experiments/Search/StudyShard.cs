using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// The jobs of a study that one of several processes does, and the results of all of them as files in a folder that all see. Every process runs the whole study, which is the
/// same for all: it trains its own jobs of a batch, and takes the results of the others when they are there.
/// </summary>
/// <param name="shard">The part of this process.</param>
/// <param name="folder">The folder of the study.</param>
/// <param name="identity">What identifies the study: results of another one in the same folder are not seen.</param>
internal sealed class StudyShard(Shard shard, string folder, ImmutableSortedDictionary<string, string> identity)
{
    private const int MaximumLength = 1 << 20;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.2);

    private readonly string _folder = Path.Combine(folder, $"shards-{Fingerprint(identity)}");

    /// <summary>Called before a job of another process is waited for, with the number of its part. Default: none.</summary>
    public Action<TrialJob, int>? Waiting { get; init; }

    /// <summary>Whether this process does a job. It does all jobs of a trial, whose checkpoint it has.</summary>
    public bool IsOwn(TrialJob job) => OwnerOf(job) == shard.Number;

    /// <summary>Leaves the result of an own job to the others.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Publish(TrialJob job, Trial result)
    {
        if (IsOwn(job) && !File.Exists(PathOf(job)))
            AtomicFile.Write(PathOf(job), stream => stream.Write(TrialJob.BytesOf(result)));
    }

    /// <summary>Returns the result of a job; null if it is not there.</summary>
    /// <exception cref="InvalidInputException">The file is none of the job's result.</exception>
    public Trial? Find(TrialJob job)
    {
        string path = PathOf(job);
        if (!File.Exists(path))
            return null;
        byte[] bytes = Read(path);
        job.Check(path, bytes);
        return TrialJob.TrialOf(bytes);
    }

    /// <summary>Waits for the result of a job of another process.</summary>
    /// <returns>Null if canceled.</returns>
    /// <exception cref="InvalidInputException">The file is none of the job's result.</exception>
    public Trial? Wait(TrialJob job, CancellationToken cancellation)
    {
        Trial? result = Find(job);
        if (result is null)
            Waiting?.Invoke(job, OwnerOf(job));
        while (result is null && !cancellation.WaitHandle.WaitOne(Look))
            result = Find(job);
        return result;
    }

    private static byte[] Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaximumLength)
                throw new InvalidInputException(path, $"at most {MaximumLength} bytes", $"{file.Length}", "Delete the file");
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                path,
                "a result that can be read",
                FileFault.Describe(e),
                "Make the folder readable for all shards",
                e
            );
        }
    }

    private static string Fingerprint(ImmutableSortedDictionary<string, string> identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StudyLine.OfStudy(identity))))[..16];

    private int OwnerOf(TrialJob job) => (job.Trial.Number % shard.Count) + 1;

    private string PathOf(TrialJob job) =>
        Path.Combine(_folder, FormattableString.Invariant($"trial-{job.Trial.Number:D4}-{job.Epochs}.json"));
}
