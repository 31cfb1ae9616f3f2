using System.CommandLine;
using System.Net;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Recognition;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist serve</c>: a page to draw on, and its API.</summary>
internal sealed class ServeCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "serve";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Open a page to draw on";

    private static readonly WebServerOptions Defaults = new();

    private readonly Option<string?> _model = CommonOptions.Model("The model. Unless told, the one trained last");
    private readonly Option<int?> _port = CommonOptions.WholeNumber(
        "--port",
        $"The port; 0 for any that is free, {Defaults.Port} unless told",
        0,
        IPEndPoint.MaxPort
    );

    private readonly Option<IPAddress?> _host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "The address to listen on: 127.0.0.1, which only this machine reaches, unless told; 0.0.0.0 for all",
        CustomParser = OptionParser.Address,
    };

    private readonly Option<string?> _keep = new("--keep")
    {
        HelpName = "DIR",
        Description = "Where drawings go that somebody corrects, for mnist train --add; datasets/corrections unless told, none for nowhere",
    };

    private readonly Option<int?> _requests = CommonOptions.WholeNumber(
        "--requests-per-second",
        $"The most that each client may ask a second; 0 for no limit, {Defaults.RequestsPerSecond} unless told",
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
            JsonOutput.Print(writer => Write(writer, server.Address, path));
        else
            Console.Out.WriteLine($"Draw at {server.Address} — Ctrl+C ends it.");
        if (!options.IsLocal)
            screen.NotePlainly("Other machines can reach this page. Nobody is asked for a password.");
        TaskCompletionSource ended = new();
        await using (interruption.Token.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter writer, Uri address, string model)
    {
        writer.WriteString("address", address.ToString());
        writer.WriteString("model", model);
    }
}
