using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>An option that names what the command writes.</summary>
internal interface IWritesFiles
{
    /// <summary>Returns the files that are going to be written.</summary>
    IEnumerable<OutputFile> FilesOf(ParseResult parsed);
}

/// <summary>An option with the name of a file to write, or <c>-</c> for stdout.</summary>
internal sealed class FileOption : Option<string?>, IWritesFiles
{
    private readonly Func<ParseResult, OutputKind> _kind;

    /// <param name="name">The option's name.</param>
    /// <param name="helpName">What stands for the file in the help.</param>
    /// <param name="kind">What the file will contain.</param>
    /// <param name="description">Its help text.</param>
    public FileOption(string name, string helpName, OutputKind kind, string description)
        : this(name, helpName, _ => kind, description) =>
        CustomParser = result =>
        {
            string path = PathOf(OptionParser.Text(result));
            return path == AtomicFile.StandardOutput || kind.Suits(path)
                ? path
                : OptionParser.Reject<string?>(result, $"a file that ends in {string.Join(" or ", kind.Extensions)}, for {kind.Name}");
        };

    /// <param name="name">The option's name.</param>
    /// <param name="helpName">What stands for the file in the help.</param>
    /// <param name="kind">What the file will contain, which other options determine.</param>
    /// <param name="description">Its help text.</param>
    public FileOption(string name, string helpName, Func<ParseResult, OutputKind> kind, string description)
        : base(name)
    {
        HelpName = helpName;
        Description = description;
        CustomParser = result => PathOf(OptionParser.Text(result));
        _kind = kind;
    }

    /// <inheritdoc/>
    public IEnumerable<OutputFile> FilesOf(ParseResult parsed) =>
        parsed.Given(this) is string path ? [new OutputFile(path, _kind(parsed))] : [];

    /// <summary>Returns the path that is meant by what was typed: that of stdout for <c>-</c>.</summary>
    public static string PathOf(string typed) => typed == "-" ? AtomicFile.StandardOutput : typed;
}

/// <summary>An option with the names of files to write, which may be repeated.</summary>
internal sealed class FilesOption : Option<string[]>, IWritesFiles
{
    private readonly Func<string, OutputKind> _kind;

    /// <param name="name">The option's name.</param>
    /// <param name="kind">What a file will contain, by its name.</param>
    public FilesOption(string name, Func<string, OutputKind> kind)
        : base(name)
    {
        _kind = kind;
        AllowMultipleArgumentsPerToken = false;
        CustomParser = result => [.. result.Tokens.Select(token => FileOption.PathOf(token.Value))];
    }

    /// <inheritdoc/>
    public IEnumerable<OutputFile> FilesOf(ParseResult parsed) =>
        (parsed.Given(this) ?? []).Select(path => new OutputFile(path, _kind(path)));
}

/// <summary>An option with the name of a folder to write certain files into.</summary>
internal sealed class FolderOption : Option<string?>, IWritesFiles
{
    private readonly (string Name, OutputKind Kind)[] _files;

    /// <param name="name">The option's name.</param>
    /// <param name="description">Its help text.</param>
    /// <param name="files">The files, as far as their names are known.</param>
    public FolderOption(string name, string description, params (string Name, OutputKind Kind)[] files)
        : base(name)
    {
        HelpName = "DIR";
        Description = description;
        _files = files;
    }

    /// <inheritdoc/>
    public IEnumerable<OutputFile> FilesOf(ParseResult parsed) =>
        parsed.Given(this) is string folder ? _files.Select(file => new OutputFile(Path.Combine(folder, file.Name), file.Kind)) : [];
}
