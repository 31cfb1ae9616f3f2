using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Workers;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist worker</c>: does trainings of a command that serves them on this machine or another: <c>mnist search --serve</c>, <c>mnist train --seeds 10 --serve</c>.</summary>
internal sealed class WorkerCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "worker";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Train networks for a command that runs on another machine";

    private const string ModelName = "--model";

    private readonly Option<DnsEndPoint?> _join = new("--join")
    {
        HelpName = "HOST[:PORT]",
        Description = $"The address that the command with --serve prints. Default port: {WorkerOptions.DefaultPort}",
        CustomParser = WorkerAddress.Remote,
    };

    private readonly ClusterOptionGroup _cluster = new();

    private readonly Option<string> _secret = new("--secret-file")
    {
        HelpName = "FILE",
        Description = "A copy of the file with the secret",
        Required = true,
    };

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "Where the training data is on this machine. Default: the same name as on the other machine"
    );

    private readonly Option<string?> _test = CommonOptions.Source(
        "--test",
        "Where the test data is on this machine, if that command has --test"
    );

    private readonly Option<string?> _validation = CommonOptions.Source(
        "--validation",
        "Where the validation data is on this machine, if it is a separate source"
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
        foreach (Option option in (Option[])[_join, .. _cluster.All, _secret, _data, _test, _validation, _threads, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist worker --join 192.168.0.7 --secret-file workers.secret",
            "mnist worker --join study.example:5290 --secret-file workers.secret --data /data/mnist",
            "mnist worker --cluster redis://192.168.0.5 --secret-file workers.secret"
        );
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        if (parsed.Has(_join) == _cluster.IsGiven(parsed))
            yield return "Specify --join, the address of the process that serves the jobs, or --cluster, the Redis server that stores it.";
        foreach (string violation in _cluster.Violations(parsed))
            yield return violation;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        WorkerOptions options = new() { Secret = WorkerSecret.Read(parsed.GetValue(_secret)!), Cluster = _cluster.Read(parsed) };
        if (parsed.Given(_join) is DnsEndPoint address)
            options = options with { EndPoint = await ResolveAsync(address, interruption.Token).ConfigureAwait(false) };
        using WorkerFolder folder = WorkerFolder.Create();
        JobWorker worker = new(options, terms => Join(parsed, terms, folder.Path, screen, interruption.Token))
        {
            Lost = () => screen.Note(Localized.Of("[grey]The process that serves the jobs does not respond; trying again.[/]")),
        };
        int done = await worker.RunAsync(interruption.Token).ConfigureAwait(false);
        if (screen.IsJson)
            JsonOutput.Print(new WorkerJson(worker.Name, done), CommandJson.Readable.WorkerJson);
        else
            screen.Results.WriteLine(Localized.Of($"{done} jobs done."));
        return interruption.Token.IsCancellationRequested ? ExitCode.Canceled : ExitCode.Done;
    }

    // The command line there is read as it is there, with the sources of this machine.
    private JoinedJobs Join(ParseResult parsed, JobTerms terms, string folder, Screen screen, CancellationToken cancellation)
    {
        Command command =
            ((Command[])[new SearchCommand(), new TrainCommand(), new CompareCommand()]).FirstOrDefault(one => one.Name == terms.Command)
            ?? throw new InvalidInputException($"The jobs are those of a command that this version does not have: {terms.Command}");
        List<string> arguments = [.. terms.Arguments];
        foreach (Option<string?> source in (Option<string?>[])[_data, _test, _validation])
        {
            if (parsed.Given(source) is not string own)
                continue;
            if (command.Options.All(option => option.Name != source.Name))
                throw new InvalidInputException($"{source.Name}: {MnistCommand.Name} {terms.Command} has no such option. Leave it out.");
            Replace(source.Name, own);
        }

        if (parsed.Given(_threads) is int threads)
            Replace(_threads.Name, threads.ToString(CultureInfo.InvariantCulture));
        if (command.Options.Any(option => option.Name == ModelName))
            Replace(ModelName, Path.Combine(folder, "model.zip"));
        ParseResult there = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        string[] problems =
        [
            .. there.Errors.Select(error => error.Message),
            .. there.Errors.Count == 0 ? ((IChecksOptions)command).Violations(there) : [],
        ];
        if (problems.Length > 0)
            throw new InvalidInputException(
                $"The command {terms.Command} there has options that this version does not understand: {string.Join(" ", problems)}"
            );
        screen.Note(Localized.Of($"[grey]Joined mnist {MarkupText.Of(terms.Command)}[/]"));
        return ((ILendsJobs)command).Join(there, new WorkerSetup(terms.Arguments, folder, screen, cancellation));

        void Replace(string name, string value)
        {
            int at = arguments.IndexOf(name);
            if (at >= 0)
                arguments.RemoveRange(at, 2);
            arguments.AddRange([name, value]);
        }
    }

    private static async Task<IPEndPoint> ResolveAsync(DnsEndPoint server, CancellationToken cancellation)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(server.Host, cancellation).ConfigureAwait(false);
            return new IPEndPoint(addresses.OrderBy(address => address.AddressFamily).First(), server.Port);
        }
        catch (SocketException e)
        {
            throw new InvalidInputException(server.Host, "a machine whose address is known", e.Message, "Specify its IP address", e);
        }
    }
}
