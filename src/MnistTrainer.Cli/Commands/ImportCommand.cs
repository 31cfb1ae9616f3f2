using System.CommandLine;
using MnistTrainer.Export;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist import</c>: creates a model from weights that another program exported.</summary>
internal sealed class ImportCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "import";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Create a model from exported weights in a safetensors or npz file";

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A .safetensors or .npz file, from mnist export or another program",
    };
    private readonly FileOption _model = new(
        "--model",
        "FILE",
        OutputKind.Model,
        "The file to save the model to. Default: the name of FILE with .zip"
    );
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly ArchitectureOptionGroup _architecture = new();

    public ImportCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_file);
        _architecture.AddTo(this);
        foreach (Option option in (Option[])[_model, OutputGuard.Force(), _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist import weights.safetensors --hidden 200 --model models/imported.zip",
            "mnist import weights.npz --hidden 100,50 --activation tanh --scaling none"
        );
        SetAction(Run);
    }

    public IEnumerable<string> Violations(ParseResult parsed) => _architecture.Violations(parsed);

    private int Run(ParseResult parsed)
    {
        string file = parsed.GetRequiredValue(_file);
        string model = parsed.GetValue(_model) ?? Path.ChangeExtension(file, ".zip");
        OutputGuard.Check(parsed, new OutputFile(model, OutputKind.Model));
        ModelFolder.CheckWritable(model);
        Network network = NetworkImport.Load(file, _architecture.Definition(parsed));
        ModelStore.Save(network, model);
        InspectCommand.ShowModel(new Screen(parsed.GetValue(_json)), model, network);
        return ExitCode.Done;
    }
}
