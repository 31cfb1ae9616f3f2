using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class IdxWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_the_specified_bytes()
    {
        IdxWriter.WriteImages(_folder["a.gz"], 1, 2, new byte[] { 7, 8, 9, 10 });
        IdxWriter.WriteLabels(_folder["b.gz"], new byte[] { 3, 200 });

        Assert.Equal([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8, 9, 10], Unzip("a.gz"));
        Assert.Equal([0, 0, 8, 1, 0, 0, 0, 2, 3, 200], Unzip("b.gz"));
    }

    [Fact]
    public void Reads_back_what_it_writes()
    {
        byte[] pixels = new byte[300 * 35];
        new Random(1).NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 10)];
        Samples<byte> samples = new(Shape.Image(5, 7), pixels, labels, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);

        IdxWriter.Write(_folder["new"], DataSplit.Test, samples);
        Dataset read = IdxLoader.Load(_folder["new/t10k-images-idx3-ubyte.gz"], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(samples.Shape, read.Samples.Shape);
        Assert.Equal(labels, read.Samples.Labels);
        Assert.Equal(samples.ClassNames, read.Samples.ClassNames);
        for (int row = 0; row < 300; row++)
            Assert.Equal(samples.Row(row), read.Samples.Row(row));
    }

    [Fact]
    public void Is_deterministic_and_leaves_no_other_files()
    {
        IdxWriter.WriteLabels(_folder["a.gz"], new byte[] { 1, 2, 3 });
        byte[] first = File.ReadAllBytes(_folder["a.gz"]);
        IdxWriter.WriteLabels(_folder["a.gz"], new byte[] { 1, 2, 3 });

        Assert.Equal(first, File.ReadAllBytes(_folder["a.gz"]));
        Assert.Equal([_folder["a.gz"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_failed_write_keeps_the_old_file()
    {
        _folder.Write("a", "old");
        Assert.Throws<InvalidOperationException>(() =>
            AtomicFile.Write(
                _folder["a"],
                file =>
                {
                    file.WriteByte(1);
                    throw new InvalidOperationException();
                }
            )
        );

        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal([_folder["a"]], Directory.GetFiles(_folder.Path));
    }

    private byte[] Unzip(string name)
    {
        using GZipStream gzip = new(File.OpenRead(_folder[name]), CompressionMode.Decompress);
        using MemoryStream content = new();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
