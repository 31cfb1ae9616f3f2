using System.Net;
using System.Text.Json;
using MnistTrainer.Experiments;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>A bucket stores what a folder does, for any number of servers.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    // As many as syllables of Hangul in common use.
    private static readonly string[] Syllables = [.. Enumerable.Range(0, 2350).Select(i => FormattableString.Invariant($"{i}"))];

    private BucketServer _store = null!;

    public async ValueTask InitializeAsync() => _store = await BucketServer.StartAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Stores_replaces_and_deletes_a_drawing()
    {
        await using ServedPage page = await _store.ServeAsync();
        Assert.Empty(_store.Objects);
        JsonElement none = await CountAsync(page);
        Assert.Equal((0, true), (none.GetProperty("count").GetInt32(), none.GetProperty("leaveMachine").GetBoolean()));

        JsonElement first = await KeepAsync(page, 7, "7").JsonAsync();
        string id = first.GetProperty("id").GetString()!;
        Assert.Equal($"corrections/7/{id}.png", Assert.Single(_store.Objects).Key);
        byte[] stored = _store.Objects[$"corrections/7/{id}.png"];
        Assert.Equal(ImageCodec.Decode(TestImages.OnPaper(7), "sent").Pixels, ImageCodec.Decode(stored, "stored").Pixels);

        // Once more the same, then another label, then another drawing.
        Assert.Equal(1, (await KeepAsync(page, 7, "7").JsonAsync()).GetProperty("count").GetInt32());
        Assert.Equal(1, (await KeepAsync(page, 7, "1").JsonAsync()).GetProperty("count").GetInt32());
        Assert.Equal($"corrections/1/{id}.png", Assert.Single(_store.Objects).Key);
        Assert.Equal(2, (await KeepAsync(page, 3, "3").JsonAsync()).GetProperty("count").GetInt32());

        await DeleteAsync(page, id, HttpStatusCode.NoContent);
        await DeleteAsync(page, id, HttpStatusCode.NotFound);
        Assert.StartsWith("corrections/3/", Assert.Single(_store.Objects).Key, StringComparison.Ordinal);
        Assert.Equal(1, (await CountAsync(page)).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Servers_share_a_bucket()
    {
        await using ServedPage one = await _store.ServeAsync();
        string id = (await KeepAsync(one, 7, "7").JsonAsync()).GetProperty("id").GetString()!;
        await using ServedPage other = await _store.ServeAsync();
        Assert.Equal(1, (await CountAsync(other)).GetProperty("count").GetInt32());
        await KeepAsync(other, 7, "2").JsonAsync();
        Assert.Equal($"corrections/2/{id}.png", Assert.Single(_store.Objects).Key);
        await DeleteAsync(one, id, HttpStatusCode.NoContent);
        Assert.Empty(_store.Objects);
    }

    [Fact]
    public async Task Training_reads_what_was_copied_to_a_folder()
    {
        string[] odd = ["영", "capital A", "../x", "a", "A", "NUL", ".", "50%", "+&=", "c:d"];
        await using ServedPage page = await _store.ServeAsync("s3://digits", site: new DrawingSite(ServedPage.Named(odd), "odd.zip"));
        for (int digit = 0; digit < 10; digit++)
            await KeepAsync(page, digit, odd[digit]).JsonAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-bucket-");
        foreach ((string name, byte[] content) in _store.Objects)
        {
            string path = Path.Combine(folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        }

        var added = AddedImages.Load(folder.FullName, Shape.Image(28, 28), odd, new SourceLoader());
        Assert.Equal(odd, added.Samples.ClassNames);
        Assert.Equal(Enumerable.Range(0, 10), added.Samples.Labels.ToArray().Order());
        for (int row = 0; row < 10; row++)
            Assert.Equal($"{added.Samples.Labels[row]}", ServedPage.Recognizer.Rank(added.Samples.Row(row))[0].Label);

        // A server with that folder replaces them.
        await using ServedPage next = await ServedPage.StartAsync(
            options => options with { CorrectionFolder = folder.FullName },
            new DrawingSite(ServedPage.Named(odd), "odd.zip")
        );
        Assert.Equal(10, (await KeepAsync(next, 3, "a").JsonAsync()).GetProperty("count").GetInt32());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Stores_at_most_the_maximum()
    {
        await using ServedPage page = await _store.ServeAsync(change: options => options with { MaximumCorrections = 1 });
        await KeepAsync(page, 7, "7").JsonAsync();
        Assert.Equal("folder-full", await KeepAsync(page, 1, "1").ProblemCodeAsync(HttpStatusCode.Conflict));
        await KeepAsync(page, 7, "2").JsonAsync();
        Assert.StartsWith("corrections/2/", Assert.Single(_store.Objects).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_again_as_soon_as_a_full_bucket_was_emptied()
    {
        using BucketStore store = new(CorrectionBucket.Parse("s3://digits/corrections", _store.Address), 1, ["7"], TimeSpan.Zero);
        await store.TryAsync(TestContext.Current.CancellationToken);
        await store.StoreAsync(Drawing(1, "7"), TestContext.Current.CancellationToken);
        InvalidRequestException full = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            store.StoreAsync(Drawing(2, "7"), TestContext.Current.CancellationToken)
        );
        Assert.Equal("folder-full", full.Code);
        _store.Objects.Clear();
        await store.StoreAsync(Drawing(2, "7"), TestContext.Current.CancellationToken);
        Assert.Equal($"corrections/7/{2:x32}.png", Assert.Single(_store.Objects).Key);
    }

    [Fact]
    public async Task Finds_a_drawing_of_a_model_of_many_classes_in_a_list_of_all()
    {
        for (int i = 1000; i < 2500; i++)
            _store.Objects[FormattableString.Invariant($"corrections/0/{i:x32}.png")] = [];
        using BucketStore store = new(CorrectionBucket.Parse("s3://digits/corrections", _store.Address), 25_000, Syllables);
        await store.StoreAsync(Drawing(1, "17"), TestContext.Current.CancellationToken);
        _store.Requests.Clear();
        await store.StoreAsync(Drawing(1, "2349"), TestContext.Current.CancellationToken);
        string key = $"corrections/2349/{1:x32}.png";
        Assert.Equal(["GET ", "GET ", $"PUT {key}", $"DELETE corrections/17/{1:x32}.png"], _store.Requests);
        Assert.Equal(key, Assert.Single(_store.Objects.Keys, name => !name.StartsWith("corrections/0/", StringComparison.Ordinal)));
        Assert.True(await store.DeleteAsync($"{1:x32}", TestContext.Current.CancellationToken));
        Assert.Equal(1500, _store.Objects.Count);
    }

    [Fact]
    public void Rejects_too_many_drawings_of_too_many_classes() =>
        Assert.Contains(
            "a maximum of 25000 drawings in a bucket, or fewer, for a model of more than 200 classes, found 25001 for 2350 classes. Lower",
            Assert
                .Throws<InvalidInputException>(() =>
                    new BucketStore(CorrectionBucket.Parse("s3://digits/corrections", _store.Address), 25_001, Syllables)
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Counts_drawings_alone()
    {
        foreach (
            string name in (string[])
                ["notes.txt", "photos/7.png", $"{1:x32}.png", $"7/{1:x32}.png", $"7/{2:x32}.png.bak", $"7/x{3:x32}.png"]
        )
            _store.Objects[name] = [];
        await using ServedPage page = await _store.ServeAsync("s3://digits");
        Assert.Equal(1, (await CountAsync(page)).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Counts_more_than_a_page_of_drawings()
    {
        for (int i = 0; i < 2500; i++)
            _store.Objects[FormattableString.Invariant($"corrections/{i % 10}/{i:x32}.png")] = [];
        _store.Objects["elsewhere/7/1.png"] = [];
        await using ServedPage page = await _store.ServeAsync();
        int count = 0;
        for (int i = 0; i < 100 && count != 2500; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            count = (await CountAsync(page)).GetProperty("count").GetInt32();
        }

        Assert.Equal(2500, count);
    }

    [Fact]
    public async Task Stores_even_if_the_client_has_gone()
    {
        await using ServedPage page = await _store.ServeAsync();
        TaskCompletionSource writes = new(TaskCreationOptions.RunContinuationsAsynchronously),
            gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Before = async (method, _) =>
        {
            if (method == "PUT")
            {
                writes.SetResult();
                await gone.Task;
            }

            return 0;
        };
        using (HttpClient client = new() { BaseAddress = page.Address })
        {
            Task<HttpResponseMessage> sent = client.AskJsonAsync(Body(7, "7"), "api/corrections");
            await writes.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            client.CancelPendingRequests();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        }

        gone.SetResult();
        for (int i = 0; i < 100 && _store.Objects.IsEmpty; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Single(_store.Objects);
    }

    private static CorrectedDrawing Drawing(int id, string folder) =>
        new(FormattableString.Invariant($"{id:x32}"), folder, TestImages.OnPaper(id));

    private static object Body(int digit, string label) =>
        new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(digit)), label };

    private static Task<HttpResponseMessage> KeepAsync(ServedPage page, int digit, string label) =>
        page.Client.AskJsonAsync(Body(digit, label), "api/corrections");

    private static Task<JsonElement> CountAsync(ServedPage page) =>
        page.Client.GetAsync("api/corrections", TestContext.Current.CancellationToken).JsonAsync();

    private static async Task DeleteAsync(ServedPage page, string id, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }
}
