using Microsoft.Playwright;
using MnistTrainer.Benchmarks;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>
/// How fast the explorer is in a browser: a measurement, not a test, so it only runs where it is asked for.
/// <c>dotnet run -c Release --project tests/MnistTrainer.Web.Tests -- -explicit only -class "*.ExplorerBenchmark" -showLiveOutput</c>
/// </summary>
[Collection("browser")]
public sealed class ExplorerBenchmark(Chromium chromium)
{
    private const int Changes = 60;
    private const int TrainingSeconds = 8;

    // Every change is one that a user makes while dragging or playing, and is followed by the layout that it needs, all within one frame.
    private const string Redraw = """
        async changes => {
          const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
          const milliseconds = [];
          let elapsed = 0;
          const measure = async change => {
            const begin = await frame();
            let last = begin;
            for (let i = 0; i < changes; i++) {
              const start = performance.now();
              change(i);
              document.body.getBoundingClientRect();
              milliseconds.push(performance.now() - start);
              last = await frame();
            }

            elapsed += last - begin;
          };
          const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          for (const figure of document.querySelectorAll("main .figure")) {
            for (const slider of figure.querySelectorAll("input[type=range]")) {
              await measure(i => {
                slider.value = Math.round(slider.max * (i + 1) / changes);
                slider.dispatchEvent(new Event("input", { bubbles: true }));
              });
            }

            for (const handle of figure.querySelectorAll(".handle, .sheet-frame[role=slider]"))
              await measure(i => press(handle, i < changes / 2 ? "ArrowRight" : "ArrowLeft"));
            const player = figure.querySelector(".player:not(.training)");
            if (player) {
              player.querySelector(".player-reset").click();
              await measure(() => player.querySelector(".player-step").click());
            }
          }

          milliseconds.sort((a, b) => a - b);
          const at = share => milliseconds[Math.floor(share * (milliseconds.length - 1))];
          return [milliseconds.length, at(0.5), at(0.95), 1000 * milliseconds.length / elapsed];
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
        Print($"chapter, {Changes} changes by each slider, point and step; median, 95 % within, frames a second");
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
            double[] found = await page.Page.EvaluateAsync<double[]>(Redraw, Changes);
            Assert.True(found[0] >= Changes);
            Print($"{chapter[0], 2} {chapter[1], -12} {found[0], 5} changes {found[1], 6:F1} ms {found[2], 6:F1} ms {found[3], 6:F1}");
        }

        await page.GoAsync("live?pace=full");
        ILocator figure = page.Page.Locator("#figure-learning");
        await figure.Locator(".player-step").ClickAsync();
        await Expect(figure.Locator(".position")).ToHaveTextAsync("100 images");
        double speed = await page.Page.EvaluateAsync<double>(Training, TrainingSeconds);
        Assert.True(speed > 0);
        Print($" 9 live: {speed:N0} images a second, 30 hidden nodes, with the check of 1,000 images at every report and all drawing");
    }

    private static void Print(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));
}
