using System.Text.Json;
using Microsoft.Playwright;
using MnistTrainer.Benchmarks;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>
/// How fast the explorer is in a browser: a measurement, not a test, so it only runs where it is asked for.
/// <c>dotnet run -c Release --project tests/MnistTrainer.Web.Tests -- -explicit only -class "*.ExplorerBenchmark" -showLiveOutput</c>
/// </summary>
public sealed class ExplorerBenchmark(Chromium chromium)
{
    private const int Changes = 60;
    private const int TrainingSeconds = 8;

    // Every change is one that a user makes while dragging or playing, and is followed by the layout that it needs, all within one frame.
    private const string Redraw = """
        async changes => {
          const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
          const controls = [];
          const measure = async (name, change) => {
            const milliseconds = [];
            const begin = await frame();
            let last = begin;
            for (let i = 0; i < changes; i++) {
              const start = performance.now();
              change(i);
              document.body.getBoundingClientRect();
              milliseconds.push(performance.now() - start);
              last = await frame();
            }

            controls.push({ name, milliseconds, elapsed: last - begin });
          };
          const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          for (const figure of document.querySelectorAll("main .figure")) {
            for (const slider of figure.querySelectorAll("input[type=range]")) {
              await measure(`${figure.id}: ${slider.labels[0].textContent}`, i => {
                slider.value = Math.round(slider.max * (i + 1) / changes);
                slider.dispatchEvent(new Event("input", { bubbles: true }));
              });
            }

            for (const handle of figure.querySelectorAll(".handle, .sheet-frame[role=slider]"))
              await measure(`${figure.id}: ${handle.getAttribute("aria-label")}`, i => press(handle, i < changes / 2 ? "ArrowRight" : "ArrowLeft"));
            const player = figure.querySelector(".player:not(.training)");
            if (player) {
              player.querySelector(".player-reset").click();
              await measure(`${figure.id}: step`, () => player.querySelector(".player-step").click());
            }
          }

          return JSON.stringify(controls);
        }
        """;

    private const string Training = """
        async seconds => {
          const images = () => Number(document.querySelector("#figure-learning .position").textContent.replace(/\D/g, ""));
          const [from, begin] = [images(), performance.now()];
          document.querySelector("#figure-learning .player-play").click();
          while (performance.now() - begin < 1000 * seconds && images() < 210000)
            await new Promise(resolve => setTimeout(resolve, 20));
          return 1000 * (images() - from) / (performance.now() - begin);
        }
        """;

    [Fact(Explicit = true)]
    public async Task Frames_and_images_a_second()
    {
        Print($"{ProcessorName.Find()}, {Environment.ProcessorCount} cores, Chromium {(await chromium.BrowserAsync()).Version}");
        Print($"chapter, {Changes} changes by each slider, point and step; median, 95 % within, frames a second, slowest");
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        string[][] chapters = await page.CallAsync<string[][]>(
            "chapters.js",
            "m => m.chapters.map(one => [String(one.number), one.id]).filter(([number]) => [3, 4, 5, 6, 10].includes(Number(number)))"
        );
        Assert.Equal(5, chapters.Length);
        foreach (string[] chapter in chapters)
        {
            await page.GoAsync(chapter[1]);
            await Expect(page.Page.Locator(".contents [aria-current]")).ToHaveAttributeAsync("href", $"#/{chapter[1]}");
            Control[] controls = JsonSerializer.Deserialize<Control[]>(
                await page.Page.EvaluateAsync<string>(Redraw, Changes),
                JsonSerializerOptions.Web
            )!;
            Assert.NotEmpty(controls);
            double[] all = [.. controls.SelectMany(control => control.Milliseconds).Order()];
            Control slowest = controls.MaxBy(control => Share(control.Milliseconds, 0.5))!;
            Print(
                $"{chapter[0], 2} {chapter[1], -12} {all.Length, 5} changes {Share(all, 0.5), 6:F1} ms {Share(all, 0.95), 6:F1} ms {1000 * all.Length / controls.Sum(control => control.Elapsed), 6:F1}, slowest {Share(slowest.Milliseconds, 0.5):F1} ms, {slowest.Name}"
            );
        }

        await page.GoAsync("live?pace=full");
        ILocator figure = page.Page.Locator("#figure-learning");
        await figure.Locator(".player-step").ClickAsync();
        await Expect(figure.Locator(".position")).ToHaveTextAsync("100 images");
        double speed = await page.Page.EvaluateAsync<double>(Training, TrainingSeconds);
        Assert.True(speed > 0);
        Print($" 9 live: {speed:N0} images a second, 30 hidden nodes, with the check of 1,000 images at every report and all drawing");
    }

    private static double Share(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    private static void Print(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));

    /// <summary>What one slider, point or player took.</summary>
    /// <param name="Name">The figure and the name of the control.</param>
    /// <param name="Milliseconds">Script and layout of every change.</param>
    /// <param name="Elapsed">Milliseconds of all frames together.</param>
    private sealed record Control(string Name, double[] Milliseconds, double Elapsed);
}
