using System.CommandLine;
using System.Text.RegularExpressions;
using MnistTrainer.Cli.Tests.EndToEnd;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>
/// Whatever is typed for any option of any command, the answer is a sentence of our own and the exit code of a user's mistake. Every command line has a mistake besides,
/// such as a file that does not exist, so that none succeeds where the value happens to be valid.
/// </summary>
[CollectionDefinition(nameof(AnyArgumentTests), DisableParallelization = true)]
[Collection(nameof(AnyArgumentTests))]
public sealed partial class AnyArgumentTests : IDisposable
{
    private static readonly Dictionary<string, string[]> Mistakes = new(StringComparer.Ordinal)
    {
        ["train"] = ["--data", "missing.csv"],
        ["evaluate"] = ["--data", "missing.csv", "--model", "missing.zip"],
        ["predict"] = ["missing.png", "--model", "missing.zip"],
        ["serve"] = ["--model", "missing.zip"],
        ["explore"] = ["surplus"],
        ["learn"] = ["--model", "missing.zip"],
        ["calibrate"] = ["--model", "missing.zip"],
        ["inspect"] = ["missing.csv"],
        ["doctor"] = ["--data", "missing.csv"],
        ["download"] = ["nosuch"],
        ["synthesize"] = ["surplus", "--output", "file.txt"],
        ["find-rate"] = ["--data", "missing.csv"],
        ["compare"] = ["--data", "missing.csv"],
        ["search"] = ["--data", "missing.csv"],
        ["worker"] = ["--join", "127.0.0.1:1", "--secret-file", "missing.secret"],
        ["ablate"] = ["--model", "missing.zip"],
        ["explain"] = ["missing.png", "--model", "missing.zip"],
        ["gradient-check"] = ["missing.zip"],
        ["export"] = ["missing.zip", "--format", "npz"],
        ["help"] = ["tarin"],
        ["import"] = ["missing.npz", "--hidden", "3"],
        ["benchmark"] = ["surplus"],
    };

    private static readonly string[] Values =
    [
        "",
        " ",
        "-1",
        "0",
        "1",
        "0.5",
        "2147483647",
        "2147483648",
        "99999999999999999999999999",
        "-99999999999999999999999999",
        "1e999",
        "NaN",
        "-Infinity",
        "nonsense",
        "none",
        "missing.csv",
        "folder",
        "file.txt",
        "folder/..",
        "/dev/null/below",
        "a\u001B[2Jb\u202Ec",
        ",",
        "=",
        "(",
        "adam(",
        "adam(1e999)",
        "dense(0)",
        "{0}",
        "[red]",
        "[/]",
        "%s%n",
        "*",
        new('x', 300),
        $"folder{new string('/', 5000)}x",
    ];

    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly WorkFolder _work = new();

    public AnyArgumentTests()
    {
        Directory.CreateDirectory(_work["folder"]);
        _work.Write("file.txt", "a text");
        Directory.SetCurrentDirectory(_work.Folder);
    }

    public static TheoryData<string> Commands => [.. Mistakes.Keys];

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _work.Dispose();
    }

    [Fact]
    public void Every_command_is_tried() =>
        Assert.Equal(
            MnistCommand.Create([]).Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal),
            Mistakes.Keys.Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Commands))]
    public void Is_answered_in_own_words(string command)
    {
        Command parsed = MnistCommand.Create([command]).Subcommands.Single(one => one.Name == command);
        List<string> faults = [];
        foreach (string value in Values)
        {
            foreach (
                Option option in parsed.Options.Where(option => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool))
            )
                Try([command, .. Without(Mistakes[command], option.Name), option.Name, value], faults);
            Try([command, value], faults);
        }

        foreach (Option option in parsed.Options.Where(option => option.ValueType == typeof(bool)))
            Try([command, .. Mistakes[command], option.Name], faults);
        Assert.Empty(faults);
        Assert.Equal("a text", File.ReadAllText(_work["file.txt"]));
        Assert.Equal(["file.txt"], Directory.GetFiles(_work.Folder).Select(Path.GetFileName));
    }

    private static string[] Without(string[] mistake, string option) =>
        Array.IndexOf(mistake, option) is >= 0 and int at ? [.. mistake[..at], .. mistake[(at + 2)..]] : mistake;

    private static void Try(string[] arguments, List<string> faults)
    {
        (TextWriter standardOut, TextWriter standardError) = (Console.Out, Console.Error);
        using StringWriter output = new(),
            error = new();
        try
        {
            Console.SetOut(output);
            Console.SetError(error);
            int code = Program.Main(arguments);
            string said = error.ToString();
            if (code is not (1 or 2) || ForeignSentence().IsMatch(said) || said.Length is 0 or > 20_000 || said.Any(IsObeyed))
                faults.Add($"{string.Join(' ', arguments)}: {code} {said}");
        }
        finally
        {
            Console.SetOut(standardOut);
            Console.SetError(standardError);
        }
    }

    private static bool IsObeyed(char letter) => (char.IsControl(letter) && letter is not ('\n' or '\r')) || letter == '\u202E';

    // How .NET and System.CommandLine speak, and stack traces.
    [GeneratedRegex(
        @"Parameter '|The value cannot|The file '|Access to the path|Could not find|Object reference|Index was|Nullable|Exception|Stream does not|   at |Cannot parse argument|was not in a correct format|already exists",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex ForeignSentence();
}
