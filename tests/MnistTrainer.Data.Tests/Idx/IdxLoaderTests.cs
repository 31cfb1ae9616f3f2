using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.Data.Tests;

public sealed class IdxLoaderTests : IDisposable
{
    private static readonly byte[] Pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", true)]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", true)]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", false)]
    [InlineData("t10k-images-idx3-ubyte", "t10k-labels.idx1-ubyte", false)]
    [InlineData("kuzushiji-test-images-idx3-ubyte.gz", "kuzushiji-test-labels-idx1-ubyte.gz", false)]
    public void Reads_images_and_the_label_file_next_to_them(string images, string labels, bool gzip)
    {
        byte[] imageFile = Bytes.Idx(Pixels, 2, 2, 3),
            labelFile = Bytes.Idx([4, 1], 2);
        string path = _folder.Write(images, gzip ? Bytes.Gzip(imageFile) : imageFile);
        _folder.Write(labels, gzip ? Bytes.Gzip(labelFile) : labelFile);

        Dataset set = IdxLoader.Load(path, cancellation: Token);

        Assert.Equal(Shape.Image(2, 3), set.Samples.Shape);
        Assert.Equal(Pixels.AsSpan(0, 6), set.Samples.Row(0));
        Assert.Equal(Pixels.AsSpan(6), set.Samples.Row(1));
        Assert.Equal(["4", "1"], set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label]));
        Assert.Equal(["1", "4"], set.Samples.ClassNames);
    }

    [Fact]
    public void Loading_allocates_hardly_more_than_the_pixels()
    {
        const int count = 5000,
            size = 28 * 28;
        string path = _folder.Write("train-images-idx3-ubyte.gz", Bytes.Gzip(Bytes.Idx(new byte[count * size], count, 28, 28)));
        _folder.Write("train-labels-idx1-ubyte.gz", Bytes.Gzip(Bytes.Idx(new byte[count], count)));
        long allocated = Allocation.Of(() => IdxLoader.Load(path, cancellation: Token));
        Assert.InRange(allocated, count * size, count * size * 11 / 10);
    }

    [Fact]
    public void Transposes_EMNIST_and_reports_it()
    {
        string path = _folder.Write("emnist-digits-train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));
        _folder.Write("emnist-digits-train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));

        Dataset set = IdxLoader.Load(path, cancellation: Token);

        Assert.Equal(Shape.Image(3, 2), set.Samples.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], set.Samples.Row(0).ToArray());
        Assert.Equal([7, 10, 8, 11, 9, 255], set.Samples.Row(1).ToArray());
        Assert.Contains(set.Findings, finding => finding.Contains("transposed"));
    }

    [Theory]
    [InlineData("classes.txt", "shirt\nshoe\n\n", new[] { "shirt", "shoe" })]
    [InlineData("mapping.txt", "0 48\n1 65 97\n", new[] { "0", "A" })]
    [InlineData("emnist-letters-mapping.txt", "1 65 97\r\n2 66 98\r\n", new[] { "0", "A" })]
    public void Takes_class_names_from_a_text_file(string name, string text, string[] expected)
    {
        string path = _folder.Write("emnist-letters-train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));
        _folder.Write("emnist-letters-train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));
        _folder.Write(name, text);

        Assert.Equal(expected, IdxLoader.Load(path, cancellation: Token).Samples.ClassNames);
    }

    [Theory]
    [InlineData("classes.txt", "only one", "from 2 to 256 classes")]
    [InlineData("mapping.txt", "0 48\nx 65", "line 2: expected a class and a character code")]
    public void Rejects_class_names_that_do_not_match(string name, string text, string message)
    {
        string path = _folder.Write("train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));
        _folder.Write(name, text);

        Rejection.Of(() => IdxLoader.Load(path, cancellation: Token), name, message);
    }

    [Fact]
    public void Accepts_images_without_labels_only_if_none_are_required()
    {
        string path = _folder.Write("train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));

        Assert.False(IdxLoader.Load(path, new LoadOptions { LabelsRequired = false }, Token).Samples.HasLabels);
        Rejection.Of(
            () => IdxLoader.Load(path, cancellation: Token),
            path,
            "expected its label file next to it (train-labels-idx1-ubyte), found none",
            "same folder"
        );
    }

    [Fact]
    public void Rejects_labels_of_another_set()
    {
        string path = _folder.Write("train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1, 2], 3));

        Rejection.Of(
            () => IdxLoader.Load(path, cancellation: Token),
            "train-labels-idx1-ubyte: expected 2 labels, one per image",
            "found 3",
            "the same set"
        );
    }

    [Fact]
    public void Rejects_a_missing_file_and_a_folder()
    {
        Rejection.Of(
            () => IdxLoader.Load(_folder["train-images-idx3-ubyte"], cancellation: Token),
            "expected a readable file",
            "found no such file"
        );
        Rejection.Of(
            () => IdxLoader.Load(_folder.Path, new LoadOptions { LabelsRequired = false }, Token),
            "expected a readable file",
            "found a folder"
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rejects_a_file_truncated_at_any_byte(bool gzip)
    {
        byte[] whole = Bytes.Idx(Pixels, 2, 2, 3);
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("train-images-idx3-ubyte", gzip ? Bytes.Gzip(whole[..length]) : whole[..length]);
            Rejection.Of(
                () => IdxLoader.Load(path, cancellation: Token),
                $"train-images-idx3-ubyte, byte {length}: expected",
                "found the end of the file",
                "fetch it again"
            );
        }
    }

    [Fact]
    public void Rejects_gzipped_data_truncated_or_corrupted_at_any_significant_byte()
    {
        byte[] packed = Bytes.Gzip(Bytes.Idx(Pixels, 2, 2, 3));
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));
        int rejected = 0;
        for (int at = 2; at < packed.Length; at++)
        {
            byte[] changed = [.. packed];
            changed[at] ^= 0xFF;
            foreach (byte[] file in new[] { packed[..at], changed })
            {
                string path = _folder.Write("train-images-idx3-ubyte", file);
                try
                {
                    Assert.Equal(Pixels.AsSpan(0, 6), IdxLoader.Load(path, cancellation: Token).Samples.Row(0));
                }
                catch (InvalidInputException e)
                {
                    Assert.Contains("fetch it again", e.Message);
                    rejected++;
                }
            }
        }

        // Only bytes that do not affect the values (time, system, name; data after the last value) may change undetected.
        Assert.InRange(rejected, 2 * (packed.Length - 20), 2 * packed.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rejects_bytes_after_the_end(bool gzip)
    {
        byte[] longer = [.. Bytes.Idx(Pixels, 2, 2, 3), 0];
        string path = _folder.Write("train-images-idx3-ubyte", gzip ? Bytes.Gzip(longer) : longer);
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));

        Rejection.Of(
            () => IdxLoader.Load(path, cancellation: Token),
            "byte 28: expected the end of the file",
            "found more bytes",
            "fetch it again"
        );
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 8, 3 }, "byte 0: expected two zero bytes", "found 89 50", "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 99, 3 }, "byte 2: expected a type of IDX", "found 99", "damaged")]
    [InlineData(new byte[] { 0, 0, 8, 5 }, "byte 3: expected 3 dimensions", "found 5", "damaged")]
    [InlineData(new byte[] { 0, 0, 8, 1 }, "byte 3: expected 3 dimensions", "found 1", "label file")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 0 }, "byte 4: expected a count of at least 1", "found 0", "damaged")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 0 }, "byte 8: expected a height of at least 1", "found 0", "damaged")]
    [InlineData(new byte[] { 0, 0, 8, 3, 255, 255, 255, 255 }, "byte 4: expected a count", "found 4294967295", "damaged")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0 }, "byte 8: expected a height", "found 65536", "damaged")]
    public void Rejects_invalid_headers(byte[] start, params string[] words)
    {
        byte[] file = Bytes.Idx(Pixels, 2, 2, 3);
        start.CopyTo(file, 0);
        string path = _folder.Write("train-images-idx3-ubyte", file);
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));

        Rejection.Of(() => IdxLoader.Load(path, cancellation: Token), [path, .. words]);
    }

    [Fact]
    public void Does_not_allocate_for_a_small_gzipped_file_that_claims_a_gigabyte()
    {
        string path = _folder.Write("train-images-idx3-ubyte", Bytes.Gzip(Bytes.Idx(Pixels, 1_000_000, 28, 28)));
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([0, 1], 2));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Rejection.Of(() => IdxLoader.Load(path, cancellation: Token), "expected 784000016 bytes", "found the end of the file", "truncated");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Stops_when_canceled()
    {
        string path = _folder.Write("train-images-idx3-ubyte", Bytes.Idx(Pixels, 2, 2, 3));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            IdxLoader.Load(path, new LoadOptions { LabelsRequired = false }, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void Reads_MNIST_as_published()
    {
        string? root = Environment.GetEnvironmentVariable("MNIST_TRAINER_DATA");
        if (root is null || !Directory.Exists(Path.Combine(root, "mnist")))
            Assert.Skip("MNIST_TRAINER_DATA does not name a folder that contains mnist.");

        Dataset set = IdxLoader.Load(Path.Combine(root, "mnist", "t10k-images-idx3-ubyte.gz"), cancellation: Token);

        // As published on LeCun's page and elsewhere: 10,000 images of 28x28; the first ten labels; 980 zeros, 1,135 ones.
        Assert.Equal((10_000, Shape.Image(28, 28)), (set.Count, set.Samples.Shape));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], set.Samples.Labels[..10]);
        Assert.Equal(
            [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
            set.Samples.Labels.ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)
        );
    }
}
