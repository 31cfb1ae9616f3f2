using System.CommandLine;
using System.Net;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
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

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(2);

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
        string? given = parsed.GetValue(_model);
        string path = given ?? ModelPath.Latest(screen);
        using ModelWatch watch = new(path, () => given ?? ModelFolder.FindLatest(), newer => ReportNewer(screen, newer));
        DrawingSite site = new(new ImageRecognizer(ImageModel.Load(path)), Path.GetFileName(path), () => watch.Newer);
        WebServerOptions options = OptionsOf(parsed, screen);
        using Interruption interruption = new();
        await using WebServer server = await WebServer.StartAsync(options, site, interruption.Token).ConfigureAwait(false);
        watch.Start(WatchInterval);
        IReadOnlyList<Uri> addresses = ServedAddresses.Of(server.Address);
        if (screen.IsJson)
        {
            string[] all = [.. addresses.Select(one => one.ToString())];
            JsonOutput.Print(new ServeJson(all[0], path, all), CommandJson.Readable.ServeJson);
        }
        else
        {
            Console.Out.WriteLine($"Draw at {string.Join(" or ", addresses)} — Ctrl+C stops it.");
        }

        if (!options.IsLocal)
        {
            if (screen.ShowsImages)
                QrCodeView.Show(screen.Results, addresses[0]);
            screen.NotePlainly("Other machines can reach this page, without a password. What they send is not encrypted.");
        }

        TaskCompletionSource ended = new();
        await using (interruption.Token.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
        return ExitCode.Done;
    }

    private WebServerOptions OptionsOf(ParseResult parsed, Screen screen)
    {
        string? folder = parsed.GetValue(_keep);
        WebServerOptions options = Defaults with
        {
            Address = parsed.GetValue(_host) ?? Defaults.Address,
            Port = parsed.GetValue(_port) ?? Defaults.Port,
            RequestsPerSecond = parsed.GetValue(_requests) ?? Defaults.RequestsPerSecond,
            CorrectionFolder =
                folder is null ? DataLocations.Current.CorrectionFolder
                : folder == "none" ? null
                : Path.GetFullPath(folder),
        };
        try
        {
            options.CheckCorrectionFolder();
        }
        catch (InvalidInputException e) when (folder is null)
        {
            // Nobody asked for this folder, so the page is served without it.
            screen.NotePlainly($"Corrections are not kept: {e.Message} --keep names another folder.");
            return options with { CorrectionFolder = null };
        }

        return options;
    }

    private static void ReportNewer(Screen screen, string path) =>
        screen.NotePlainly(
            $"There is a newer model: {Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}. Restart mnist serve to use it."
        );
}
