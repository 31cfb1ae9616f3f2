using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>An output file, checked before work begins.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">The content to be written.</param>
public sealed record OutputFile(string Path, OutputKind Kind)
{
    /// <summary>Checks that writing the file does not destroy data: it is not an input, and an existing file is of the same kind and was not edited.</summary>
    /// <param name="inputs">The files and folders that the same command reads.</param>
    /// <exception cref="InvalidInputException">The file is an input, a file of another kind, or one that has been edited since it was written.</exception>
    public void CheckReplaceable(IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!File.Exists(Path) || AtomicFile.IsDevice(Path))
            return;
        string real = RealPath.Of(Path);
        if (inputs.Any(input => File.Exists(input) && RealPath.Comparer.Equals(RealPath.Of(input), real)))
            throw Precious("the file that is read", "Choose another name");
        try
        {
            if (!Kind.IsKindOf(real))
                throw Precious("a file of another kind, which would be lost", "Choose another name, or move that file away");
            if (!Kind.IsUntouched(real))
                throw Precious(
                    "one that has been edited since it was written, which would be lost",
                    "Choose another name, or move that file away"
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Precious($"a file that cannot be read ({FileFault.Describe(e)})", "Choose another name", e);
        }
    }

    /// <summary>Checks that the file can be written. Creates no folder.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void CheckWritable()
    {
        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));
        if (Directory.Exists(folder) || AtomicFile.IsDevice(Path))
        {
            AtomicFile.CheckWritable(Path);
            return;
        }

        while (folder is not null && !Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new InvalidInputException(Path, "a path in a folder", $"{folder}, which is a file", "Choose another path");
            folder = System.IO.Path.GetDirectoryName(folder);
        }
    }

    /// <summary>Checks that files can be written into a folder, which need not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidInputException">The path is a file.</exception>
    public static void CheckFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (File.Exists(folder))
            throw new InvalidInputException(folder, "a folder to write to", "a file", "Choose the name of a folder; it may be new");
    }

    private InvalidInputException Precious(string found, string remedy, Exception? cause = null) =>
        new(Path, $"a name where {Kind.Name} can be written", found, remedy, cause);
}
