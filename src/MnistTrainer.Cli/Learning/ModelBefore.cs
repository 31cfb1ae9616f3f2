using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Learning;

/// <summary>The copy of a model as it was before it learned more: <c>MODEL.before</c> beside it.</summary>
internal static class ModelBefore
{
    /// <summary>Keeps a copy. One that is there already is replaced.</summary>
    /// <param name="before">The model before it learns.</param>
    /// <param name="model">Where it goes when it has: mostly the same place.</param>
    public static void Keep(string before, string model) =>
        AtomicFile.Write(
            PathOf(model),
            copy =>
            {
                using FileStream now = File.OpenRead(before);
                now.CopyTo(copy);
            }
        );

    /// <summary>Puts the copy back in the model's place.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static void Restore(string model)
    {
        if (!File.Exists(PathOf(model)))
            throw new InvalidInputException(
                PathOf(model),
                "the model as it was before it learned",
                "none",
                "Nothing has been learned that could be undone"
            );
        File.Move(PathOf(model), model, overwrite: true);
    }

    private static string PathOf(string model) => model + ".before";
}
