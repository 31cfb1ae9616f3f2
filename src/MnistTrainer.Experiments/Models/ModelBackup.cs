using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The copy of a model as it was before fine-tuning: <c>MODEL.before</c> beside it.</summary>
public static class ModelBackup
{
    private const string Suffix = ".before";

    /// <summary>Copies a model to the backup of another, or its own. An existing backup is replaced.</summary>
    /// <param name="model">The model's file, before fine-tuning.</param>
    /// <param name="target">The file of the fine-tuned model; mostly the same.</param>
    public static void Create(string model, string target) =>
        AtomicFile.Write(
            target + Suffix,
            copy =>
            {
                using FileStream original = File.OpenRead(model);
                original.CopyTo(copy);
            }
        );

    /// <summary>Moves the backup back to the model's place.</summary>
    /// <param name="model">The model's file.</param>
    /// <exception cref="InvalidInputException">There is no backup.</exception>
    public static void Restore(string model)
    {
        if (!File.Exists(model + Suffix))
            throw new InvalidInputException(model + Suffix, "the model as it was before fine-tuning", "none", "There is nothing to undo");
        File.Move(model + Suffix, model, overwrite: true);
    }
}
