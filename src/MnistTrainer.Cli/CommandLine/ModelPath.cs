using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The model that a command uses where none is named, and the checkpoint that belongs to a model.</summary>
internal static class ModelPath
{
    /// <summary>Returns the model trained last, or else the one that ships, and prints which.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Latest(Screen screen)
    {
        string path =
            ModelFolder.FindLatest()
            ?? throw new InvalidInputException(
                ModelFolder.Location,
                "a trained model",
                "none",
                "Train one with `mnist train`, or name one with --model"
            );
        screen.NotePlainly(Localized.Of($"Model: {Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}"));
        return path;
    }

    /// <summary>Returns the path of a model's checkpoint.</summary>
    public static string CheckpointOf(string model) => model + ".checkpoint";

    /// <summary>Returns the path of the folder with the checkpoints of several trainings that belong to a model.</summary>
    public static string RunsOf(string model) => model + ".runs";
}
