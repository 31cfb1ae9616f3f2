using System.CommandLine;
using System.CommandLine.Parsing;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// Checks what a command is going to write before it begins: no file is lost that it reads or that is of another kind, unless <c>--force</c> is given.
/// </summary>
internal static class OutputGuard
{
    private const string ForceName = "--force";

    // A competition's files, and those of data in several parts.
    private static readonly string[] PartNames =
    [
        "train",
        "training",
        "test",
        "testing",
        "valid",
        "validation",
        "labels",
        "sample_submission",
        "samplesubmission",
    ];

    /// <summary>Creates the option <c>--force</c>.</summary>
    public static Option<bool> Force() =>
        new(ForceName) { Description = "Overwrite files that the command reads, and existing files of another kind" };

    /// <summary>Returns what is invalid about the names of the files that are written, a sentence each.</summary>
    public static IEnumerable<string> Violations(ParseResult parsed)
    {
        string[] paths = [.. FilesOf(parsed).Select(file => file.Path)];
        foreach (IGrouping<string, string> same in paths.GroupBy(Path.GetFullPath).Where(group => group.Count() > 1))
            yield return same.Key == AtomicFile.StandardOutput
                ? "Only one file can go to stdout."
                : $"Two different files cannot be written to {PrintableText.Of(same.First())}.";
        if (
            paths.Any(IsStandardOutput)
            && parsed.CommandResult.Command.Options.OfType<Option<bool>>().Any(option => option.Name == "--json" && parsed.Given(option))
        )
            yield return "--json needs stdout for itself: name a file instead of -.";
    }

    /// <summary>Checks all files that options name, and moves what people read to stderr where a file goes to stdout.</summary>
    /// <exception cref="InvalidInputException">A file would be lost.</exception>
    public static void Prepare(ParseResult parsed)
    {
        foreach (FolderOption folder in parsed.CommandResult.Command.Options.OfType<FolderOption>())
        {
            if (parsed.Given(folder) is string name)
                OutputFile.CheckFolder(name);
        }

        foreach (OutputFile file in FilesOf(parsed))
        {
            Check(parsed, file);
            // A model is checked in words of its own, once its name is known.
            if (file.Kind != OutputKind.Model)
                file.CheckWritable();
        }
    }

    /// <summary>Checks one file, which may have a name that no option gave.</summary>
    /// <exception cref="InvalidInputException">A file would be lost.</exception>
    public static void Check(ParseResult parsed, OutputFile file)
    {
        if (IsStandardOutput(file.Path))
            Console.SetOut(Console.Error);
        Option<bool>? force = parsed
            .CommandResult.Command.Options.OfType<Option<bool>>()
            .FirstOrDefault(option => option.Name == ForceName);
        if (force is not null && parsed.Given(force))
            return;
        try
        {
            file.CheckReplaceable(InputsOf(parsed));
        }
        catch (InvalidInputException e) when (force is not null)
        {
            throw new InvalidInputException($"{e.Message} {ForceName} replaces it anyway.", e);
        }
    }

    private static IEnumerable<OutputFile> FilesOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<IWritesFiles>().SelectMany(option => option.FilesOf(parsed));

    private static bool IsStandardOutput(string path) => path is AtomicFile.StandardOutput or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>Whatever text was typed as an argument, or for an option that does not name an output, may be a file or folder that is read.</summary>
    private static IEnumerable<string> InputsOf(ParseResult parsed)
    {
        IEnumerable<string> options = parsed
            .CommandResult.Children.OfType<OptionResult>()
            .Where(result => result is { Implicit: false, Option: not IWritesFiles } && IsText(result.Option.ValueType))
            .SelectMany(result => result.Tokens.Select(token => token.Value));
        IEnumerable<string> arguments = parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(result => result.Tokens.Select(token => token.Value));
        return options.Concat(arguments).SelectMany(FilesIn);
    }

    /// <summary>Returns a file and those of the same data beside it; of a folder or data set, those in it.</summary>
    private static IEnumerable<string> FilesIn(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || AtomicFile.IsDevice(name))
            return [];
        bool isFile = File.Exists(name);
        string? folder =
            isFile ? Path.GetDirectoryName(Path.GetFullPath(name))
            : Directory.Exists(name) ? name
            : DataLocations.Current.Find(name);
        if (folder is null)
            return [];
        IEnumerable<string> parts = new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => PartNames.Contains(file.Name.Split('.')[0], StringComparer.OrdinalIgnoreCase) || file.Extension == ".gz")
            .Select(file => file.FullName);
        return isFile ? parts.Prepend(name) : parts;
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]);
}
