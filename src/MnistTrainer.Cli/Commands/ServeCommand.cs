using System.CommandLine;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist serve</c>: serves the drawing page and its API.</summary>
internal sealed class ServeCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "serve";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Serve a page to draw digits on";

    private static readonly WebServerOptions Defaults = new();

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(2);

    private readonly Option<string?> _model = CommonOptions.Model("The model. Default: the most recently trained one, or the included one");
    private readonly ServerOptionGroup _server = new();
    private readonly CorrectionOptionGroup _corrections = new();
    private readonly DeploymentOptionGroup _deployment = new();

    private readonly Option<int?> _requests = CommonOptions.WholeNumber(
        "--requests-per-second",
        $"Maximum requests per second of each client; 0 for no limit. Default: {Defaults.RequestsPerSecond}",
        0,
        1_000_000
    );

    private readonly Option<string?> _teach = new("--teach")
    {
        HelpName = "WHO",
        Description =
            "Who may teach the model on the page: this-machine for browsers on this machine, everybody who can reach the page, or nobody. Default: this-machine",
    };

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "The data that the model must not forget when it is taught. Default: its training data"
    );

    private readonly Option<bool> _json = CommonOptions.Json();

    public ServeCommand()
        : base(Word, Summary)
    {
        _teach.AcceptOnlyFromAmong("this-machine", "everybody", "nobody");
        foreach (
            Option option in (Option[])[_model, .. _server.All, .. _corrections.All, _requests, .. _deployment.All, _teach, _data, _json]
        )
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist serve",
            "mnist serve --model models/mnist-accurate.zip --port 8080",
            "mnist serve --host 0.0.0.0     for a phone in the same network"
        );
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) => _corrections.Check(parsed);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        string? given = parsed.GetValue(_model);
        string path = given ?? ModelPath.Latest(screen);
        using ModelWatch watch = new(path, () => given ?? ModelFolder.FindLatest(), newer => ReportNewer(screen, newer));
        Teacher teacher = new(path, parsed.GetValue(_data));
        teacher.CheckSource(cancellation);
        DrawingSite site = new(
            new ImageRecognizer(ImageModel.Load(path)),
            Path.GetFileName(path),
            () => watch.Newer,
            new ModelTeacher(teacher, watch)
        );
        WebServerOptions options = OptionsOf(parsed, screen);
        using Interruption interruption = new();
        using IDisposable? metrics = MetricsExport.StartIfAsked();
        await using WebServer server = await WebServer.StartAsync(options, site, interruption.Token).ConfigureAwait(false);
        watch.Start(WatchInterval);
        ServedPage page = new(server.Address, options, screen);
        if (screen.IsJson)
            JsonOutput.Print(new ServeJson(page.All[0], path, page.All), CommandJson.Readable.ServeJson);
        else
            page.Print(addresses => Localized.Of($"Draw at {addresses} — Ctrl+C stops it."));
        await page.WaitAsync(interruption).ConfigureAwait(false);
        // The last values are sent while the server's instruments can still be read.
        await server.StopAsync().ConfigureAwait(false);
        metrics?.Dispose();
        return ExitCode.Done;
    }

    private WebServerOptions OptionsOf(ParseResult parsed, Screen screen)
    {
        WebServerOptions options = _corrections.Apply(parsed, _deployment.Apply(parsed, _server.Apply(parsed, Defaults))) with
        {
            RequestsPerSecond = parsed.GetValue(_requests) ?? Defaults.RequestsPerSecond,
            Teaching = parsed.GetValue(_teach) switch
            {
                "everybody" => TeachingAccess.Everybody,
                "nobody" => TeachingAccess.Nobody,
                _ => Defaults.Teaching,
            },
        };
        try
        {
            options.CheckCorrectionFolder();
        }
        catch (InvalidInputException e) when (!_corrections.IsGiven(parsed))
        {
            // Nobody asked for this folder, so the page is served without it.
            screen.NotePlainly(Localized.Of($"Corrections are not stored: {Localized.Recognize(e.Message)} --keep names another folder."));
            return options with { CorrectionFolder = null };
        }

        return options;
    }

    private static void ReportNewer(Screen screen, string path) =>
        screen.NotePlainly(
            Localized.Of(
                $"There is a newer model: {Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}. Restart mnist serve to use it."
            )
        );
}
