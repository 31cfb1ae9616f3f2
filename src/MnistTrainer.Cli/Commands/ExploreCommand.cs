using System.CommandLine;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explore</c>: serves the explorer.</summary>
internal sealed class ExploreCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "explore";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Serve pages that explain neural networks with interactive figures";

    private readonly ServerOptionGroup _server = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ExploreCommand()
        : base(Word, Summary)
    {
        _server.AddTo(this);
        Options.Add(_json);
        ExampleHelp.AddTo(
            this,
            "mnist explore",
            "mnist explore --port 8080",
            "mnist explore --host 0.0.0.0     for phones in the same network, such as a class"
        );
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        WebServerOptions options = _server.Apply(parsed, new WebServerOptions());
        using Interruption interruption = new();
        await using WebServer server = await WebServer.StartAsync(options, new ExplorerSite(), interruption.Token).ConfigureAwait(false);
        ServedPage page = new(server.Address, options, screen);
        if (screen.IsJson)
            JsonOutput.Print(new ExploreJson(page.All[0], page.All), CommandJson.Readable.ExploreJson);
        else
            page.Print(addresses => Localized.Of($"Explore at {addresses} — Ctrl+C stops it."));
        await page.WaitAsync(interruption).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
