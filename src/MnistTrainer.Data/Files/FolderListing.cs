using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The listing of a folder and all folders inside it: it can be canceled, and ends where there are too many files, as in a whole disk.</summary>
/// <param name="cancellation">Cancels it.</param>
internal sealed class FolderListing(CancellationToken cancellation)
{
    /// <summary>The maximum number of files and folders: 5 million, several times the images of the largest set of small images.</summary>
    public const int MaximumEntries = 5_000_000;

    private int _entries;

    /// <summary>Passes on the entries of one folder.</summary>
    /// <exception cref="OperationCanceledException">The listing was canceled.</exception>
    /// <exception cref="InvalidInputException">There are too many files.</exception>
    public IEnumerable<string> Watch(IEnumerable<string> entries, string folder)
    {
        foreach (string entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++_entries > MaximumEntries)
            {
                throw new InvalidInputException(
                    folder,
                    $"at most {MaximumEntries} files in a folder of data",
                    "more",
                    "Specify the folder of the data itself"
                );
            }

            yield return entry;
        }
    }
}
