using Microsoft.Playwright;
using MnistTrainer.Web.Tests.Explorer;

[assembly: AssemblyFixture(typeof(MnistTrainer.Web.Tests.Browser.Chromium))]

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The installed Chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The shell renders the same in two thirds of the browser's time: it has no window.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    // The browser contacts only the pages under test.
    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly Lazy<Task<IBrowser>> _browser = new(LaunchAsync);
    private readonly Lazy<Task<ExplorerPage>> _modules;

    public Chromium() => _modules = new(() => ExplorerPage.OpenAsync(this, ""));

    /// <summary>The folder of screenshots, ignored by Git.</summary>
    public static string ImageFolder { get; } =
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

    /// <summary>The browser. Without one, tests are skipped; in continuous integration, they fail.</summary>
    public Task<IBrowser> BrowserAsync() => _browser.Value;

    /// <summary>
    /// The contents of the explorer in a page that tests share which only call functions of its modules: to load them all takes most of the time of such a test. What the page
    /// complains about is reported when all tests have run.
    /// </summary>
    internal Task<ExplorerPage> ModulesAsync() => _modules.Value;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_modules.IsValueCreated && _modules.Value.IsCompletedSuccessfully)
                await (await _modules.Value).DisposeAsync();
        }
        finally
        {
            if (_browser.IsValueCreated && _browser.Value.IsCompletedSuccessfully)
                await (await _browser.Value).CloseAsync();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        string? path = Names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        const string missing = "Chromium is not on this machine: apt-get install chromium-headless-shell.";
        Assert.False(path is null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.SkipWhen(path is null, missing);
        // Other tests may load the machine.
        Assertions.SetDefaultExpectTimeout(60_000);
        IPlaywright playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                // The sandbox is not available to root.
                ChromiumSandbox = Environment.UserName != "root",
                Args = Arguments,
            }
        );
    }
}
