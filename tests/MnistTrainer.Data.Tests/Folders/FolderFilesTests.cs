using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class FolderFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_images_that_cannot_be_read_by_format()
    {
        _folder.WriteImages("0/a.png", "1/b.JPG");
        foreach (string name in (string[])["0/IMG_1.HEIC", "1/IMG_2.heic", "scan.pdf", "0/notes.txt"])
            _folder.Write(name, "x");
        Dataset data = Load();
        Assert.Equal(["left out: 2 HEIC, 1 PDF, which cannot be read"], data.Notes);
        Assert.Contains(data.Notes[0], data.Findings);
        Assert.Equal(data.Notes, FolderImages.List(_folder.Path, Cancellation).Notes);
    }

    /// <summary>Each is written by hand: a gray image of 28x28 pixels, all of them 90.</summary>
    [Fact]
    public void Reads_every_format_that_a_single_image_may_have()
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)90, 28 * 28)];
        byte[] netpbm = [.. "P5 28 28 255\n"u8, .. pixels];
        byte[] targa = [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0, 28, 0, 8, 0, .. pixels];
        byte[] tiff =
        [
            .. (byte[])[.. "II*\0"u8, 8, 0, 0, 0, 8, 0],
            .. Entry(256, 28),
            .. Entry(257, 28),
            .. Entry(258, 8),
            .. Entry(259, 1),
            .. Entry(262, 1),
            .. Entry(273, 8 + 2 + (8 * 12) + 4),
            .. Entry(278, 28),
            .. Entry(279, 28 * 28),
            .. new byte[4],
            .. pixels,
        ];
        foreach (string name in (string[])["0/a.pgm", "0/b.PNM", "1/c.tga", "1/d.tif", "1/e.tiff"])
            _folder.Write(
                name,
                name.Contains("tif", StringComparison.Ordinal) ? tiff
                    : name.EndsWith("tga", StringComparison.Ordinal) ? targa
                    : netpbm
            );
        Dataset data = Load(new LoadOptions { Shape = Shape.Image(28, 28) });
        Assert.Equal((5, 0), (data.Count, data.Notes.Count));
        Assert.Equal([0, 0, 1, 1, 1], data.Samples.Labels.ToArray());
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(pixels, data.Samples.Row(row).ToArray()));
        Assert.Equal(5, FolderImages.List(_folder.Path, Cancellation).Paths.Count);
    }

    // An entry of a TIFF directory: its tag, the type of 16 bits, one value.
    private static byte[] Entry(int tag, int value) =>
        [(byte)tag, (byte)(tag >> 8), 3, 0, 1, 0, 0, 0, (byte)value, (byte)(value >> 8), 0, 0];

    [Fact]
    public void Rejects_a_folder_of_images_that_cannot_be_read_by_their_format()
    {
        _folder.Write("0/IMG_1.HEIC", "x");
        _folder.Write("1/IMG_2.HEIC", "x");
        string[] words = ["expected images that can be read", "found only 2 HEIC, which cannot be read. Save them as PNG or JPEG."];
        Rejection.Of(() => Load(), words);
        Rejection.Of(() => FolderImages.List(_folder.Path, Cancellation), words);
    }

    [Fact]
    public void Names_every_row_by_its_file_in_the_order_of_numbers()
    {
        _folder.WriteImages([.. Enumerable.Range(0, 12).Select(i => $"1/img_{i}.png"), "0/b.png"]);
        Dataset data = Load();
        Assert.Equal("file", data.Ids!.Column);
        Assert.Equal(["0/b.png", .. Enumerable.Range(0, 12).Select(i => $"1/img_{i}.png")], data.Ids.Values);
    }

    [Fact]
    public void Counts_and_names_damaged_images()
    {
        WriteDamaged(8);
        Rejection.Of(
            () => Load(),
            _folder["0/1.png"] + ": expected a PNG",
            "8 of 28 images cannot be read: 0/1.png, 0/2.png, 0/3.png, 0/4.png, 0/5.png and 3 more."
        );
        Assert.Equal(nameof(LoadOptions.SkipDamaged), Assert.Throws<InvalidInputException>(() => Load()).Option);
    }

    [Fact]
    public void Skips_damaged_images_where_asked_and_keeps_names_pixels_and_labels_together()
    {
        WriteDamaged(2);
        _folder.Write("9/a.png", "not an image");
        Dataset data = Load(LoadOptions.Default with { SkipDamaged = true });
        Assert.Equal(["skipped: 3 damaged images (0/1.png, 0/2.png, 9/a.png)"], data.Notes);
        Assert.Equal(["0", "1"], data.Samples.ClassNames);
        Assert.Equal(20, data.Count);
        Assert.All(
            Enumerable.Range(0, data.Count),
            row =>
            {
                string[] name = data.Ids!.Values[row].Split('/', '.');
                Assert.Equal(name[0], data.Samples.ClassNames[data.Samples.Labels[row]]);
                Assert.Equal(name[1], $"{data.Samples.Row(row).ToArray().Max()}");
            }
        );
    }

    [Fact]
    public void Rejects_a_folder_whose_images_are_all_damaged_or_whose_classes_are()
    {
        _folder.Write("0/a.png", "x");
        _folder.Write("1/a.png", "x");
        LoadOptions skipping = LoadOptions.Default with { SkipDamaged = true };
        Rejection.Of(() => Load(skipping), "found a text file");
        _folder.WriteImage("1/b.png");
        Rejection.Of(() => Load(skipping), "at least two classes, found one class, 1");
    }

    [Fact]
    public void Reads_images_without_extension_by_their_content()
    {
        _folder.WriteImages("0/one", "1/two.png");
        _folder.Write("0/LICENSE", "x");
        Assert.Equal(2, Load().Count);
        Assert.Equal(2, FolderImages.List(_folder.Path, Cancellation).Paths.Count);
    }

    [Fact]
    public void Says_that_a_name_is_not_UTF_8()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "File names are text there.");
        _folder.WriteImages("0/a.png", "1/b.png");
        Shell("cp a.png $(printf 'caf\\351.png')");
        Rejection.Of(() => Load(), "caf\uFFFD.png: expected a readable file, found a name that is not valid UTF-8", "convmv");
        Assert.Equal(2, Load(LoadOptions.Default with { SkipDamaged = true }).Count);
        Shell("rm caf*");

        void Shell(string command)
        {
            using var shell = System.Diagnostics.Process.Start("sh", ["-c", $"cd '{_folder["0"]}' && {command}"]);
            shell.WaitForExit();
            Assert.Equal(0, shell.ExitCode);
        }
    }

    [Fact]
    public void Does_not_follow_links_back()
    {
        _folder.WriteImages("0/a.png", "1/b.png");
        Directory.CreateSymbolicLink(_folder["1/back"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["1/self"], _folder["1"]);
        Assert.Equal(2, Load().Count);
        Assert.Equal(2, FolderImages.List(_folder.Path, Cancellation).Paths.Count);
    }

    [Fact]
    public void Follows_links_to_other_folders()
    {
        _folder.WriteImages("elsewhere/a.png", "digits/0/b.png");
        Directory.CreateSymbolicLink(_folder["digits/1"], _folder["elsewhere"]);
        Assert.Equal(
            ["0", "1"],
            DataSource
                .Open(_folder["digits"], cancellation: TestContext.Current.CancellationToken)
                .Load(DataSplit.Train, null, Cancellation)!
                .Samples.ClassNames
        );
    }

    [Fact]
    public void Bounds_the_depth_of_folders()
    {
        string deep = string.Join('/', Enumerable.Repeat("x", FolderTree.MaximumDepth + 1));
        _folder.WriteImages($"{deep}/a.png");
        Rejection.Of(() => Load(), $"at most {FolderTree.MaximumDepth} folders inside each other");
    }

    [Fact]
    public void Stops_listing_when_canceled()
    {
        _folder.WriteImages("0/a.png", "1/b.png");
        CancellationToken canceled = new(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => DataSource.Open(_folder.Path, null, canceled));
        Assert.ThrowsAny<OperationCanceledException>(() => FolderImages.List(_folder.Path, canceled));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Dataset Load(LoadOptions? options = null) => DataSource.Open(_folder.Path).Load(DataSplit.Train, options, Cancellation)!;

    /// <summary>Writes 10 good images into each of two classes, bright like their names, and damaged ones into the first.</summary>
    private void WriteDamaged(int count)
    {
        foreach (int i in Enumerable.Range(100, 10))
        {
            _folder.WriteImage($"0/{i}.png", (byte)i);
            _folder.WriteImage($"1/{i + 50}.png", (byte)(i + 50));
        }

        for (int i = 1; i <= count; i++)
            _folder.Write($"0/{i}.png", "not an image");
    }
}
