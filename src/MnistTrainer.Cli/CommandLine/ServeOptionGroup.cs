using System.CommandLine;
using System.Net;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Whether and how training runs are distributed to workers: <c>--serve</c>, <c>--secret-file</c>, <c>--cluster</c>.</summary>
internal sealed class ServeOptionGroup : OptionGroup
{
    private readonly Option<IPEndPoint?> _serve;
    private readonly Option<string?> _secret;
    private readonly Option<int?>? _workers;
    private readonly ClusterOptionGroup _cluster = new();

    /// <param name="what">The unit that is distributed: <c>trials</c>.</param>
    /// <param name="folder">Where the secret is by default: <c>the study's folder</c>.</param>
    /// <param name="usualWorkers">The default of <c>--workers</c>, if that is one of the options. Default: null, as the command has its own.</param>
    public ServeOptionGroup(string what, string folder, string? usualWorkers = null)
    {
        _serve = Add(
            new Option<IPEndPoint?>("--serve")
            {
                HelpName = "[ADDRESS:]PORT",
                Description =
                    $"Distribute {what} to workers in other processes and on other machines, which join with mnist worker. Default without a value: 127.0.0.1:{WorkerOptions.DefaultPort}, which only this machine can reach",
                Arity = ArgumentArity.ZeroOrOne,
                CustomParser = WorkerAddress.Listening,
            }
        );
        _secret = AddText(
            "--secret-file",
            "FILE",
            $"The file with the secret that workers need, created if there is none. Default: workers.secret in {folder}"
        );
        Add(_cluster);
        if (usualWorkers is not null)
            _workers = AddWholeNumber(
                "--workers",
                $"Number of networks to train at the same time in this process; 0 leaves all to remote workers. Default: {usualWorkers}",
                0,
                SearchOptions.MaximumWorkers
            );
    }

    /// <summary>The option that the others go with.</summary>
    public Option Serve => _serve;

    /// <summary>Returns whether training runs are distributed.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.Has(_serve);

    /// <summary>Returns what is invalid about the options together.</summary>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. OptionRules.Need(parsed, _serve, [.. All.Where(option => option != _serve)]),
            .. IsGiven(parsed) ? _cluster.Violations(parsed) : [],
            .. parsed.Given(_serve) is IPEndPoint own && IPAddress.IsLoopback(own.Address) && _cluster.IsElsewhere(parsed)
                ? ["--cluster: only this machine can reach the address that it gives to workers; use --serve ADDRESS:PORT."]
                : (string[])[],
        ];

    /// <summary>Returns the number of trainings at the same time in this process.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">The number where none is given.</param>
    public int Workers(ParseResult parsed, int usual) => (_workers is null ? null : parsed.Given(_workers)) ?? usual;

    /// <summary>Deletes the secret, unless it was given.</summary>
    public void DeleteSecret(ParseResult parsed, string folder)
    {
        if (!parsed.Has(_secret))
            File.Delete(SecretIn(folder));
    }

    /// <summary>Starts serving the jobs of a board, and shows how workers join.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="board">The board.</param>
    /// <param name="terms">What workers need to know.</param>
    /// <param name="folder">The folder where the secret is by default, which exists.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="NeuralNetwork.InvalidInputException">The address cannot be used, the secret is not one, or Redis does not answer.</exception>
    public async Task<JobServer> StartAsync(
        ParseResult parsed,
        JobBoard board,
        JobTerms terms,
        string folder,
        Screen screen,
        CancellationToken cancellation
    )
    {
        string secret = parsed.Given(_secret) ?? SecretIn(folder);
        JobServer server = await JobServer
            .StartAsync(
                new WorkerOptions
                {
                    EndPoint = parsed.GetValue(_serve)!,
                    Secret = WorkerSecret.ReadOrCreate(secret),
                    Cluster = _cluster.Read(parsed),
                },
                board,
                terms,
                worker => screen.Note(Localized.Of($"[grey]Worker {MarkupText.Of(worker)} has joined.[/]")),
                worker => screen.Note(Localized.Of($"[grey]Worker {MarkupText.Of(worker)} has left.[/]")),
                cancellation
            )
            .ConfigureAwait(false);
        string[] how = _cluster.IsGiven(parsed) ? [.. _cluster.ArgumentsOf(parsed)] : ["--join", $"{server.EndPoint}"];
        string shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), secret);
        screen.Note(
            MarkupText.Of(
                Localized.Of(
                    $"Workers join with: {CommandText.Of([MnistCommand.Name, WorkerCommand.Word, .. how, "--secret-file", shown])}"
                )
            )
        );
        return server;
    }

    private static string SecretIn(string folder) => Path.Combine(folder, "workers.secret");
}
