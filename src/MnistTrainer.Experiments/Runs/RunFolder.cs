using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// A folder with the checkpoints of the runs of a set, on a file system that is shared by all processes, or copied together. A run has the file <c>NAME.checkpoint</c> while it is
/// being trained, and <c>NAME.trained</c> when it is finished. Any process can train a run, and another can resume it if the first process is lost.
/// </summary>
/// <param name="Path">The folder, which need not exist.</param>
public sealed record RunFolder(string Path)
{
    private const string Unfinished = ".checkpoint",
        Finished = ".trained";

    /// <summary>Returns the path of the checkpoint of an unfinished run.</summary>
    /// <param name="name">The name of the run (<see cref="IRunSet.NameOf"/>).</param>
    public string UnfinishedOf(string name) => System.IO.Path.Combine(Path, $"{name}{Unfinished}");

    /// <summary>Returns the path of the checkpoint of a finished run.</summary>
    /// <param name="name">The name of the run (<see cref="IRunSet.NameOf"/>).</param>
    public string FinishedOf(string name) => System.IO.Path.Combine(Path, $"{name}{Finished}");

    /// <summary>Returns whether a run is finished.</summary>
    /// <param name="name">The name of the run (<see cref="IRunSet.NameOf"/>).</param>
    public bool IsFinished(string name) => File.Exists(FinishedOf(name));

    /// <summary>Returns the paths of all existing checkpoints, by name.</summary>
    public IReadOnlyList<string> Checkpoints() =>
        Directory.Exists(Path)
            ?
            [
                .. Directory
                    .EnumerateFiles(Path)
                    .Where(file => System.IO.Path.GetExtension(file) is Unfinished or Finished)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Returns the names of the given runs that are finished.</summary>
    /// <param name="runs">The runs.</param>
    public IReadOnlyList<string> FinishedAmong(IRunSet runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. Enumerable.Range(0, runs.Count).Select(runs.NameOf).Where(IsFinished)];
    }

    /// <summary>Trains a run to its end, unless it is finished; resumes from its checkpoint if there is one.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="run">The number of the run, from 0.</param>
    /// <param name="cancellation">Ends training after the current step, with a checkpoint.</param>
    /// <returns>Whether the run is finished; false if it was canceled.</returns>
    /// <exception cref="InvalidInputException">
    /// The options are invalid or unsuitable for the data, or the checkpoint belongs to another training run, is damaged, or cannot be written.
    /// </exception>
    public bool Train(IRunSet runs, int run, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        string name = runs.NameOf(run);
        if (IsFinished(name))
            return true;
        if (!runs.Train(run, UnfinishedOf(name), cancellation))
            return false;
        Finish(name);
        return true;
    }

    /// <summary>Marks a run as finished if its checkpoint is (<see cref="UnfinishedOf"/>).</summary>
    /// <param name="name">The name of the run.</param>
    /// <exception cref="InvalidInputException">The file cannot be renamed.</exception>
    public void Finish(string name)
    {
        try
        {
            File.Move(UnfinishedOf(name), FinishedOf(name), overwrite: true);
        }
        catch (FileNotFoundException) when (IsFinished(name))
        {
            // Another process has trained the same run, to the same bytes, and was faster.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                FinishedOf(name),
                "a path that the checkpoint of a finished training run can be renamed to",
                FileFault.Describe(e),
                "Make the folder writable, and run the same command again",
                e
            );
        }
    }

    /// <summary>Deletes the checkpoints of all runs, and the folder if it is then empty.</summary>
    /// <param name="runs">The runs.</param>
    public void Delete(IRunSet runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (!Directory.Exists(Path))
            return;
        foreach (string name in Enumerable.Range(0, runs.Count).Select(runs.NameOf))
        {
            File.Delete(UnfinishedOf(name));
            AtomicFile.Delete(FinishedOf(name));
        }

        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }
}
