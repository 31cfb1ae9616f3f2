using Microsoft.Playwright;
using MnistTrainer.Data;
using MnistTrainer.Experiments;
using MnistTrainer.NeuralNetwork;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The report of an evaluation, opened as a file, as people open it.</summary>
public sealed class ReportPageTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>One page, opened once in Korean on a small screen and once in English on a wide one.</summary>
    [Fact]
    public async Task Sorts_filters_speaks_both_languages_and_fits()
    {
        int mistakes = Write();
        await using (OpenPage small = await OpenAsync(320, "ko-KR", ColorScheme.Dark))
        {
            await Expect(small.Page.Locator("h2").First).ToHaveTextAsync("모델과 데이터", new() { UseInnerText = true });
            await Expect(small.Page.Locator("#truth option").First).ToHaveTextAsync("모두");
            await small.ImageAsync("report-320-ko-dark");
            await small.ExpectAccessibleAsync();
        }

        await using OpenPage open = await OpenAsync(1200, "en", ColorScheme.Light);
        IPage page = open.Page;
        await Expect(page.Locator("h2").First).ToHaveTextAsync("Model and data", new() { UseInnerText = true });
        await Expect(page.Locator("figure:visible")).ToHaveCountAsync(Math.Min(60, mistakes));

        // Sorted by recall, first from the highest, then from the lowest.
        ILocator recalls = page.Locator("td[data-value]:nth-child(3)");
        ILocator heading = page.GetByRole(AriaRole.Button, new() { Name = "Recall" });
        await heading.ClickAsync();
        await Expect(page.Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);
        double[] falling = await ValuesAsync(recalls);
        Assert.Equal(falling.OrderDescending(), falling);
        Assert.NotEqual(falling[0], falling[^1]);
        await heading.PressAsync("Enter");
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveCountAsync(1);
        Assert.Equal(falling.Reverse(), await ValuesAsync(recalls));

        string truth = (await page.Locator("figure").First.GetAttributeAsync("data-truth"))!;
        await page.SelectOptionAsync("#truth", truth);
        int matching = await page.Locator($"figure[data-truth='{truth}']").CountAsync();
        await Expect(page.Locator("figure:visible")).ToHaveCountAsync(matching);
        await Expect(page.Locator("#matching")).ToHaveTextAsync($"{matching} shown");
        await open.ImageAsync("report-1200-en-light");
        await open.ExpectAccessibleAsync();
        await page.ClickAsync("#language");
        await Expect(page.Locator("#matching")).ToHaveTextAsync($"{matching}개 표시");

        // On paper, the filters and the choice of a language are left out.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".scripted:visible")).ToHaveCountAsync(0);
        await open.ImageAsync("report-print");
    }

    private static async Task<double[]> ValuesAsync(ILocator cells) =>
        await cells.EvaluateAllAsync<double[]>("cells => cells.map(cell => Number(cell.dataset.value))");

    // The model that ships, on digits of which every third has a wrong label.
    private int Write()
    {
        string path = Path.Combine(Repository.Root, "models", "digits.zip");
        Network network = ModelFile.Load(path);
        Samples<byte> digits = DigitSynthesizer.Synthesize(200, 5, DataSplit.Test, cancellation: TestContext.Current.CancellationToken);
        int[] labels = [.. digits.Labels.ToArray().Select((label, row) => row % 3 == 0 && label < 8 ? (label + 1) % 10 : label)];
        var samples = (Samples<byte>)digits.WithLabels(labels, digits.ClassNames);
        Evaluation evaluation = Evaluation.Measure(network, samples, null, TestContext.Current.CancellationToken);
        new EvaluationReport("models/digits.zip", "digits", samples, evaluation)
        {
            Network = network,
            Arguments = ["evaluate", "--model", "models/digits.zip", "--data", "my digits.csv"],
        }.Write(_folder);
        return evaluation.Mistakes.Count;
    }

    private Task<OpenPage> OpenAsync(int width, string locale, ColorScheme scheme) =>
        OpenPage.OpenAsync(
            chromium,
            new Uri(Path.Combine(_folder, EvaluationReport.PageName)),
            new()
            {
                Locale = locale,
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
}
