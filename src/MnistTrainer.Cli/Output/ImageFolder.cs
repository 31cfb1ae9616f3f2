using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes images into folders that options name, where their files' names are known only then.</summary>
internal static class ImageFolder
{
    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file; its folder is created if necessary.</param>
    /// <param name="png">The bytes.</param>
    /// <param name="inputs">Files that the command reads, which no image replaces.</param>
    /// <param name="force">Whether an existing file is replaced whatever it is.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, or another would be lost.</exception>
    public static void Write(string path, byte[] png, IReadOnlyList<string> inputs, bool force)
    {
        if (!force)
            new OutputFile(path, OutputKind.Png).CheckReplaceable(inputs);
        AtomicFile.Write(path, file => file.Write(png));
    }
}
