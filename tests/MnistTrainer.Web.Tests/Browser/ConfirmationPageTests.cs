using Microsoft.Playwright;
using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The page on which people confirm suspicious samples, opened as a file, as they open it.</summary>
public sealed class ConfirmationPageTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-confirm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(1200, ColorScheme.Light)]
    public async Task Fits_and_is_accessible(int width, ColorScheme scheme)
    {
        await using OpenPage open = await OpenAsync(width, scheme);
        await Expect(open.Page.Locator("#counts")).ToContainTextAsync("remove");
        await open.ImageAsync($"confirm-{width}-{scheme}");
        await open.ExpectAccessibleAsync();
    }

    /// <summary>What is exported is the list with the decisions, and training reads it.</summary>
    [Fact]
    public async Task Exports_what_was_decided_and_remembers_it()
    {
        await using OpenPage open = await OpenAsync(1200, ColorScheme.Light);
        string[] proposed = await File.ReadAllLinesAsync(
            Path.Combine(_folder, SuspicionReport.ListName),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(proposed, await ExportAsync(open));

        ILocator cards = open.Page.Locator("article");
        await cards.Nth(0).GetByRole(AriaRole.Radio, new() { Name = "Keep" }).CheckAsync();
        await cards.Nth(1).GetByRole(AriaRole.Radio, new() { Name = "Fix:" }).CheckAsync();
        await open.Page.ReloadAsync();
        await Expect(cards.Nth(1).GetByRole(AriaRole.Radio, new() { Name = "Fix:" })).ToBeCheckedAsync();
        string[] decided = await ExportAsync(open);
        Assert.Equal(proposed[1].Replace(",remove,", ",keep,", StringComparison.Ordinal), decided[1]);
        Assert.Equal(proposed[2].Replace(",remove,", ",fix,", StringComparison.Ordinal), decided[2]);
        Assert.Equal(proposed[3..], decided[3..]);

        string list = Path.Combine(_folder, "confirmed.csv");
        await File.WriteAllLinesAsync(list, decided, TestContext.Current.CancellationToken);
        TrainingData data = new DataSelection { Source = SourceFolder, Without = list }.Load(
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(
            300
                - decided.Count(line =>
                    line.Contains(",remove,", StringComparison.Ordinal) && line.StartsWith("train", StringComparison.Ordinal)
                ),
            data.Train.Count
        );
    }

    [Fact]
    public async Task Shows_labels_or_duplicates_alone()
    {
        await using OpenPage open = await OpenAsync(1200, ColorScheme.Light);
        int all = await open.Page.Locator("article:visible").CountAsync();
        await open.Page.SelectOptionAsync("#filter", "duplicate");
        int duplicates = await open.Page.Locator("article:visible").CountAsync();
        await open.Page.SelectOptionAsync("#filter", "label");
        int labels = await open.Page.Locator("article:visible").CountAsync();
        Assert.Equal((all, 2), (labels + duplicates, duplicates));
    }

    private string SourceFolder => Path.Combine(_folder, "digits");

    private static async Task<string[]> ExportAsync(OpenPage open)
    {
        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.Locator("#export").ClickAsync());
        Assert.Equal("confirmed.csv", download.SuggestedFilename);
        return await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    // 300 digits and 30 of the test part, the last two of which are the first two of the training part.
    private async Task<OpenPage> OpenAsync(int width, ColorScheme scheme)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Samples<byte> train = DigitSynthesizer.Synthesize(300, 5, DataSplit.Train, cancellation: cancellation),
            test = DigitSynthesizer
                .Synthesize(28, 5, DataSplit.Test, cancellation: cancellation)
                .Concat((Samples<byte>)train.Subset([0, 1]));
        Directory.CreateDirectory(SourceFolder);
        IdxWriter.Write(SourceFolder, DataSplit.Train, train);
        IdxWriter.Write(SourceFolder, DataSplit.Test, test);
        var source = ExaminedSource.Load(SourceFolder, cancellation: cancellation);
        DoctorSettings settings = new()
        {
            Recipe = Recipe.Fast with
            {
                Network = new() { HiddenUnits = [24] },
                Training = Recipe.Fast.Training with { Epochs = 3, BatchSize = 32 },
            },
            Folds = 2,
            Count = 12,
        };
        new SuspicionReport(LabelDoctor.Examine(source, settings, null, cancellation)).Write(_folder);
        return await OpenPage.OpenAsync(
            chromium,
            new Uri(Path.Combine(_folder, SuspicionReport.PageName)),
            new()
            {
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 900 },
                AcceptDownloads = true,
            }
        );
    }
}
