using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Images that are read in color, from every kind of source.</summary>
public sealed class ColorChannelsTests : IDisposable
{
    private const int Side = 8;
    private const int Count = 12;

    private static readonly LoadOptions InColor = new() { InColor = true };

    // BT.601 gives both the brightness 102.
    private static readonly byte[][] Hues =
    [
        [200, 60, 60],
        [60, 131, 60],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_source_gives_the_same_channels()
    {
        byte[][] images = [.. Enumerable.Range(0, Count).Select(Image)];
        string[] files = [.. Enumerable.Range(0, Count).Select(i => $"set/{i % 2}/{i:D2}.png")];
        for (int i = 0; i < Count; i++)
            _folder.Write(files[i], Png(Side, Side, images[i]));
        _folder.Write("set.zip", Bytes.Zip([.. files.Select(file => (file[4..], File.ReadAllBytes(_folder[file])))]));
        byte[] labels = Bytes.Npy("|u1", [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 2))], $"({Count},)");
        byte[] values = [.. images.SelectMany(image => image)],
            planes = [.. images.SelectMany(Planes)];
        float[] shares = Array.ConvertAll(values, value => value / 255f);
        byte[] opaque = [.. values.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, 255])];
        _folder.Write("last.npz", Arrays(Bytes.Npy("|u1", values, $"({Count}, {Side}, {Side}, 3)")));
        _folder.Write("first.npz", Arrays(Bytes.Npy("|u1", planes, $"({Count}, 3, {Side}, {Side})")));
        ParquetBytes.HubRow[] rows =
        [
            .. Enumerable.Range(0, Count).Select(i => new ParquetBytes.HubRow(new(File.ReadAllBytes(_folder[files[i]]), null), i % 2)),
        ];
        _folder.Write("set.parquet", ParquetBytes.Of(rows));
        byte[] floats = [.. shares.SelectMany(BitConverter.GetBytes)];
        _folder.Write("floats.npz", Arrays(Bytes.Npy("<f4", floats, $"({Count}, {Side}, {Side}, 3)")));
        _folder.Write("alpha.npz", Arrays(Bytes.Npy("|u1", opaque, $"({Count}, {Side}, {Side}, 4)")));

        foreach (string source in (string[])["set", "set.zip", "set.parquet", "last.npz", "first.npz", "floats.npz", "alpha.npz"])
        {
            Dataset data = Load(source);
            Assert.Equal(new Shape(3, Side, Side), data.Samples.Shape);
            Assert.Empty(data.Notes);
            for (int row = 0; row < Count; row++)
            {
                int image = source is "set" or "set.zip" ? InFolders(row) : row;
                Assert.Equal(image % 2, data.Samples.Labels[row]);
                Assert.Equal(images[image], data.Samples.Row(row).ToArray());
            }
        }

        byte[] Arrays(byte[] array) => Bytes.Zip(("x.npy", array), ("y.npy", labels));
    }

    /// <summary>Gray images of different hues can be equal.</summary>
    [Fact]
    public void Without_color_images_stay_gray()
    {
        for (int i = 0; i < 2; i++)
            _folder.Write($"set/{i}/a.png", Png(Side, Side, Painted(Hues[i], 3)));
        Samples<byte> gray = Load("set", LoadOptions.Default).Samples;
        Assert.Equal(Shape.Image(Side, Side), gray.Shape);
        Assert.Equal(gray.Row(0).ToArray(), gray.Row(1).ToArray());
        Samples<byte> colors = Load("set").Samples;
        Assert.NotEqual(colors.Row(0).ToArray(), colors.Row(1).ToArray());
    }

    /// <summary>Light paper stays light: colors are not ink.</summary>
    [Fact]
    public void Images_are_resized_in_proportion_and_never_inverted()
    {
        byte[] wide = [.. Enumerable.Repeat((byte[])[1, 131, 1], 16).SelectMany(pixel => pixel), .. Enumerable.Repeat((byte)255, 48)];
        _folder.Write("set/a/1.png", Png(16, 2, wide));
        _folder.Write("set/b/1.png", Png(4, 4, [.. Enumerable.Repeat((byte)255, 48)]));
        Dataset data = Load("set", InColor with { Shape = Shape.Image(8, 8) });
        byte[] black = new byte[24];
        byte[] mean = [.. Enumerable.Repeat((byte[])[128, 193, 128], 8).SelectMany(pixel => pixel)];

        // 16x2 becomes 8x1, in row 3 of 8.
        Assert.Equal([.. black, .. black, .. black, .. mean, .. black, .. black, .. black, .. black], data.Samples.Row(0).ToArray());
        Assert.Equal([.. Enumerable.Repeat((byte)255, 192)], data.Samples.Row(1).ToArray());
        Assert.Contains("size: not always 3x8x8; each image resized to 8x8", data.Findings);
        Assert.Equal(new Shape(3, 32, 32), Load("set").Samples.Shape);
    }

    [Fact]
    public void Transparent_pixels_show_white()
    {
        byte[] pixels = [255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 128, 9, 9, 9, 255];
        byte[] expected = [255, 0, 0, 255, 255, 255, 127, 127, 127, 9, 9, 9];
        _folder.Write("set/a/1.png", ImageCodec.EncodePng(new ColorImage(2, 2, pixels)));
        _folder.Write("set/b/1.png", Png(2, 2, new byte[12]));
        _folder.Write("x.npy", Bytes.Npy("|u1", pixels, "(1, 2, 2, 4)"));
        Assert.Equal(expected, Load("set").Samples.Row(0).ToArray());
        Assert.Equal(expected, Load("x.npy", InColor with { LabelsRequired = false }).Samples.Row(0).ToArray());
    }

    /// <summary>Gray images among others are usual; where all are gray, it is said.</summary>
    [Fact]
    public void Gray_images_have_equal_channels()
    {
        const string note = "colors: none; the images are gray, so red, green and blue are equal";
        byte[] light = [.. Enumerable.Repeat((byte)250, Side * Side * 2)];
        light[9] = 30;
        byte[] colors = [.. light.SelectMany(value => (byte[])[value, value, value])];
        _folder.WriteImage("mixed/a/1.png");
        _folder.Write("mixed/b/1.png", Png(Side, Side, Image(0)));
        _folder.WriteImages("gray/a/1.png", "gray/b/1.png");
        _folder.Write("x.npy", Bytes.Npy("|u1", light, $"(2, {Side}, {Side})"));
        _folder.Write("train-images-idx3-ubyte", Bytes.Idx(light, 2, Side, Side));
        _folder.Write("t.csv", Lines(i => light.AsSpan(i * Side * Side, Side * Side).ToArray(), 2));

        Dataset mixed = Load("mixed");
        Assert.Empty(mixed.Notes);
        Assert.Equal([200, 200, 200], mixed.Samples.Row(0).Slice(27 * 3, 3).ToArray());
        Assert.Contains(note, Load("gray").Notes);
        foreach (string source in (string[])["x.npy", "train-images-idx3-ubyte", "t.csv"])
        {
            Dataset data = Load(source, InColor with { LabelsRequired = false });
            Assert.Equal(new Shape(3, Side, Side), data.Samples.Shape);
            Assert.Equal(colors, (byte[])[.. data.Samples.Row(0), .. data.Samples.Row(1)]);
            Assert.Equal([note], data.Notes);
        }
    }

    /// <summary>Nothing in a table or a flat array says whether all red values come first.</summary>
    [Fact]
    public void An_order_of_values_that_is_not_certain_is_rejected()
    {
        Random random = new(1);
        byte[][] smooth = [.. Enumerable.Range(0, 20).Select(_ => Smooth(random))];
        _folder.Write("pixels.csv", Lines(i => smooth[i], 20));
        _folder.Write("planes.csv", Lines(i => Planes(smooth[i]), 20));
        _folder.Write("few.csv", Lines(i => smooth[i], 5));
        _folder.Write("x.npy", Bytes.Npy("|u1", [.. smooth.SelectMany(one => one)], $"(20, {3 * Side * Side})"));
        LoadOptions[] ways = [InColor, new() { Shape = new Shape(3, Side, Side) }];
        foreach (LoadOptions options in ways)
        {
            Dataset data = Load("pixels.csv", options);
            Assert.Contains("channels: red, green and blue of each pixel next to each other", data.Findings);
            for (int row = 0; row < 20; row++)
                Assert.Equal(smooth[row], data.Samples.Row(row).ToArray());
            Rejection.Of(() => Load("planes.csv", options), "planes.csv", "all of one color before the next", "Save them as an array");
            Rejection.Of(() => Load("few.csv", options), "few.csv", "whose order they do not show");
            Rejection.Of(() => Load("x.npy", options with { LabelsRequired = false }), "x.npy", "20x192", "Reshape the array");
        }
    }

    [Theory]
    [InlineData(4, 8, 8, "images of 4 channels")]
    [InlineData(64, 1, 1, "64 values without rows and columns")]
    [InlineData(1, 4, 8, "images of 4x8, or a size of at least 8x8")]
    public void Image_files_fit_no_other_shapes(int channels, int height, int width, string expected)
    {
        _folder.WriteImages("set/a/1.png", "set/b/1.png");
        Rejection.Of(() => Load("set", new LoadOptions { Shape = new Shape(channels, height, width) }), expected);
    }

    [Fact]
    public void Transposing_keeps_the_channels_of_pixels_together()
    {
        Samples<byte> row = new(new Shape(3, 1, 2), [1, 2, 3, 4, 5, 6], null, []);
        Samples<byte> turned = ImageOrientation.Transpose(row);
        Assert.Equal(new Shape(3, 2, 1), turned.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], turned.Row(0).ToArray());
        Samples<byte> square = new(new Shape(3, 2, 2), [1, 1, 1, 2, 2, 2, 3, 4, 5, 6, 6, 6], null, []);
        Assert.Equal([1, 1, 1, 3, 4, 5, 2, 2, 2, 6, 6, 6], ImageOrientation.Transpose(square).Row(0).ToArray());
    }

    private Dataset Load(string name, LoadOptions? options = null) =>
        DataSource.Open(_folder[name]).Load(DataSplit.Train, options ?? InColor, TestContext.Current.CancellationToken)!;

    // Folders are read class by class.
    private static int InFolders(int row) => row < Count / 2 ? 2 * row : (2 * (row - (Count / 2))) + 1;

    private static byte[] Planes(byte[] image) => [.. Enumerable.Range(0, 3).SelectMany(color => image.Where((_, i) => i % 3 == color))];

    /// <summary>A block of a class's hue, elsewhere the other hue.</summary>
    private static byte[] Image(int number)
    {
        byte[] image = Painted(Hues[number % 2], number % 5);
        Hues[1 - (number % 2)].CopyTo(image, 0);
        return image;
    }

    private static byte[] Painted(byte[] hue, int top)
    {
        byte[] image = new byte[Side * Side * 3];
        for (int y = top; y < top + 3; y++)
        {
            for (int x = 2; x < 6; x++)
                hue.CopyTo(image, ((y * Side) + x) * 3);
        }

        return image;
    }

    /// <summary>A photograph's like: brightness changes from pixel to pixel, the hue hardly.</summary>
    private static byte[] Smooth(Random random) =>
        [
            .. Enumerable
                .Range(0, Side * Side)
                .SelectMany(_ =>
                {
                    int level = random.Next(20, 230);
                    return (byte[])[(byte)level, (byte)(level + 3), (byte)(level - 2)];
                }),
        ];

    private static string Lines(Func<int, byte[]> values, int count) =>
        string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"class{i % 2},{string.Join(',', values(i))}\n"))
        );

    private static byte[] Png(int width, int height, byte[] values) => ImageCodec.EncodePng(ChannelImage.Of(width, height, 3, values));
}
