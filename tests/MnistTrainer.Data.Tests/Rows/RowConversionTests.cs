using System.IO.Compression;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>What is converted to a file of rows is what the usual loader reads, and a file of rows is used only for its own source.</summary>
public sealed class RowConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, double, string> Tables =>
        new()
        {
            { "plain.csv", 255, "0,1,2" },
            { "small.csv", 16, "0,1,2" },
            { "masks.csv", 1, "b,a,c" },
            { "percent.csv", 100, "10,9,-1" },
            { "fractions.csv", 0.99, "0,1,2" },
            { "tight.csv", 0.004, "0,1,2" },
            { "emnist-letters-train.csv", 255, "3,1,2" },
        };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_what_the_loader_reads(string name, double largest, string classes)
    {
        foreach (bool isDark in new[] { false, true })
        {
            string path = _folder.Write($"{(isDark ? "" : "light/")}{name}", Table(60, largest, classes.Split(','), isDark));
            Dataset loaded = CsvLoader.Load(path, cancellation: Cancellation);
            AssertSame(loaded, path);
            // In memory for two or three rows at a time.
            File.Delete($"{path}.rows");
            using RowFile file = new CsvRowConversion([DataFile.OnDisk(path, Cancellation)]) { BytesHeld = 200 }.Run(
                LoadOptions.Default,
                Cancellation
            );
            AssertSame(loaded.Samples, (Samples<byte>)file.ReadAll());
        }
    }

    [Fact]
    public void A_gzipped_table_and_one_of_labels_in_several_spellings_are_what_the_loader_reads()
    {
        string text = Table(30, 255, ["1", "1.0", "2"], isDark: false);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        string path = _folder.Write("packed.csv.gz", packed.ToArray());
        AssertSame(CsvLoader.Load(path, cancellation: Cancellation), path);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", 255)]
    [InlineData("train-images-idx3-ubyte", 16)]
    [InlineData("emnist-digits-train-images-idx3-ubyte", 255)]
    public void Idx_files_are_what_the_loader_reads(string name, int largest)
    {
        Random random = new(3);
        byte[] pixels =
        [
            .. Enumerable
                .Range(0, 600 * 90)
                .Select(i =>
                    (byte)(
                        i % 90 < 30 ? 0
                        : i % 97 == 0 ? largest
                        : random.Next(largest)
                    )
                ),
        ];
        IdxWriter.WriteImages(_folder[name], 9, 10, pixels);
        IdxWriter.WriteLabels(
            _folder[name.Replace("images-idx3", "labels-idx1", StringComparison.Ordinal)],
            new ReadOnlyMemory<byte>([.. Enumerable.Range(0, 600).Select(row => (byte)(row * 7 % 5 * 3))])
        );
        AssertSame(IdxLoader.Load(_folder[name], cancellation: Cancellation), _folder[name]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Folders_are_what_the_loader_reads(bool areMixed, bool inColor)
    {
        for (int i = 0; i < 9; i++)
            _folder.Write(
                $"images/{(i % 2 == 0 ? "even" : "odd")}/{i}.png",
                Imaging.ImageCodec.EncodePng(Stroke(areMixed && i == 7 ? 24 : 16, i))
            );
        LoadOptions options = new() { InColor = inColor };
        Dataset loaded = FolderLoader.Load(_folder["images"], options, Cancellation);
        AssertSame(loaded, _folder["images"], options);
        File.Delete(_folder["images.rows"]);
        var layout = FolderLayout.Of(_folder["images"], FolderTree.List(DataFolder.OnDisk(_folder["images"], Cancellation), Cancellation));
        using RowFile file = new FolderRowConversion(layout.Find(DataSplit.Train)!) { BytesHeld = 1 }.Run(options, Cancellation);
        AssertSame(loaded.Samples, (Samples<byte>)file.ReadAll());
    }

    [Fact]
    public void A_source_is_converted_once_until_it_changes()
    {
        string path = _folder.Write("table.csv", Table(30, 255, ["0", "1"], isDark: false));
        string rows = $"{path}.rows";
        Convert(path);
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(rows, old);
        Convert(path);
        Assert.Equal(old, File.GetLastWriteTimeUtc(rows));

        // The same length and time, but other bytes.
        DateTime time = File.GetLastWriteTimeUtc(path);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2] = bytes[^2] == (byte)'1' ? (byte)'2' : (byte)'1';
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);
        AssertSame(CsvLoader.Load(path, cancellation: Cancellation), path);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(rows));

        File.SetLastWriteTimeUtc(rows, old);
        File.SetLastWriteTimeUtc(path, time.AddSeconds(5));
        Convert(path);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(rows));

        File.SetLastWriteTimeUtc(rows, old);
        ConvertWith(path, new LoadOptions { HasHeader = true }, Cancellation);
        Assert.NotEqual(old, File.GetLastWriteTimeUtc(rows));
    }

    /// <summary>A change far from its beginning and its end shows in its time alone.</summary>
    [Fact]
    public void What_a_link_leads_to_is_watched()
    {
        string path = _folder.Write("table.csv", Table(800, 255, ["0", "1"], isDark: false)),
            link = _folder["link.csv"];
        File.CreateSymbolicLink(link, path);
        Convert(link);
        byte[] bytes = File.ReadAllBytes(path);
        Assert.True(bytes.Length > 1 << 17);
        int middle = Array.FindIndex(bytes, bytes.Length / 2, value => value is >= (byte)'1' and < (byte)'9');
        bytes[middle]++;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(5));
        AssertSame(CsvLoader.Load(path, cancellation: Cancellation).Samples, Converted(link));
    }

    [Fact]
    public void A_large_folder_is_the_same_however_its_path_is_written()
    {
        for (int i = 0; i < 102; i++)
            _folder.Write($"images/{i % 2}/{i}.png", Imaging.ImageCodec.EncodePng(Stroke(16, i % 9)));
        Convert(_folder["images"]);
        string rows = _folder["images.rows"];
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(rows, old);
        Convert(Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder["images"]));
        Assert.Equal(old, File.GetLastWriteTimeUtc(rows));
    }

    [Fact]
    public void A_damaged_or_another_file_of_that_name_is_rejected_and_left()
    {
        string path = _folder.Write("table.csv", Table(30, 255, ["0", "1"], isDark: false));
        Convert(path);
        byte[] whole = File.ReadAllBytes($"{path}.rows");
        foreach (byte[] other in new[] { whole[..^9], Encoding.UTF8.GetBytes(new string('x', 200)), [] })
        {
            File.WriteAllBytes($"{path}.rows", other);
            Rejection.Of(() => Convert(path), "table.csv.rows", "converted rows");
            Assert.Equal(other, File.ReadAllBytes($"{path}.rows"));
        }
    }

    [Fact]
    public void An_interrupted_conversion_leaves_nothing()
    {
        string path = _folder.Write("table.csv", Table(600, 255, ["0", "1"], isDark: false));
        using CancellationTokenSource source = new();
        LoadOptions options = new() { Progress = new Canceler(source) };
        Assert.Throws<OperationCanceledException>(() => ConvertWith(path, options, source.Token));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        File.AppendAllText(path, "0,1,2\n");
        Rejection.Of(() => Convert(path), "table.csv, line 602");
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_cannot_be_converted_is_rejected_by_its_name()
    {
        string path = _folder.Write("image.npy", ArrayOf(20));
        Rejection.Of(() => Convert(path), "image.npy", "a table of pixels as CSV, IDX files, Parquet or a folder of images");
        path = _folder.Write(
            "standardized.csv",
            "label,p0,p1,p2,p3\n" + string.Concat(Enumerable.Repeat("0,-1.5,2,-1.5,0.5\n1,-1.5,-1.5,2,1\n", 20))
        );
        Rejection.Of(() => Convert(path), "pixels in another range");
        path = _folder.Write("one.csv", Table(30, 255, ["7"], isDark: false));
        Rejection.Of(() => Convert(path), "at least two classes", "one class, 7");
        path = _folder.Write("same.csv", "label,p0,p1,p2,p3\n" + string.Concat(Enumerable.Repeat("0,5,0,0,9\n1,5,0,0,9\n", 20)));
        Rejection.Of(() => Convert(path), "images that differ from each other");
        Rejection.Of(() => SourceConversion.CheckSpace(_folder["rows"], long.MaxValue), "of free disk space");
    }

    [Fact]
    public void Files_of_rows_are_no_part_of_a_folder()
    {
        new SyntheticDigits { TrainCount = 20, TestCount = 10 }.Write(_folder["digits"], cancellation: Cancellation);
        using (
            RowFile train = DataSource
                .Open(_folder["digits"], cancellation: Cancellation)
                .OpenRows(DataSplit.Train, cancellation: Cancellation)!
        )
            Assert.Equal(20, train.Count);
        using (
            RowFile test = DataSource
                .Open(_folder["digits"], cancellation: Cancellation)
                .OpenRows(DataSplit.Test, cancellation: Cancellation)!
        )
            Assert.Equal(10, test.Count);
        Assert.Equal(2, Directory.GetFiles(_folder["digits"], "*.rows").Length);
        Assert.Equal(
            20,
            DataSource.Open(_folder["digits"], cancellation: Cancellation).Load(DataSplit.Train, cancellation: Cancellation)!.Count
        );
    }

    private static void Convert(string path) => ConvertWith(path, LoadOptions.Default, Cancellation);

    private static void ConvertWith(string path, LoadOptions options, CancellationToken cancellation) =>
        DataSource.Open(path, cancellation: cancellation).OpenRows(DataSplit.Train, options, cancellation)!.Dispose();

    private static Samples<byte> Converted(string path)
    {
        using RowFile file = DataSource
            .Open(path, cancellation: Cancellation)
            .OpenRows(DataSplit.Train, LoadOptions.Default, Cancellation)!;
        return (Samples<byte>)file.ReadAll();
    }

    private static void AssertSame(Dataset expected, string path, LoadOptions? options = null)
    {
        using RowFile file = DataSource.Open(path, cancellation: Cancellation).OpenRows(DataSplit.Train, options, Cancellation)!;
        AssertSame(expected.Samples, (Samples<byte>)file.ReadAll());
        Assert.All(file.Notes, note => Assert.Contains(note, expected.Notes));
    }

    private static void AssertSame(Samples<byte> expected, Samples<byte> samples)
    {
        Assert.Equal((expected.Count, expected.Shape), (samples.Count, samples.Shape));
        Assert.Equal(expected.ClassNames, samples.ClassNames);
        Assert.Equal(expected.Labels, samples.Labels);
        for (int row = 0; row < expected.Count; row++)
            Assert.Equal(expected.Row(row), samples.Row(row));
    }

    /// <summary>A vertical stroke of another length and brightness for each number, which framing does not make equal.</summary>
    private static Imaging.GrayImage Stroke(int side, int number)
    {
        byte[] pixels = new byte[side * side];
        for (int y = 2; y < side - 2 - number; y++)
            pixels.AsSpan((y * side) + (side / 2) - 1, 3).Fill((byte)(150 + (10 * number)));
        return new Imaging.GrayImage(side, side, pixels);
    }

    /// <summary>Images of 9x9 with ink in their middle, in which the largest value occurs in most.</summary>
    private static string Table(int rows, double largest, string[] labels, bool isDark)
    {
        Random random = new(5);
        StringBuilder text = new($"label,{string.Join(',', Enumerable.Range(0, 81).Select(i => $"pixel{i}"))}\n");
        bool isWhole = largest >= 1;
        for (int row = 0; row < rows; row++)
        {
            text.Append(labels[row * 7 % labels.Length]);
            for (int i = 0; i < 81; i++)
            {
                bool isInk = i % 9 is > 2 and < 6 && i / 9 is > 1 and < 7;
                double value =
                    !isInk ? 0
                    : i == 40 ? largest
                    : isWhole ? random.Next((int)largest + 1)
                    : Math.Round(random.NextDouble() * largest, 5);
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $",{(isDark ? largest - value : value)}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A NumPy array of zeros, images of 4x4 (numpy.org, "NPY format").</summary>
    private static byte[] ArrayOf(int images)
    {
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({images}, 4, 4), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[images * 16]];
    }

    private sealed class Canceler(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.3)
                source.Cancel();
        }
    }
}
