using System.Text.Json;
using Microsoft.Playwright;
using MnistTrainer.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MnistTrainer.Web.Tests.Explorer;

/// <summary>What every chapter of the explorer has and does, whichever they are: a new chapter is tested by being in the list.</summary>
public sealed class ChapterTests(Chromium chromium)
{
    public static TheoryData<int, string, ColorScheme> Screens =>
        new()
        {
            { 320, "ko", ColorScheme.Light },
            { 390, "en", ColorScheme.Dark },
            { 1440, "ko", ColorScheme.Dark },
        };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Fits_and_is_accessible(int width, string language, ColorScheme scheme)
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "", ExplorerPage.Screen(width, language, scheme));
        foreach (string chapter in (string[])["", .. await ChaptersAsync(page)])
        {
            await page.GoAsync(chapter);
            await ExpectOpenAsync(page, chapter);
            await page.Page.EvaluateAsync(
                """
                () => {
                  for (const details of document.querySelectorAll("main details"))
                    details.open = true;
                  for (const form of document.querySelectorAll(".prediction")) {
                    const field = form.querySelector("input");
                    field.type === "radio" ? field.checked = true : field.value = "1";
                    form.requestSubmit();
                  }
                }
                """
            );
            await page.Open.ImageAsync($"explore-{chapter}-{width}-{language}-{scheme}".ToLowerInvariant());
            await page.Open.ExpectAccessibleAsync();
        }
    }

    [Fact]
    public async Task Has_the_same_texts_in_both_languages()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        string[][] all = await page.CallAsync<string[][]>(
            "chapters.js",
            """
            async m => {
              const kinds = texts => Object.entries(texts).map(([key, text]) => `${key}: ${typeof text}${typeof text === "function" ? text.length : ""}`).sort().join("\n");
              const [{ english }, { korean }] = await Promise.all([import("/explore/texts.en.js"), import("/explore/texts.ko.js")]);
              return [{ en: english, ko: korean }, ...m.chapters.map(one => one.texts)].map(({ en, ko }) => [kinds(en), kinds(ko)]);
            }
            """
        );
        Assert.All(all, texts => Assert.Equal(texts[0], texts[1]));
        string[] untranslated = await page.CallAsync<string[]>(
            "chapters.js",
            "m => m.chapters.flatMap(one => Object.entries(one.texts.ko).filter(([key, text]) => typeof text === 'string' && text.length > 12 && !/[가-힣]/.test(text)).map(([key]) => `${one.id}: ${key}`))"
        );
        Assert.Empty(untranslated);
    }

    [Fact]
    public async Task Has_a_number_a_name_and_a_state_that_its_address_keeps()
    {
        ExplorerPage page = await chromium.ModulesAsync();
        string[] faults = await page.CallAsync<string[]>(
            "chapters.js",
            """
            m => m.chapters.flatMap((one, i) => [
              ...Object.entries(one.state).filter(([, { initial, read, write }]) => JSON.stringify(read(write(initial))) !== JSON.stringify(initial)).map(([name]) => `${one.id}: ${name}`),
              ...(/^[a-z]+(-[a-z]+)*$/.test(one.id) ? [] : [`${one.id} is no name`]),
              ...(i > 0 && one.number <= m.chapters[i - 1].number ? [`${one.id} is out of order`] : []),
              ...("language" in one.state ? [`${one.id} has a state called language`] : []),
            ])
            """
        );
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Asks_before_it_answers_and_offers_things_to_try_and_numbers_to_read()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        foreach (string chapter in await ChaptersAsync(page))
        {
            await page.GoAsync(chapter);
            await ExpectOpenAsync(page, chapter);
            foreach (string part in (string[])[".prediction", ".tries", ".numbers", ".player"])
                Assert.True(await page.Page.Locator(part).CountAsync() > 0, $"{chapter} has no {part}.");
            Assert.Equal(0, await page.Page.Locator(".outcome:not(:empty)").CountAsync());
        }
    }

    [Fact]
    public async Task Steps_by_keys_and_by_buttons_in_every_figure_with_steps()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        foreach (string chapter in await ChaptersAsync(page))
        {
            await page.GoAsync(chapter);
            await ExpectOpenAsync(page, chapter);
            foreach (ILocator player in await page.Page.Locator(".player").AllAsync())
            {
                ILocator position = player.Locator(".position");
                await player.Locator(".player-reset").ClickAsync();
                string start = (await position.TextContentAsync())!;
                await page.Page.Keyboard.PressAsync("s");
                await Expect(position).Not.ToHaveTextAsync(start);
                await page.Page.Keyboard.PressAsync("b");
                await Expect(position).ToHaveTextAsync(start);
                await player.Locator(".player-step").ClickAsync();
                await Expect(position).Not.ToHaveTextAsync(start);
                await page.Page.Keyboard.PressAsync("r");
                await Expect(position).ToHaveTextAsync(start);
                await page.Page.Keyboard.PressAsync("p");
                await Expect(position).Not.ToHaveTextAsync(start);
                await page.Page.Keyboard.PressAsync("r");
            }
        }
    }

    [Fact]
    public async Task Steps_by_a_finger()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "", ExplorerPage.Screen(390, "ko", ColorScheme.Dark));
        foreach (string chapter in await ChaptersAsync(page))
        {
            await page.GoAsync(chapter);
            await ExpectOpenAsync(page, chapter);
            ILocator player = page.Page.Locator(".player").First;
            await player.Locator(".player-reset").TapAsync();
            string start = (await player.Locator(".position").TextContentAsync())!;
            await page.TapAsync(
                player.Locator(".player-step"),
                10,
                10,
                $"document.querySelector('.player .position').textContent !== {JsonSerializer.Serialize(start)}"
            );
        }
    }

    [Fact]
    public async Task Changes_its_language_and_keeps_answers_and_state()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill?rate=0.9");
        await page.Page.Locator(".prediction:has(.choice) input").First.CheckAsync();
        await page.Page.Locator(".prediction:has(.choice) button").First.ClickAsync();
        await Expect(page.Page.Locator(".outcome strong").First).ToHaveTextAsync("Not quite.");
        await page.Page.ClickAsync("#language");
        await Expect(page.Page.Locator("h2")).ToHaveTextAsync("내리막");
        await Expect(page.Page.Locator(".outcome strong").First).ToHaveTextAsync("아닙니다.");
        await page.ExpectAddressAsync("rate=0.9");
        await Expect(page.Page).ToHaveTitleAsync("내리막 · 신경망 탐험");
        await page.GoAsync("downhill?language=en");
        await Expect(page.Page.Locator("h2")).ToHaveTextAsync("Downhill");
    }

    [Fact]
    public async Task Opens_from_the_contents_and_from_the_chapters_beside_it_and_moves_the_focus()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "");
        string[] chapters = await ChaptersAsync(page);
        Assert.Equal(chapters.Length, await page.Page.Locator(".shelf a").CountAsync());
        await page.Page.Locator(".shelf a").First.ClickAsync();
        await ExpectOpenAsync(page, chapters[0]);
        await Expect(page.Page.Locator("#content")).ToBeFocusedAsync();
        await Expect(page.Page.Locator(".contents [aria-current]")).ToHaveAttributeAsync("href", $"#/{chapters[0]}");
        for (int i = 1; i < chapters.Length; i++)
        {
            await page.Page.Locator(".neighbors .next").ClickAsync();
            await ExpectOpenAsync(page, chapters[i]);
        }

        await Expect(page.Page.Locator(".neighbors .next")).ToHaveCountAsync(0);
        await page.GoAsync("no-such-chapter");
        await Expect(page.Page.Locator(".shelf")).ToBeVisibleAsync();
    }

    /// <summary>The state is written to the address a moment after it changes; a link that is followed in that moment still opens its chapter.</summary>
    [Fact]
    public async Task Opens_a_link_while_the_state_is_about_to_be_written()
    {
        await using ExplorerPage page = await ExplorerPage.OpenAsync(chromium, "downhill");
        int writes = await page.Page.EvaluateAsync<int>(
            """
            () => {
              const wait = window.setTimeout;
              const writes = [];
              window.setTimeout = action => writes.push(action);
              document.querySelector(".player-step").click();
              window.setTimeout = wait;
              location.hash = "#/errors";
              writes.forEach(write => write());
              return writes.length;
            }
            """
        );
        Assert.Equal(1, writes);
        await ExpectOpenAsync(page, "errors");
    }

    private static Task<string[]> ChaptersAsync(ExplorerPage page) =>
        page.CallAsync<string[]>("chapters.js", "m => m.chapters.map(one => one.id)");

    private static async Task ExpectOpenAsync(ExplorerPage page, string chapter)
    {
        if (chapter.Length == 0)
            await page.Page.Locator(".shelf").WaitForAsync();
        else
            await Expect(page.Page.Locator(".contents [aria-current]")).ToHaveAttributeAsync("href", $"#/{chapter}");
    }
}
