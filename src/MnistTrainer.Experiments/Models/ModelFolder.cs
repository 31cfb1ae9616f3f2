using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The folder that models are saved to, and the included model.</summary>
public static class ModelFolder
{
    // The included model. By default, training never writes to this name.
    private const string ShippedName = "digits.zip";

    /// <summary>The folder: <c>models</c> next to <c>datasets</c>. It need not exist.</summary>
    public static string Location => Path.Combine(Path.GetDirectoryName(DataLocations.Current.DownloadFolder)!, "models");

    // In the project, or next to the program.
    private static string[] Shipped => [Path.Combine(Location, ShippedName), Path.Combine(AppContext.BaseDirectory, "models", ShippedName)];

    /// <summary>Returns the default path of a trained model: <c>models/mnist-fast.zip</c>.</summary>
    /// <param name="dataset">The name of the training data.</param>
    /// <param name="recipe">The name of the recipe.</param>
    public static string DefaultPath(string dataset, string recipe)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(dataset)).Split('.')[0];
        return Path.Combine(Location, $"{(name.Length > 0 ? name : "model")}-{recipe}.zip");
    }

    /// <summary>Returns the path of the most recently trained model, otherwise of the included one; null if there is neither.</summary>
    public static string? FindLatest() =>
        (Directory.Exists(Location) ? new DirectoryInfo(Location).EnumerateFiles("*.zip") : [])
            .Where(file => file.Name != ShippedName)
            .MaxBy(file => file.LastWriteTimeUtc)
            ?.FullName
        ?? Shipped.FirstOrDefault(File.Exists);

    /// <summary>
    /// Returns the path to save a fine-tuned model to: that of the model itself, or, for the included model, which is never replaced,
    /// <c>models/digits-learned.zip</c>.
    /// </summary>
    /// <param name="model">The path of the model before fine-tuning.</param>
    public static string FineTunedPath(string model) =>
        Shipped.Any(shipped => Path.GetFullPath(model) == Path.GetFullPath(shipped)) ? Path.Combine(Location, "digits-learned.zip") : model;

    /// <summary>Checks that a model can be written to a path, before time is spent on training it.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="InvalidInputException">The path is not writable.</exception>
    public static void CheckWritable(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new InvalidInputException(path, "a file for the model", "a folder", "Specify a file name, such as model.zip");
        try
        {
            AtomicFile.CheckWritable(path);
        }
        catch (InvalidInputException e) when (e.InnerException is Exception cause)
        {
            throw new InvalidInputException(
                path,
                "a path where a model can be written",
                FileFault.Describe(cause),
                "Choose another path for the model",
                e
            );
        }
    }
}
