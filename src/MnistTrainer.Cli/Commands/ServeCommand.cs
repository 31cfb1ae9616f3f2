using System.CommandLine;
using System.Net;
using MnistTrainer.Data;
using MnistTrainer.Recognition;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist serve</c>: serves the drawing page and its API.</summary>
internal sealed class ServeCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "serve";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Serve a page to draw digits on";

    private static readonly WebServerOptions Defaults = new();

    private readonly Option<string?> _model = CommonOptions.Model("The model. Default: the one trained last, or else the one that ships");
    private readonly Option<int?> _port = CommonOptions.WholeNumber(
        "--port",
        $"The port; 0 for any free one. Default: {Defaults.Port}",
        0,
        IPEndPoint.MaxPort
    );

    private readonly Option<IPAddress?> _host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen on; 0.0.0.0 for all. Default: 127.0.0.1, which only this machine can reach",
        CustomParser = OptionParser.Address,
    };

    private readonly Option<string?> _keep = new("--keep")
    {
        HelpName = "DIR",
        Description =
            "The folder for drawings whose answers users correct, for mnist train --add; none to keep none. Default: datasets/corrections",
    };

    private readonly Option<int?> _requests = CommonOptions.WholeNumber(
        "--requests-per-second",
        $"Maximum requests per second of each client; 0 for no limit. Default: {Defaults.RequestsPerSecond}",
        0,
        1_000_000
    );

    private readonly Option<bool> _json = CommonOptions.Json();

    public ServeCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_model, _port, _host, _keep, _requests, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist serve",
            "mnist serve --model models/mnist-accurate.zip --port 8080",
            "mnist serve --host 0.0.0.0     for a phone in the same network"
        );
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        DrawingSite site = new(Recognizer.Load(path), Path.GetFileName(path));
        WebServerOptions options = Defaults with
        {
            Address = parsed.GetValue(_host) ?? Defaults.Address,
            Port = parsed.GetValue(_port) ?? Defaults.Port,
            RequestsPerSecond = parsed.GetValue(_requests) ?? Defaults.RequestsPerSecond,
            CorrectionFolder = parsed.GetValue(_keep) is string folder
                ? (folder == "none" ? null : Path.GetFullPath(folder))
                : DataLocations.Current.CorrectionFolder,
        };
        using Interruption interruption = new();
        await using WebServer server = await WebServer.StartAsync(options, site, interruption.Token).ConfigureAwait(false);
        if (screen.IsJson)
            JsonOutput.Print(new ServeJson(server.Address.ToString(), path), CommandJson.Readable.ServeJson);
        else
            Console.Out.WriteLine($"Draw at {server.Address} — Ctrl+C stops it.");
        if (!options.IsLocal)
            screen.NotePlainly("Other machines can reach this page, without a password.");
        TaskCompletionSource ended = new();
        await using (interruption.Token.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
        return ExitCode.Done;
    }
}
