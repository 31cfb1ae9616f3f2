using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist inspect</c>: what a model is, or what a data set holds.</summary>
internal sealed class InspectCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "inspect";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Look into a model or a data set";

    private readonly Argument<string> _what = new("MODEL-OR-SOURCE") { Description = $"A model, or data: {CommonOptions.SourceKinds}" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public InspectCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_what);
        Options.Add(_json);
        ExampleHelp.AddTo(this, "mnist inspect models/digits-fast.zip", "mnist inspect digits", "mnist inspect my-digits.csv --json");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string what = parsed.GetRequiredValue(_what);
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (IsModel(what))
            new ModelInspection(what, ModelFile.Load(what)).Show(screen);
        else
            SourceInspection.Load(what, screen, interruption.Token).Show(screen);
        return ExitCode.Done;
    }

    // A model is a zip file, which no data is.
    private static bool IsModel(string path)
    {
        if (!File.Exists(path))
            return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        Span<byte> start = stackalloc byte[2];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start is [(byte)'P', (byte)'K'];
    }
}
