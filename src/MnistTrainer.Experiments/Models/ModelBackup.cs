using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The backup of a model before fine-tuning: <c>MODEL.before</c> in the same folder.</summary>
public static class ModelBackup
{
    private const string Suffix = ".before";
    private const int BlockLength = 1 << 17;

    /// <summary>Returns the path of the backup of a model.</summary>
    /// <param name="model">The model's file.</param>
    public static string PathOf(string model) => model + Suffix;

    /// <summary>Copies a model to the backup of a target. An existing backup is replaced.</summary>
    /// <param name="model">The model's file, before fine-tuning.</param>
    /// <param name="target">The file of the fine-tuned model; usually the same.</param>
    public static void Create(string model, string target) => Copy(model, PathOf(target), CancellationToken.None);

    /// <summary>Restores a model from its backup, which is moved.</summary>
    /// <param name="model">The model's file.</param>
    /// <param name="cancellation">Cancels the operation; the model and the backup are not changed.</param>
    /// <exception cref="InvalidInputException">There is no backup.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
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
