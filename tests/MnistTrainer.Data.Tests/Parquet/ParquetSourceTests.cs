using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using Parquet;
using static MnistTrainer.Data.Tests.ParquetBytes;

namespace MnistTrainer.Data.Tests;

public sealed class ParquetSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Dataset? Load(string source, DataSplit split = DataSplit.Train, LoadOptions? options = null) =>
        DataSource.Open(source).Load(split, options, TestContext.Current.CancellationToken);

    private static string[] LabelsOf(Dataset set) => [.. set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label])];

    private static byte[] Pixels(int seed) => [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 9 == seed ? 200 + seed : 0))];

    private static byte[] Png(int seed) => ImageCodec.EncodePng(new GrayImage(8, 8, Pixels(seed)));

    private static HubRow Row(int seed, long? label, string? path = null) => new(new HubImage(Png(seed), path), label);

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public void Reads_images_as_the_hub_has_them(CompressionMethod compression)
    {
        HubRow[] rows = [Row(3, 7), Row(1, 2), Row(5, 7)];
        Dataset set = Load(_folder.Write("train.parquet", Of(rows, compression: compression, groupSize: 2)))!;
        Assert.Equal(Shape.Image(8, 8), set.Samples.Shape);
        Assert.Equal(["7", "2", "7"], LabelsOf(set));
        Assert.Equal(Pixels(1), set.Samples.Row(1));
        Assert.Equal(Pixels(5), set.Samples.Row(2));
        Assert.Contains("format: Parquet, 3 images of 8x8", set.Findings);
        Assert.Contains("label column: label", set.Findings);
        Assert.Null(set.Ids);
    }

    [Fact]
    public void Names_classes_and_images_as_the_file_does()
    {
        byte[] file = Of([Row(1, 1, "b.png"), Row(2, 0, "a.png")], ClassNames("T-shirt", "Ankle boot"));
        Dataset set = Load(_folder.Write("train.parquet", file))!;
        Assert.Equal(["Ankle boot", "T-shirt"], LabelsOf(set));
        Assert.Equal(["b.png", "a.png"], set.Ids!.Values);
    }

    [Fact]
    public void A_label_of_minus_one_is_none()
    {
        string path = _folder.Write("test.parquet", Of([Row(1, -1), Row(2, -1)]));
        Assert.False(Load(path, options: new LoadOptions { LabelsRequired = false })!.Samples.HasLabels);
        Rejection.Of(() => Load(path), "test.parquet", "label");

        // Beside a part to train on, such a part is not one to measure accuracy on.
        _folder.Write("train.parquet", Of([Row(1, 1), Row(2, 0)]));
        Assert.False(DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken).Has(DataSplit.Test));
    }

    [Fact]
    public void Options_of_tables_have_no_effect_and_are_noted()
    {
        string path = _folder.Write("train.parquet", Of([Row(1, 1), Row(2, 0)]));
        LoadOptions options = new()
        {
            Encoding = System.Text.Encoding.Latin1,
            HasHeader = false,
            SkippedColumns = ["label"],
        };
        Dataset set = Load(path, options: options)!;
        Assert.Equal(["1", "0"], LabelsOf(set));
        Assert.Contains(set.Notes, note => note.StartsWith("the encoding: specified", StringComparison.Ordinal));
        Assert.Contains(set.Notes, note => note.StartsWith("whether there is a header: specified", StringComparison.Ordinal));
        Assert.Contains(set.Notes, note => note.StartsWith("columns that are no pixels: specified", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mnist/train-00000-of-00001.parquet", "mnist/test-00000-of-00001.parquet")]
    [InlineData("data/train-00000-of-00001-4bd2f1a03e5c9a77.parquet", "data/test-00000-of-00001-38cc4fa96c139e86.parquet")]
    [InlineData("mnist/train/0000.parquet", "mnist/test/0000.parquet")]
    [InlineData("mnist_train.parquet", "mnist_test.parquet")]
    public void Finds_the_parts_by_their_names(string train, string test)
    {
        _folder.Write(train, Of([Row(1, 1), Row(2, 0)]));
        _folder.Write(test, Of([Row(3, 1)]));
        Assert.Equal(2, Load(_folder.Path)!.Count);
        Assert.Equal(Pixels(3), Load(_folder.Path, DataSplit.Test)!.Samples.Row(0));
        byte[] zip = Bytes.Zip((train, Of([Row(1, 1), Row(2, 0)])), (test, Of([Row(3, 1)])));
        Assert.Equal(["1"], LabelsOf(Load(_folder.Write("set.zip", zip), DataSplit.Test)!));
    }

    [Fact]
    public void Joins_shards_in_order_and_misses_none()
    {
        _folder.Write("train-00001-of-00002.parquet", Of([Row(3, 0)]));
        string first = _folder.Write("train-00000-of-00002.parquet", Of([Row(1, 1), Row(2, 0)]));
        Dataset set = Load(_folder.Path)!;
        Assert.Equal(["1", "0", "0"], LabelsOf(set));
        Assert.Equal(Pixels(3), set.Samples.Row(2));
        Assert.Contains(Load(first)!.Notes, note => note.Contains("part 1 of 2", StringComparison.Ordinal));
        File.Delete(first);
        Rejection.Of(() => Load(_folder.Path), "2 parts of train", "found 1");
    }

    [Fact]
    public void Reads_a_gzipped_file_and_one_in_a_gzipped_tar()
    {
        byte[] file = Of([Row(1, 1), Row(2, 0)]);
        Assert.Equal(2, Load(_folder.Write("a.parquet.gz", Bytes.Gzip(file)))!.Count);
        Assert.Equal(2, Load(_folder.Write("a.tar.gz", Bytes.Gzip(Bytes.Tar(("a.parquet", file)))))!.Count);
    }

    [Fact]
    public void Rejects_rows_without_an_image()
    {
        string missing = _folder.Write("a.parquet", Of([Row(1, 1), new HubRow(new HubImage(null, null), 2)]));
        Rejection.Of(() => Load(missing), "a.parquet, row 2", "bytes of an image", "none");
        string path = _folder.Write("b.parquet", Of([new HubRow(new HubImage(null, "7.png"), 1), Row(1, 1)]));
        Rejection.Of(() => Load(path), "b.parquet, row 1", "only its path, 7.png");
        string none = _folder.Write("c.parquet", Of([Row(1, 1), new HubRow(null, 2)]));
        Rejection.Of(() => Load(none), "c.parquet, row 2");
        string unlabeled = _folder.Write("d.parquet", Of([Row(1, 1), Row(2, null)]));
        Rejection.Of(() => Load(unlabeled), "d.parquet, row 2", "a label");
    }

    [Fact]
    public void A_damaged_image_is_named_by_its_row_and_can_be_skipped()
    {
        HubRow damaged = new(new HubImage([.. Png(4).Take(40)], null), 3);
        string path = _folder.Write("a.parquet", Of([Row(1, 1), damaged, Row(2, 3)]));
        Rejection.Of(() => Load(path), "a.parquet, row 2");
        Assert.Equal(["1", "3"], LabelsOf(Load(path, options: new LoadOptions { SkipDamaged = true })!));
    }
}
