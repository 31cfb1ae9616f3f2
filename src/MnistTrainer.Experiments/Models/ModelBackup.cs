using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The copy of a model as it was before fine-tuning: <c>MODEL.before</c> beside it.</summary>
public static class ModelBackup
{
    private const string Suffix = ".before";

    /// <summary>Returns the path of the backup of a model.</summary>
    /// <param name="model">The model's file.</param>
    public static string PathOf(string model) => model + Suffix;

    /// <summary>Copies a model to the backup of another, or its own. An existing backup is replaced.</summary>
    /// <param name="model">The model's file, before fine-tuning.</param>
    /// <param name="target">The file of the fine-tuned model; mostly the same.</param>
    public static void Create(string model, string target) => Copy(model, PathOf(target));

    /// <summary>Moves the backup back to the model's place.</summary>
    /// <param name="model">The model's file.</param>
    /// <exception cref="InvalidInputException">There is no backup.</exception>
    public static void Restore(string model)
    {
        if (!File.Exists(PathOf(model)))
            throw new InvalidInputException(PathOf(model), "the model as it was before fine-tuning", "none", "There is nothing to undo");
        Copy(PathOf(model), model);
        File.Delete(PathOf(model));
    }

    private static void Copy(string from, string to) =>
        AtomicFile.Write(
            to,
            copy =>
            {
                using FileStream original = File.OpenRead(from);
                original.CopyTo(copy);
            }
        );
}
