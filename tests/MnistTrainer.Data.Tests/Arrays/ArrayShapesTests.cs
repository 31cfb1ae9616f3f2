using System.Runtime.InteropServices;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Arrays that are recognized by their shapes, where their names say nothing.</summary>
public sealed class ArrayShapesTests : IDisposable
{
    // An image of 6x6 with some ink in its middle.
    private static readonly byte[] Ink = [.. Enumerable.Range(0, 36).Select(i => (byte)(i is 14 or 15 or 20 or 21 ? 255 - i : 0))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 255)]
    [InlineData(4, 0)]
    [InlineData(4, 255)]
    public void Ink_that_is_only_in_the_transparency_is_read_from_it(int channels, byte color)
    {
        byte[] last = [.. Ink.SelectMany(ink => Enumerable.Repeat(color, channels - 1).Append(ink))];
        byte[] first = [.. Enumerable.Repeat(color, (channels - 1) * Ink.Length), .. Ink];
        foreach ((byte[] values, string shape) in ((byte[], string)[])[(last, $"(1, 6, 6, {channels})"), (first, $"(1, {channels}, 6, 6)")])
        {
            Dataset set = Load(("x", Bytes.Npy("|u1", values, shape)), ("y", Labels(3)));
            Assert.Equal(Ink, set.Samples.Row(0));
            Assert.Contains(set.Findings, finding => finding.Contains("transparency", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Colors_under_full_transparency_do_not_count()
    {
        // Black ink on a paper of white that is fully transparent, as some programs save it.
        byte[] values = [.. Ink.SelectMany(ink => (byte[])[.. Enumerable.Repeat((byte)(ink == 0 ? 255 : 0), 3), ink])];
        Assert.Equal(Ink, Load(("x", Bytes.Npy("|u1", values, "(1, 6, 6, 4)")), ("y", Labels(3))).Samples.Row(0));
    }

    [Fact]
    public void Colors_that_differ_are_read_as_colors_and_two_unknown_channels_are_rejected()
    {
        byte[] opaque = [.. Ink.SelectMany(ink => (byte[])[ink, 255])];
        Assert.Equal(Ink, Load(("x", Bytes.Npy("|u1", opaque, "(1, 6, 6, 2)")), ("y", Labels(3))).Samples.Row(0));
        byte[] colored = [.. Ink.SelectMany(ink => (byte[])[ink, ink, ink, (byte)(ink / 2 + 9)])];
        Assert.Equal(Ink, Load(("x", Bytes.Npy("|u1", colored, "(1, 6, 6, 4)")), ("y", Labels(3))).Samples.Row(0));
        byte[] unknown = [.. Ink.SelectMany(ink => (byte[])[ink, (byte)(255 - ink / 2)])];
        Rejection.Of(() => Load(("x", Bytes.Npy("|u1", unknown, "(1, 6, 6, 2)")), ("y", Labels(3))), "1x6x6x2");
    }

    [Theory]
    [InlineData("images3 labels3")]
    [InlineData("labels3 images3")]
    [InlineData("images3 labels3 images2 labels2")]
    [InlineData("images3 images2 labels3 labels2")]
    public void Arrays_without_names_are_paired_by_their_shapes(string order)
    {
        string path = Save(order);
        Dataset train = Load(path, DataSplit.Train)!;
        Assert.Equal(3, train.Count);
        Assert.Contains(train.Notes, note => note.StartsWith("arrays without names: arr_", StringComparison.Ordinal));
        Assert.Equal(order.Contains('2') ? 2 : null, Load(path, DataSplit.Test)?.Count);
    }

    [Theory]
    [InlineData("images2 labels2 images3 labels3")]
    [InlineData("images3 labels3 images3 labels3")]
    [InlineData("images3 labels3 images2")]
    public void Arrays_without_names_that_may_be_either_part_are_rejected_with_their_shapes(string order) =>
        Rejection.Of(() => Load(Save(order), DataSplit.Train), "x_train", "arr_0.npy (", "x8x8)", "arr_1.npy (");

    [Theory]
    [InlineData("|S3", "5", "cat")]
    [InlineData("<U3", "5", "cat")]
    [InlineData(">U3", "5", "일")]
    [InlineData("<U3", "'5'", "cat")]
    public void Labels_may_be_texts(string type, string first, string second)
    {
        Encoding encoding = type[1] == 'S' ? Encoding.ASCII : new UTF32Encoding(type[0] == '>', false);
        byte[] labels = [.. new[] { first, second }.SelectMany(label => encoding.GetBytes(label.PadRight(3, '\0')))];
        Dataset set = Load(("x", Bytes.Npy("|u1", Images(2, 9), "(2, 8, 8)")), ("y", Bytes.Npy(type, labels, "(2,)")));
        Assert.Equal(["5", second], set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("full_numpy_bitmap_")]
    public void An_array_for_each_class_is_read_as_these_classes(string prefix)
    {
        _folder.Write($"{prefix}dog.npy", Bytes.Npy("|u1", Images(1, 7), "(1, 64)"));
        _folder.Write($"{prefix}cat.npy", Bytes.Npy("|u1", Images(2, 9), "(2, 64)"));
        Dataset set = Load(_folder.Path, DataSplit.Train)!;
        Assert.Equal(["cat", "dog"], set.Samples.ClassNames);
        Assert.Equal([0, 0, 1], set.Samples.Labels.ToArray());
        Assert.Equal([9, 9, 7], Enumerable.Range(0, 3).Select(row => (int)set.Samples.Row(row)[9]));
        Assert.Equal(Shape.Image(8, 8), set.Samples.Shape);

        // Labels beside them say otherwise.
        _folder.Write("labels.npy", Labels(1, 2));
        Rejection.Of(() => Load(_folder.Path, DataSplit.Train), "x_train");
    }

    // Images of 8x8 with some ink.
    private static byte[] Images(int count, byte ink)
    {
        byte[] pixels = new byte[64 * count];
        for (int i = 0; i < count; i++)
            (pixels[(64 * i) + 9], pixels[(64 * i) + 10]) = (ink, 255);
        return pixels;
    }

    private static byte[] Labels(params int[] labels) =>
        Bytes.Npy("<i4", MemoryMarshal.AsBytes<int>(labels).ToArray(), $"({labels.Length},)");

    private string Save(string order) =>
        _folder.Write(
            "set.npz",
            Bytes.Zip([
                .. order
                    .Split(' ')
                    .Select(
                        (one, i) =>
                        {
                            int count = one[^1] - '0';
                            return (
                                $"arr_{i}.npy",
                                one[0] == 'i'
                                    ? Bytes.Npy("|u1", Images(count, 9), $"({count}, 8, 8)")
                                    : Labels([.. Enumerable.Range(0, count)])
                            );
                        }
                    ),
            ])
        );

    private Dataset Load(params (string Name, byte[] Content)[] arrays) =>
        Load(_folder.Write("set.npz", Bytes.Zip([.. arrays.Select(one => ($"{one.Name}.npy", one.Content))])), DataSplit.Train)!;

    private static Dataset? Load(string path, DataSplit split) =>
        DataSource.Open(path, cancellation: TestContext.Current.CancellationToken).Load(split, null, TestContext.Current.CancellationToken);
}
