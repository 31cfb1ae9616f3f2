using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(MnistTrainer.Web.Tests.Browser.Chromium))]

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>Debian's Chromium, started once for all tests that need it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // It is to speak to the pages under test and to nobody else.
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

    /// <summary>Where images of the pages go, which Git ignores.</summary>
    public static string ImageFolder { get; } =
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

    /// <summary>The browser. Where there is none, the test is skipped; in continuous integration, it fails.</summary>
    public Task<IBrowser> BrowserAsync() => _browser.Value;

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated && _browser.Value.IsCompletedSuccessfully)
            await (await _browser.Value).CloseAsync();
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        string? path = Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(Path.PathSeparator)
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);
        const string missing = "Chromium is not on this machine: apt-get install chromium.";
        Assert.False(path is null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Assert.SkipWhen(path is null, missing);
        IPlaywright playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                // Root has no sandbox to go into.
                ChromiumSandbox = Environment.UserName != "root",
                Args = Arguments,
            }
        );
    }
}
