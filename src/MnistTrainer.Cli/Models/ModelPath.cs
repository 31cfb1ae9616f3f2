using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Models;

/// <summary>Where models lie.</summary>
internal static class ModelPath
{
    // The model that ships. Training never writes this name unless told.
    private const string ShippedName = "digits.zip";

    /// <summary>The folder that models go into unless told: <c>models</c> beside <c>datasets</c>.</summary>
    public static string Folder => Path.Combine(Path.GetDirectoryName(DataLocations.Current.DownloadFolder)!, "models");

    /// <summary>Where the model that ships may lie: in the project, or beside the program.</summary>
    private static string[] Shipped => [Path.Combine(Folder, ShippedName), Path.Combine(AppContext.BaseDirectory, "models", ShippedName)];

    /// <summary>Where a model goes unless told: <c>models/digits-fast.zip</c>.</summary>
    /// <param name="dataset">The name of the data it learned from.</param>
    /// <param name="preset">The name of the preset.</param>
    public static string Default(string dataset, string preset)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(dataset)).Split('.')[0];
        return Path.Combine(Folder, $"{(name.Length > 0 ? name : "model")}-{preset}.zip");
    }

    /// <summary>The model meant where none was named, the one trained last or else the one that ships; says which that is.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Latest(Screen screen)
    {
        FileInfo? trained = (Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles("*.zip") : [])
            .Where(file => file.Name != ShippedName)
            .MaxBy(file => file.LastWriteTimeUtc);
        string path =
            trained?.FullName
            ?? Shipped.FirstOrDefault(File.Exists)
            ?? throw new InvalidInputException(Folder, "a trained model", "none", "Train one with `mnist train`, or name one with --model");
        screen.NotePlainly($"Model: {Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}");
        return path;
    }

    /// <summary>Where a model goes that has learned more: its own place, or for the model that ships, which stays as it is, <c>models/digits-learned.zip</c>.</summary>
    public static string Learned(string path) =>
        Shipped.Any(shipped => Path.GetFullPath(path) == Path.GetFullPath(shipped)) ? Path.Combine(Folder, "digits-learned.zip") : path;

    /// <summary>Sees to it that a model can be written there, before hours are spent on training it.</summary>
    /// <exception cref="InvalidInputException">It cannot.</exception>
    public static void CheckWritable(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                throw new InvalidInputException(path, "a file for the model", "a folder", "Give a file name, such as model.zip");
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using FileStream probe = new(
                $"{full}.partial",
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException(
                path,
                "a place where a model can be written",
                error.Message.TrimEnd('.'),
                "Choose another with --model",
                error
            );
        }
    }
}
