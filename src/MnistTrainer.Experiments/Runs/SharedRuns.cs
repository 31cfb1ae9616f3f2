using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Trains the runs of a set in this process and by remote workers, which take them from a board and send the finished checkpoints. At the end, all checkpoints
/// are in one folder, with the same bytes as if this process had trained them.
/// </summary>
/// <param name="Runs">The runs.</param>
/// <param name="Folder">The folder of the checkpoints. A run that is finished there is not trained again.</param>
/// <param name="Board">The board that the runs are posted to.</param>
public sealed record SharedRuns(IRunSet Runs, RunFolder Folder, JobBoard Board)
{
    private const string Received = ".received";

    private readonly object _comparison = new();

    /// <summary>
    /// The number of runs that this process trains at the same time, at least 0; with 0, all are trained by remote workers. For samples in a file, each run needs the memory of a
    /// training run, and so does the verification of received results: a process with the memory of one training run must use 0. Default: 1.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>Called with the name of every finished run, on this thread. Default: none.</summary>
    public Action<string>? Finished { get; init; }

    /// <summary>Trains all unfinished runs, and then ends the board.</summary>
    /// <param name="cancellation">Ends the training runs of this process, with checkpoints, and withdraws the runs of remote workers.</param>
    /// <returns>Whether all runs are finished; false if canceled.</returns>
    /// <exception cref="InvalidInputException">A run cannot be trained, or a file cannot be written.</exception>
    public bool Train(CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Workers);
        try
        {
            Directory.CreateDirectory(Folder.Path);
            // Left by a process that was killed while it received them.
            foreach (string left in Directory.EnumerateFiles(Folder.Path, $"*{Received}"))
                File.Delete(left);
            string[] names = [.. Enumerable.Range(0, Runs.Count).Select(Runs.NameOf)];
            Board.Settle(names.Where(Folder.IsFinished));
            PostedJob[] jobs = [.. names.Where(name => !Folder.IsFinished(name)).Select(Posted)];
            foreach (JobResult result in new JobThreads(Board, new OwnTrainer(this, names), Workers).Run(jobs, cancellation))
            {
                Board.Settle([result.Key]);
                Finished?.Invoke(result.Key);
            }

            return names.All(Folder.IsFinished);
        }
        finally
        {
            Board.End();
        }
    }

    private PostedJob Posted(string name) => new(new Job(name, default)) { Receive = (place, bytes) => Receive(name, place, bytes) };

    // The name of the file beside differs for every delivery: two workers may have trained the same run.
    private void Receive(string name, string place, ReadOnlyMemory<byte> bytes)
    {
        string received = Path.Combine(Folder.Path, $"{name}.{Guid.NewGuid():N}{Received}");
        try
        {
            AtomicFile.Write(received, stream => stream.Write(bytes.Span));
            Compare(name, received, place);
            File.Move(received, Folder.FinishedOf(name), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(received, "a path that can be written", FileFault.Describe(e), "Make the folder writable", e);
        }
        finally
        {
            File.Delete(received);
        }
    }

    // Nothing is trained, but the checkpoint is compared with what the run is. One that has diverged is not complete, and diverges again where the series is collected. One at a
    // time: for samples in a file, each needs the memory of a training.
    private void Compare(string name, string received, string place)
    {
        try
        {
            int run = Enumerable.Range(0, Runs.Count).First(one => Runs.NameOf(one) == name);
            lock (_comparison)
                Runs.Train(run, received, new CancellationToken(canceled: true));
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"{place}: {e.Message}", e);
        }
    }

    private sealed class OwnTrainer(SharedRuns shared, string[] names) : IJobTrainer
    {
        public ReadOnlyMemory<byte> Train(Job job, CancellationToken cancellation) =>
            shared.Folder.Train(shared.Runs, Array.IndexOf(names, job.Key), cancellation)
                ? default
                : throw new OperationCanceledException(cancellation);
    }
}
