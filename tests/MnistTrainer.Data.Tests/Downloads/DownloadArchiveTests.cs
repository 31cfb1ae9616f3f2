using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of extracting files from an archive if they cannot be fetched individually.</summary>
public sealed class DownloadArchiveTests : DownloadTests
{
    [Fact]
    public async Task Fetches_the_archive_once_and_deletes_it_when_done()
    {
        byte[] zip = Zip(("gzip/a.gz", Content), ("gzip/b.gz", OtherContent), ("gzip/c.gz", Noise(4, 10)));
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer archive = new(
            request => LocalAnswer.Ranged(request, zip).CutAfter(150_000),
            request => LocalAnswer.Ranged(request, zip)
        );
        DownloadableDataset dataset = Dataset(Described("a.gz", Content, missing), Described("b.gz", OtherContent, missing));

        Assert.Equal(2, await DownloadAsync(dataset with { Archive = new(Described("all.zip", zip, archive), "gzip") }));
        Assert.Equal(["a.gz", "b.gz"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        Assert.Equal(Content, await ReadAsync("a.gz"));
        Assert.Equal(OtherContent, await ReadAsync("b.gz"));
        Assert.Equal([null, "bytes=150000-"], archive.Requests.Select(request => request.Range));
    }

    [Theory]
    [InlineData("gzip/other.gz", 400_000)]
    [InlineData("gzip/a.gz", 400_000)]
    [InlineData("gzip/a.gz", 5)]
    public async Task Reports_a_missing_or_invalid_archive_member(string member, int length)
    {
        byte[] zip = Zip((member, OtherContent[..length]));
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer archive = new(_ => LocalAnswer.Whole(zip));
        DownloadableDataset dataset = Dataset(Described("a.gz", Content, missing)) with
        {
            Archive = new(Described("all.zip", zip, archive), "gzip"),
        };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync(dataset));
        Assert.Contains("404 Not Found; all.zip: does not contain this file.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["all.zip"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Decompresses_a_member_that_compress_has_compressed()
    {
        byte[] text = "TOBEORNOTTOBEORTOBEORNOTTOBEORNOTTOBEORTOBEORNOTTOBEORNOTTOBEORTOBEORNOT"u8.ToArray();
        // By ncompress 4.2.4.
        byte[] compressed = Convert.FromBase64String("H52QVJ4IKfJEipMnVAIOLKiQoEGEDQseTCjQYcSHFBdivHhxIg==");
        byte[] zip = Zip(("digits.tra.Z", compressed), ("digits.tes.Z", [1, 2, 3]));
        using LocalHttpServer missing = new(_ => LocalAnswer.Status("404 Not Found"));
        using LocalHttpServer archive = new(_ => LocalAnswer.Whole(zip));
        DownloadableDataset dataset = Dataset(Described("digits.tra", text, missing)) with
        {
            Archive = new(Described("all.zip", zip, archive), ""),
        };

        Assert.Equal(1, await DownloadAsync(dataset));
        Assert.Equal(text, await ReadAsync("digits.tra"));
        DownloadableDataset damaged = dataset with { Files = [Described("digits.tes", text, missing)] };
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => DownloadAsync(damaged));
        Assert.Contains("all.zip: does not contain this file.", error.Message, StringComparison.Ordinal);
    }

    private Task<byte[]> ReadAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return stream.ToArray();
    }
}
