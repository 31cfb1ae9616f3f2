using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Workers;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist worker</c>: trains trials of a study that <c>mnist search --serve</c> serves on this machine or another.</summary>
internal sealed class WorkerCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "worker";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Train trials of a search that runs on another machine";

    private readonly Option<DnsEndPoint?> _join = new("--join")
    {
        HelpName = "HOST[:PORT]",
        Description = $"The study: the address that mnist search --serve prints. Default port: {WorkerOptions.DefaultPort}",
        Required = true,
        CustomParser = WorkerAddress.Remote,
    };

    private readonly Option<string> _secret = new("--secret-file")
    {
        HelpName = "FILE",
        Description = "A copy of the file with the study's secret",
        Required = true,
    };

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "Where the study's training data are on this machine. Default: the same name as there"
    );

    private readonly Option<string?> _test = CommonOptions.Source("--test", "Likewise for its test data, if it has --test");

    private readonly Option<string?> _validation = CommonOptions.Source(
        "--validation",
        "Likewise for its validation data, if those are a source of their own"
    );

    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads. Default: as many as are useful",
        0,
        TrainingOptions.MaximumThreads
    );

    private readonly Option<bool> _json = CommonOptions.Json();

    public WorkerCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_join, _secret, _data, _test, _validation, _threads, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist worker --join 192.168.0.7 --secret-file workers.secret",
            "mnist worker --join study.example:5290 --secret-file workers.secret --data /data/mnist"
        );
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        WorkerOptions options = new()
        {
            Secret = WorkerSecret.Read(parsed.GetValue(_secret)!),
            EndPoint = await ResolveAsync(parsed.GetValue(_join)!, interruption.Token).ConfigureAwait(false),
        };
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-worker-");
        try
        {
            StudyWorker worker = new(options, terms => Join(parsed, terms, folder.FullName, screen, interruption.Token))
            {
                Completed = trial =>
                    screen.Note(
                        Localized.Of(
                            $"Trial {trial.Number}: {trial.Epochs.Length} {Localized.Plural(trial.Epochs.Length, "epoch", "epochs")}{ResultOf(trial)}"
                        )
                    ),
                Lost = () => screen.Note(Localized.Of("[grey]The study does not answer; trying again.[/]")),
            };
            int done = await worker.RunAsync(interruption.Token).ConfigureAwait(false);
            if (screen.IsJson)
                JsonOutput.Print(new WorkerJson(worker.Name, done), CommandJson.Readable.WorkerJson);
            else
                screen.Results.WriteLine(Localized.Of($"{done} jobs done."));
            return interruption.Token.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ResultOf(Trial trial) =>
        trial.HasDiverged ? Localized.Of(", diverged")
        : trial.Last is TrialEpoch last ? Localized.Of($", validation accuracy {last.ValidationAccuracy:P2}")
        : "";

    // The study's command line is read as the study reads it, with the sources of this machine.
    private JoinedStudy Join(ParseResult parsed, StudyTerms terms, string folder, Screen screen, CancellationToken cancellation)
    {
        StudyOptionGroup study = new();
        Command command = new(SearchCommand.Word);
        study.AddTo(command);
        List<string> arguments = [.. terms.Arguments];
        foreach (Option<string?> source in (Option<string?>[])[_data, _test, _validation])
        {
            if (parsed.Given(source) is not string own)
                continue;
            int at = arguments.IndexOf(source.Name);
            if (at >= 0)
                arguments.RemoveRange(at, 2);
            arguments.AddRange([source.Name, own]);
        }

        ParseResult there = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        string[] problems = [.. there.Errors.Select(error => error.Message), .. there.Errors.Count > 0 ? [] : study.Violations(there)];
        if (problems.Length > 0)
            throw new InvalidInputException($"The study has options that this version does not understand: {string.Join(" ", problems)}");
        TrainingData data = study.Load(there, new TerminalListener(screen), cancellation);
        HyperparameterSearch search = study.Create(
            there,
            Path.Combine(folder, "none.zip"),
            new SearchOptions(),
            parsed.Given(_threads) ?? 0
        );
        screen.Note(Localized.Of($"[grey]Joined the study at {parsed.GetValue(_join)!.Host}: {MarkupText.Of(search.Space.ToString())}[/]"));
        return new JoinedStudy(search.CreateTrainer(data, folder, () => { }), search.IdentityOf(data));
    }

    private static async Task<IPEndPoint> ResolveAsync(DnsEndPoint study, CancellationToken cancellation)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(study.Host, cancellation).ConfigureAwait(false);
            return new IPEndPoint(addresses.OrderBy(address => address.AddressFamily).First(), study.Port);
        }
        catch (SocketException e)
        {
            throw new InvalidInputException(study.Host, "a machine whose address is known", e.Message, "Give its address in numbers", e);
        }
    }
}
