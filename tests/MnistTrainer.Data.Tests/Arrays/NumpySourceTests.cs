using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class NumpySourceTests : IDisposable
{
    private static readonly byte[] Pixels = [0, 255, 3, 4, 5, 6, 7, 8];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Dataset? Load(string source, DataSplit split = DataSplit.Train, LoadOptions? options = null) =>
        DataSource.Open(source).Load(split, options, TestContext.Current.CancellationToken);

    private static byte[] Images(int count, string type = "|u1") => Bytes.Npy(type, [.. Pixels.Take(4 * count)], $"({count}, 2, 2)");

    private static byte[] Labels(params long[] labels) =>
        Bytes.Npy("<i8", MemoryMarshal.AsBytes<long>(labels).ToArray(), $"({labels.Length},)");

    private static string[] LabelsOf(Dataset set) => [.. set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label])];

    [Theory]
    [InlineData("x_train", "y_train", "x_test", "y_test")] // Keras
    [InlineData("train_images", "train_labels", "test_images", "test_labels")] // MedMNIST
    [InlineData("X_train", "Y_train", "X_test", "Y_test")]
    [InlineData("trainX", "trainY", "testX", "testY")]
    [InlineData("kmnist-train-imgs", "kmnist-train-labels", "kmnist-test-imgs", "kmnist-test-labels")]
    [InlineData("Xtrain", "Ytrain", "Xtest", "Ytest", "x_dev", "y_dev")]
    [InlineData("x_tr", "y_tr", "x_te", "y_te", "x_dev", "y_dev")]
    [InlineData("trainx", "trainy", "testx", "testy", "x_dev", "y_dev")]
    public void Finds_the_arrays_of_an_archive_by_their_names(
        string x,
        string y,
        string testX,
        string testY,
        string validationX = "val_images",
        string validationY = "val_labels"
    )
    {
        string path = _folder.Write(
            "set.npz",
            Bytes.Zip(
                ($"{x}.npy", Images(2)),
                ($"{y}.npy", Labels(7, 3)),
                ($"{testX}.npy", Images(1)),
                ($"{testY}.npy", Labels(3)),
                ($"{validationX}.npy", Images(1)),
                ($"{validationY}.npy", Labels(7))
            )
        );

        Dataset train = Load(path)!;
        Assert.Equal(Shape.Image(2, 2), train.Samples.Shape);
        Assert.Equal(Pixels.AsSpan(4), train.Samples.Row(1));
        Assert.Equal(["7", "3"], LabelsOf(train));
        Dataset test = Load(path, DataSplit.Test)!;
        Assert.Equal(["3"], LabelsOf(test));
        Assert.Equal(Pixels.AsSpan(0, 4), test.Samples.Row(0));
    }

    [Fact]
    public void Finds_archives_of_one_array_by_their_own_names()
    {
        string images = _folder.Write("kmnist-train-imgs.npz", Bytes.Zip(("arr_0.npy", Images(2))));
        _folder.Write("kmnist-train-labels.npz", Bytes.Zip(("arr_0.npy", Labels(7, 3))));
        _folder.Write("kmnist-test-imgs.npz", Bytes.Zip(("arr_0.npy", Images(1))));
        _folder.Write("kmnist-test-labels.npz", Bytes.Zip(("arr_0.npy", Labels(3))));
        foreach (string path in new[] { images, _folder.Path })
            Assert.Equal(["7", "3"], LabelsOf(Load(path)!));
        Assert.Equal(["3"], LabelsOf(Load(_folder.Path, DataSplit.Test)!));
        Rejection.Of(() => Load(_folder["kmnist-train-labels.npz"]), "kmnist-train-labels.npz", "expected the file of the images");
    }

    [Fact]
    public void Finds_arrays_without_telling_names_by_their_order()
    {
        string path = _folder.Write("set.npz", Bytes.Zip(("arr_0.npy", Images(2)), ("arr_1.npy", Labels(1, 0))));
        Assert.Equal(["1", "0"], LabelsOf(Load(path)!));
    }

    [Fact]
    public void Finds_the_array_of_labels_in_the_folder_of_that_of_images()
    {
        string images = _folder.Write("X.npy", Images(2)),
            labels = _folder.Write("Y.npy", Labels(4, 9));
        Assert.Equal(["4", "9"], LabelsOf(Load(images)!));
        Assert.Equal(["4", "9"], LabelsOf(Load(_folder.Path)!));
        Rejection.Of(() => Load(labels), "Y.npy", "one of labels");
    }

    /// <summary>What is damaged is reported where it may be what is missing, and nowhere else.</summary>
    [Fact]
    public void Passes_over_a_damaged_archive_beside_the_arrays()
    {
        byte[] cut = Bytes.Zip(("arr_0.npy", Labels(4, 9)))[..^30];
        string images = _folder.Write("X.npy", Images(2));
        foreach (string name in new[] { "broken.npz", "y_old.npz" })
        {
            string damaged = _folder.Write(name, cut);
            Rejection.Of(() => Load(_folder.Path), name, "a whole zip archive");
            string labels = _folder.Write("Y.npy", Labels(4, 9));
            Assert.Equal(["4", "9"], LabelsOf(Load(images)!));
            Assert.Equal(["4", "9"], LabelsOf(Load(_folder.Path)!));
            Rejection.Of(() => Load(damaged), name, "a whole zip archive");
            File.Delete(labels);
            if (name == "y_old.npz")
                Rejection.Of(() => Load(images), name, "a whole zip archive");
            File.Delete(damaged);
        }
    }

    [Fact]
    public void Reads_every_type_of_number_and_byte_order()
    {
        _folder.Write("y.npy", Labels(0, 1));
        byte[] expected = [.. Pixels];
        Check("|u1", [.. Pixels]);
        Check("<u2", Convert(pixel => (ushort)pixel));
        Check(">u2", Convert(pixel => (ushort)(pixel << 8)));
        Check("<i4", Convert(pixel => (int)pixel));
        Check(">i4", Convert(pixel => pixel << 24));
        Check("<i8", Convert(pixel => (long)pixel));
        Check("<f2", Convert(pixel => (Half)pixel));
        Check("<f4", Convert(pixel => (float)pixel));
        Check("<f8", Convert(pixel => (double)pixel));

        void Check(string type, byte[] values)
        {
            string path = _folder.Write("x.npy", Bytes.Npy(type, values, "(2, 2, 2)"));
            Dataset set = Load(path)!;
            Assert.Equal(expected.AsSpan(0, 4), set.Samples.Row(0));
            Assert.Equal(expected.AsSpan(4), set.Samples.Row(1));
        }

        static byte[] Convert<T>(Func<byte, T> convert)
            where T : struct => MemoryMarshal.AsBytes<T>(Array.ConvertAll(Pixels, pixel => convert(pixel))).ToArray();
    }

    [Theory]
    [InlineData("(2, 2, 2, 1)")]
    [InlineData("(2, 1, 2, 2)")]
    [InlineData("(2, 4)")]
    public void Reads_images_with_one_channel_and_flat_ones(string shape)
    {
        _folder.Write("y.npy", Labels(0, 1));
        Dataset set = Load(_folder.Write("x.npy", Bytes.Npy("|u1", Pixels, shape)))!;
        Assert.Equal(Shape.Image(2, 2), set.Samples.Shape);
        Assert.Equal(Pixels.AsSpan(4), set.Samples.Row(1));
    }

    [Fact]
    public void Converts_color_to_gray_whatever_the_place_of_the_channels()
    {
        // One image of 1x2: a red and a green pixel. Gray is 0.299, 0.587 and 0.114 of red, green and blue (ITU-R BT.601).
        _folder.Write("y.npy", Labels(0));
        byte[] last = Bytes.Npy("|u1", [255, 0, 0, 0, 255, 0], "(1, 1, 2, 3)");
        Assert.Equal([76, 150], Load(_folder.Write("x.npy", last))!.Samples.Row(0).ToArray());
        byte[] first = Bytes.Npy("|u1", [255, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0], "(1, 3, 1, 5)");
        Assert.Equal([76, 0, 150, 0, 0], Load(_folder.Write("x.npy", first))!.Samples.Row(0).ToArray());
    }

    [Fact]
    public void Reads_column_major_arrays()
    {
        // The array [[0, 255, 3, 4], [5, 6, 7, 8]] column by column.
        _folder.Write("y.npy", Labels(0, 1));
        Dataset set = Load(_folder.Write("x.npy", Bytes.Npy("|u1", [0, 5, 255, 6, 3, 7, 4, 8], "(2, 4)", columnMajor: true)))!;
        Assert.Equal(Pixels.AsSpan(0, 4), set.Samples.Row(0));
        Assert.Equal(Pixels.AsSpan(4), set.Samples.Row(1));
    }

    [Theory]
    [InlineData(0f, 1f, "pixels: 0 to 1")]
    [InlineData(-1f, 1f, "pixels: -1 to 1")]
    [InlineData(-0.4242f, 2.8215f, "pixels: -0.4242 to 2.8215, rescaled")] // MNIST less its mean, divided by its standard deviation
    [InlineData(0f, 65535f, "pixels: 0 to 65535")]
    [InlineData(-128f, 127f, "pixels: -128 to 127")]
    [InlineData(0f, 4095f, "pixels: 0 to 4095")]
    public void Rescales_other_ranges_and_reports_them(float background, float ink, string finding)
    {
        _folder.Write("y.npy", Labels(0));
        float[] values = [background, ink, background, ink];
        Dataset set = Load(_folder.Write("x.npy", Bytes.Npy("<f4", MemoryMarshal.AsBytes<float>(values).ToArray(), "(1, 2, 2)")))!;
        Assert.Equal([0, 255, 0, 255], set.Samples.Row(0).ToArray());
        Assert.Contains(set.Findings, line => line.StartsWith(finding, StringComparison.Ordinal));
    }

    /// <summary>Bytes are pixels from 0 to 255, unless they are masks or go up to 16, as the digits of the UCI do.</summary>
    [Theory]
    [InlineData(1, 255)]
    [InlineData(16, 255)]
    [InlineData(2, 2)]
    [InlineData(17, 17)]
    public void Rescales_bytes_only_where_their_range_is_known(byte ink, byte expected)
    {
        _folder.Write("y.npy", Labels(0));
        Dataset set = Load(_folder.Write("x.npy", Bytes.Npy("|u1", [0, ink, 0, ink], "(1, 2, 2)")))!;
        Assert.Equal([0, expected, 0, expected], set.Samples.Row(0).ToArray());
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    public void Rows_without_exactly_one_1_are_not_one_hot(byte a, byte b, byte c)
    {
        _folder.Write("y.npy", Bytes.Npy("|u1", [0, 0, 1, a, b, c], "(2, 3)"));
        Rejection.Of(() => Load(_folder.Write("x.npy", Images(2))), "y.npy", "one label per sample");
    }

    /// <summary>QMNIST has eight numbers for each digit (Yadav and Bottou 2019): its class, then its series, its writer and so on.</summary>
    [Fact]
    public void Reads_the_classes_among_the_labels_of_QMNIST()
    {
        int[] numbers = [4, 0, 101, 3, 52, 1, 7, 0, 9, 1, 102, 3, 57, 2, 8, 0];
        _folder.Write("y.npy", Bytes.Npy("<i4", MemoryMarshal.AsBytes<int>(numbers).ToArray(), "(2, 8)"));
        Assert.Equal(["4", "9"], LabelsOf(Load(_folder.Write("x.npy", Images(2)))!));
    }

    [Fact]
    public void Leaves_arrays_for_validation_alone()
    {
        foreach ((string part, byte[] labels) in ((string, byte[])[])[("train", Labels(4, 9)), ("val", Labels(1, 1))])
        {
            _folder.Write($"x_{part}.npy", Images(2));
            _folder.Write($"y_{part}.npy", labels);
        }

        Assert.Equal(["4", "9"], LabelsOf(Load(_folder.Path)!));
    }

    [Theory]
    [InlineData(float.NaN, "value 1: expected a pixel")]
    [InlineData(1000.5f, "values from 0 to 1000.5")]
    public void Rejects_values_that_are_no_pixels(float value, string message)
    {
        _folder.Write("y.npy", Labels(0));
        float[] values = [0, value, 0, 0];
        string path = _folder.Write("x.npy", Bytes.Npy("<f4", MemoryMarshal.AsBytes<float>(values).ToArray(), "(1, 2, 2)"));
        Rejection.Of(() => Load(path), "x.npy", message);
    }

    [Fact]
    public void Reads_one_hot_labels()
    {
        _folder.Write("y.npy", Bytes.Npy("|u1", [0, 0, 1, 1, 0, 0], "(2, 3)"));
        Dataset set = Load(_folder.Write("x.npy", Images(2)))!;
        Assert.Equal(["2", "0"], LabelsOf(set));
        Assert.Equal(["0", "2"], set.Samples.ClassNames);
    }

    [Theory]
    [InlineData("|u1", "(3,)", "expected 2 labels")]
    [InlineData("|u1", "(2, 3)", "one label per sample")]
    [InlineData("<f4", "(2,)", "a label, a whole number")]
    [InlineData("<U1", "(2,)", "row 1: expected a label of 1 to 256 bytes")]
    [InlineData("|O", "(2,)", "an array of numbers")]
    public void Rejects_other_labels(string type, string shape, string message)
    {
        _folder.Write("y.npy", Bytes.Npy(type, [1, 2, 3, 0, 0, 0, 0, 0], shape));
        Rejection.Of(() => Load(_folder.Write("x.npy", Images(2))), "y.npy", message);
    }

    [Fact]
    public void Requires_labels_only_for_training()
    {
        string path = _folder.Write("x.npy", Images(2));
        Assert.False(Load(path, options: new LoadOptions { LabelsRequired = false })!.Samples.HasLabels);
        Rejection.Of(() => Load(path), "x.npy", "an array of labels next to it", "none");
    }

    [Fact]
    public void Rejects_a_file_truncated_at_any_byte()
    {
        byte[] whole = Images(2);
        _folder.Write("y.npy", Labels(0, 1));
        for (int length = 10; length < whole.Length; length++)
            Rejection.Of(() => Load(_folder.Write("x.npy", whole[..length])), "x.npy");
    }

    [Theory]
    [InlineData("(60000, 60000)")]
    [InlineData("(99999999999999999999, 2)")]
    [InlineData("(2, -4)")]
    [InlineData("(2, 0)")]
    public void Bounds_what_a_shape_claims(string shape)
    {
        _folder.Write("y.npy", Labels(0, 1));
        Rejection.Of(() => Load(_folder.Write("x.npy", Bytes.Npy("|u1", Pixels, shape))), "x.npy");
    }

    [Fact]
    public void Reads_images_along_the_last_axis()
    {
        // Three images of 2x2, and the same as 4 pixels x 3 images.
        byte[] last = [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11];
        foreach (string shape in new[] { "(2, 2, 3)", "(4, 3)" })
        {
            Dataset set = Load(_folder.Write("set.npz", Bytes.Zip(("x.npy", Bytes.Npy("|u1", last, shape)), ("y.npy", Labels(1, 2, 3)))))!;
            Assert.Equal(Shape.Image(2, 2), set.Samples.Shape);
            Assert.Equal([4, 5, 6, 7], set.Samples.Row(1).ToArray());
        }
    }

    [Fact]
    public void Inverts_images_that_are_dark_on_light()
    {
        byte[] paper = [.. Enumerable.Repeat((byte)255, 128)];
        paper[27] = 10;
        Dataset set = Load(_folder.Write("set.npz", Bytes.Zip(("x.npy", Bytes.Npy("|u1", paper, "(2, 8, 8)")), ("y.npy", Labels(1, 2)))))!;
        Assert.Equal(245, set.Samples.Row(0)[27]);
        Assert.Equal(0, set.Samples.Row(1)[0]);
        Assert.Contains("polarity: dark on light; inverted to light on dark", set.Findings);
    }

    [Fact]
    public void Reads_gzipped_arrays_next_to_each_other()
    {
        _folder.Write("packed/y.npy.gz", Bytes.Gzip(Labels(7, 3)));
        string path = _folder.Write("packed/X.npy.gz", Bytes.Gzip(Images(2)));
        Assert.Equal(["7", "3"], LabelsOf(Load(path)!));
        Assert.Equal(["7", "3"], LabelsOf(Load(Path.GetDirectoryName(path)!)!));
    }
}
