using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Independent training runs: those of several seeds, the folds of a cross-validation, the networks of a comparison. The result of a run is its finished checkpoint,
/// so any process with the same data can train it, and any other process can evaluate it. Members may be called from several threads at a time.
/// </summary>
public interface IRunSet
{
    /// <summary>The number of runs, at least 1.</summary>
    int Count { get; }

    /// <summary>
    /// Everything that determines the results of all runs, as text by name: the version of the program, fingerprints of the data, layers and options. The number of threads
    /// is not part of it.
    /// </summary>
    ImmutableSortedDictionary<string, string> Identity { get; }

    /// <summary>The unique name of a run, which is a file name without an extension: <c>seed-3</c>, <c>fold-2</c>, <c>adam-at-0.001-seed-2</c>.</summary>
    /// <param name="run">The number of the run, from 0.</param>
    string NameOf(int run);

    /// <summary>Trains a run, or resumes it from its checkpoint, and writes its checkpoint to the path. A finished run is not trained again.</summary>
    /// <param name="run">The number of the run, from 0.</param>
    /// <param name="checkpointPath">The checkpoint; if it does not exist, the run starts from the first step.</param>
    /// <param name="cancellation">Ends training after the current step, with a checkpoint.</param>
    /// <returns>Whether the run is finished; false if it was canceled.</returns>
    /// <exception cref="InvalidInputException">
    /// The options are invalid or unsuitable for the data, or the checkpoint belongs to another training run, is damaged, or cannot be written.
    /// </exception>
    bool Train(int run, string checkpointPath, CancellationToken cancellation);
}
