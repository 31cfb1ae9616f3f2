using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Experiments;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web.Tests.Corrections;

/// <summary>What is stored of a drawing, and what is not.</summary>
public sealed class CorrectionRulesTests
{
    // Hangul, a space, names that file systems take for something else, and two that differ in case only.
    private static readonly string[] Odd = ["영", "capital A", "../x", "a", "A", "NUL", ".", "50%", "\u202Eabc", "c:d"];

    [Fact]
    public async Task Stores_drawings_of_any_class_where_training_finds_them()
    {
        await using ServedPage page = await ServedPage.StartAsync(site: new DrawingSite(ServedPage.Named(Odd), "odd.zip"));
        for (int digit = 0; digit < 10; digit++)
            await KeepAsync(page, TestImages.OnPaper(digit), Odd[digit]).JsonAsync();
        string[] folders = [.. Directory.GetDirectories(page.CorrectionFolder).Select(path => Path.GetFileName(path)!)];
        Assert.Equal(10, folders.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("영", folders);
        Assert.Contains("capital A", folders);
        Assert.Equal(10, Directory.GetFiles(page.CorrectionFolder, "*.png", SearchOption.AllDirectories).Length);

        var added = AddedImages.Load(page.CorrectionFolder, Shape.Image(28, 28), Odd, new SourceLoader());
        Assert.Equal(Odd, added.Samples.ClassNames);
        Assert.Equal(Enumerable.Range(0, 10), added.Samples.Labels.ToArray().Order());
        for (int row = 0; row < 10; row++)
            Assert.Equal($"{added.Samples.Labels[row]}", ServedPage.Recognizer.Rank(added.Samples.Row(row))[0].Label);
    }

    [Fact]
    public async Task Another_label_replaces_the_first_even_after_a_restart()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        JsonElement first = await KeepAsync(page, TestImages.OnPaper(7), "7").JsonAsync();
        JsonElement second = await KeepAsync(page, TestImages.OnPaper(7), "1").JsonAsync();
        Assert.Equal((1, 1), (first.GetProperty("count").GetInt32(), second.GetProperty("count").GetInt32()));
        Assert.Equal("1", LabelOf(Assert.Single(Files(page.CorrectionFolder))));

        await using (ServedPage next = await ServedPage.StartAsync(options => options with { CorrectionFolder = page.CorrectionFolder }))
            await KeepAsync(next, TestImages.OnPaper(7), "2").JsonAsync();
        Assert.Equal("2", LabelOf(Assert.Single(Files(page.CorrectionFolder))));

        await KeepAsync(page, TestImages.OnPaper(3), "3").JsonAsync();
        Assert.Equal(2, Files(page.CorrectionFolder).Length);
    }

    [Fact]
    public async Task Does_not_store_blank_images()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        byte[] blank = ImageCodec.EncodePng(new GrayImage(40, 40, Enumerable.Repeat((byte)255, 1600).ToArray()));
        Assert.Contains(
            "without ink",
            await KeepAsync(page, blank, "7").ProblemAsync(HttpStatusCode.UnprocessableEntity),
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(page.CorrectionFolder));
    }

    [Fact]
    public async Task Reports_a_full_disk_without_its_path()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a disk that is always full.");
        await using ServedPage page = await ServedPage.StartAsync(site: new FullDisk());
        string problem = await KeepAsync(page, TestImages.OnPaper(7), "7").ProblemAsync(HttpStatusCode.InsufficientStorage);
        Assert.Contains("full disk", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("/", problem, StringComparison.Ordinal);
    }

    /// <summary>ENOSPC, EFBIG and EDQUOT in errno.h of Linux; EACCES is none of them.</summary>
    [Theory]
    [InlineData(28, true)]
    [InlineData(27, true)]
    [InlineData(122, true)]
    [InlineData(13, false)]
    public void Knows_the_errors_of_a_full_disk(int error, bool isFull)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems number their errors differently.");
        Assert.Equal(isFull, StorageProblem.IsFull(new IOException("", error)));
    }

    [Fact]
    public async Task Tries_the_folder_before_it_serves_and_leaves_nothing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-web-");
        string file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        foreach (
            (string path, string found) in ((string, string)[])
                [(file, "found a file"), (Path.Combine(file, "deeper"), $"found a file at {file}")]
        )
        {
            InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
                ServedPage.StartAsync(options => options with { CorrectionFolder = path })
            );
            Assert.Contains(found, error.Message, StringComparison.Ordinal);
        }

        await using (
            await ServedPage.StartAsync(options => options with { CorrectionFolder = Path.Combine(folder.FullName, "one", "two") })
        )
            Assert.Equal([file], Directory.GetFileSystemEntries(folder.FullName, "*", SearchOption.AllDirectories));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("영", "영")]
    [InlineData("capital A", "capital A")]
    [InlineData("../x", "%2E.%2Fx")]
    [InlineData("a\0b", "a%00b")]
    [InlineData("con.txt", "%63on.txt")]
    [InlineData("x.", "x%2E")]
    [InlineData(" x ", "%20x%20")]
    [InlineData("100%", "100%25")]
    [InlineData("", "%")]
    public void Names_a_folder_like_its_class_where_that_is_safe(string name, string folder) =>
        Assert.Equal([folder], ClassFolders.NamesOf([name]));

    [Fact]
    public void Keeps_apart_classes_with_long_names()
    {
        string[] names = [new string('가', 300) + "1", new string('가', 300) + "2"];
        IReadOnlyList<string> folders = ClassFolders.NamesOf(names);
        Assert.NotEqual(folders[0], folders[1]);
        Assert.All(folders, folder => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(folder), 1, 200));
    }

    private static string UrlOf(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    private static Task<HttpResponseMessage> KeepAsync(ServedPage page, byte[] png, string label) =>
        page.Client.AskJsonAsync(new { image = UrlOf(png), label }, "api/corrections");

    private static string[] Files(string folder) => Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories);

    private static string? LabelOf(string file) => Path.GetFileName(Path.GetDirectoryName(file));

    /// <summary>The drawing page on a disk without space: the error is the system's own.</summary>
    private sealed class FullDisk : ISite
    {
        private readonly DrawingSite _site = new(ServedPage.Recognizer, "digits.zip");

        public void AddServices(IServiceCollection services)
        {
            _site.AddServices(services);
            services.AddSingleton(provider => new Web.Corrections(
                ServedPage.Recognizer,
                new FolderStore(provider.GetRequiredService<WebServerOptions>().CorrectionFolder!, 1, Write),
                provider.GetRequiredService<ServerMeter>(),
                provider.GetRequiredService<Readiness>()
            ));
        }

        private static void Write(string path, Action<Stream> write)
        {
            try
            {
                using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                write(full);
            }
            catch (IOException e)
            {
                throw new InvalidInputException(path, "a writable path", e.Message, "Choose another", e);
            }
        }

        public void Map(WebApplication application) => _site.Map(application);
    }
}
