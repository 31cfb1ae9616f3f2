using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The copy of a model as it was before fine-tuning: <c>MODEL.before</c> beside it.</summary>
public static class ModelBackup
{
    private const string Suffix = ".before";
    private const int BlockLength = 1 << 17;

    /// <summary>Returns the path of the backup of a model.</summary>
    /// <param name="model">The model's file.</param>
    public static string PathOf(string model) => model + Suffix;

    /// <summary>Copies a model to the backup of another, or its own. An existing backup is replaced.</summary>
    /// <param name="model">The model's file, before fine-tuning.</param>
    /// <param name="target">The file of the fine-tuned model; mostly the same.</param>
    public static void Create(string model, string target) => Copy(model, PathOf(target), CancellationToken.None);

    /// <summary>Moves the backup back to the model's place.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="cancellation">Cancels it; the model and the backup stay as they are.</param>
    /// <exception cref="InvalidInputException">There is no backup.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Restore(string model, CancellationToken cancellation = default)
    {
        if (!File.Exists(PathOf(model)))
            throw new InvalidInputException(PathOf(model), "the model as it was before fine-tuning", "none", "There is nothing to undo");
        Copy(PathOf(model), model, cancellation);
        File.Delete(PathOf(model));
    }

    private static void Copy(string from, string to, CancellationToken cancellation) =>
        AtomicFile.Write(
            to,
            copy =>
            {
                using FileStream original = File.OpenRead(from);
                byte[] block = new byte[BlockLength];
                for (int read; (read = original.Read(block)) > 0; copy.Write(block, 0, read))
                    cancellation.ThrowIfCancellationRequested();
                cancellation.ThrowIfCancellationRequested();
            }
        );
}
