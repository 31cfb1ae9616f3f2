using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Data.Tests.ParquetBytes;

namespace MnistTrainer.Data.Tests;

/// <summary>Images in Parquet are converted to a file of rows one group at a time, as they are read in memory.</summary>
public sealed class ParquetConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Files_of_images_and_pixels_are_what_the_loader_reads()
    {
        HubRow[] images = [.. Enumerable.Range(0, 11).Select(row => new HubRow(new HubImage(Png(row % 7), $"{row}.png"), row % 3))];
        AssertSame(_folder.Write("hub.parquet", Of(images, ClassNames("c", "a", "b"), groupSize: 4)));
        ListRow[] lists =
        [
            .. Enumerable.Range(0, 11).Select(row => new ListRow(row % 2, [.. Pixels(row % 7).Select(pixel => (double)pixel)])),
        ];
        AssertSame(_folder.Write("lists.parquet", Of(lists, groupSize: 4)));
        byte[] columns = Table<int>(
            ["label", "pixel0", "pixel1", "pixel2", "pixel3"],
            [.. Enumerable.Range(0, 9).Select(row => new int?[] { row % 2, row * 20, 255, 0, row })]
        );
        AssertSame(_folder.Write("columns.parquet", columns));
    }

    [Fact]
    public void A_group_larger_than_the_memory_is_rejected_by_name()
    {
        string path = _folder.Write(
            "hub.parquet",
            Of([new HubRow(new HubImage(Png(1), null), 0), new HubRow(new HubImage(Png(2), null), 1)])
        );
        Rejection.Of(
            () =>
                DataSource
                    .Open(path, cancellation: Cancellation)
                    .OpenRows(DataSplit.Train, new LoadOptions { ConversionMemory = 50 }, Cancellation)!
                    .Dispose(),
            "hub.parquet, group 1 of 1",
            "2 rows, which take about"
        );
    }

    private static void AssertSame(string path)
    {
        Dataset loaded = DataSource.Open(path, cancellation: Cancellation).Load(DataSplit.Train, cancellation: Cancellation)!;
        using RowFile file = DataSource.Open(path, cancellation: Cancellation).OpenRows(DataSplit.Train, cancellation: Cancellation)!;
        Samples<byte> read = (Samples<byte>)file.ReadAll();
        Assert.Equal((loaded.Samples.Count, loaded.Samples.Shape), (read.Count, read.Shape));
        Assert.Equal(loaded.Samples.ClassNames, read.ClassNames);
        Assert.Equal(loaded.Samples.Labels, read.Labels);
        for (int row = 0; row < read.Count; row++)
            Assert.Equal(loaded.Samples.Row(row), read.Row(row));
    }

    private static byte[] Pixels(int seed) => [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 9 == seed ? 200 + seed : 0))];

    private static byte[] Png(int seed) => ImageCodec.EncodePng(new GrayImage(8, 8, Pixels(seed)));
}
