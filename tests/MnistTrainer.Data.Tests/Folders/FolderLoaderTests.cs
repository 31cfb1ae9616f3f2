using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class FolderLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Uses_subfolders_as_classes_and_sorts_numbers_numerically()
    {
        foreach (string name in new[] { "10", "9", "2" })
            Write($"{name}/a.png", Image(8, byte.Parse(name, System.Globalization.CultureInfo.InvariantCulture)));
        Write("10/b.png", Image(8, 200));

        Dataset dataset = Load();
        Assert.Equal(["2", "9", "10"], dataset.Samples.ClassNames);
        Assert.Equal([0, 1, 2, 2], dataset.Samples.Labels.ToArray());
        Assert.Equal([2, 9, 10, 200], Enumerable.Range(0, 4).Select(row => (int)dataset.Samples.Row(row)[27]));
        Assert.Equal(Shape.Image(8, 8), dataset.Samples.Shape);
        Assert.Contains("labels: subfolder", dataset.Findings);
    }

    [Fact]
    public void Takes_labels_from_file_names_without_subfolders()
    {
        Write("b_1.png", Image(8, 1));
        Write("a_1.png", Image(8, 2));
        Dataset dataset = Load();
        Assert.Equal(["a", "b"], dataset.Samples.ClassNames);
        Assert.Equal([0, 1], dataset.Samples.Labels.ToArray());
        Assert.Contains("labels: start of the file name", dataset.Findings);
    }

    [Fact]
    public void Inverts_dark_on_light_images()
    {
        Write("0/a.png", Image(8, 255).Invert());
        Write("1/a.png", Image(8, 255));
        Samples<byte> samples = Load().Samples;
        Assert.Equal(samples.Row(1).ToArray(), samples.Row(0).ToArray());
        Assert.Equal((0, 255), ((int)samples.Row(0)[0], (int)samples.Row(0)[27]));
    }

    [Theory]
    [InlineData(40, 60)]
    [InlineData(300, 300)]
    public void Frames_large_or_differently_sized_images_as_digits(int one, int other)
    {
        Write("0/a.png", Image(one, 255));
        Write("1/a.png", Image(other, 255));
        Dataset dataset = Load();
        Assert.Equal(Shape.Image(28, 28), dataset.Samples.Shape);
        Assert.Equal(DigitNormalizer.Normalize(Image(other, 255), "1").Pixels.ToArray(), dataset.Samples.Row(1).ToArray());
        Assert.Contains("size: mixed or above 128x128; each image framed as a digit of 28x28", dataset.Findings);
    }

    [Fact]
    public void Skips_and_reports_other_and_hidden_files()
    {
        Write("0/a.png", Image(8, 255));
        Write("1/a.png", Image(8, 255));
        foreach (string name in new[] { "0/Thumbs.db", "notes.txt", "0/._a.png", "1/.hidden" })
            File.WriteAllText(_folder[name], "x");
        Dataset dataset = Load();
        Assert.Equal(2, dataset.Count);
        Assert.Contains("skipped: 2 other files (.db, .txt)", dataset.Findings);
    }

    [Fact]
    public void Names_the_first_damaged_image()
    {
        for (int i = 0; i < 40; i++)
            Write($"{i % 2}/{i:D2}.png", Image(8, 255));
        foreach (string name in new[] { "0/14.png", "1/03.png", "1/39.png" })
            File.WriteAllText(_folder[name], "not an image");
        Rejection.Of(
            () => Load(),
            _folder["0/14.png"] + ": expected a PNG, JPEG, BMP, GIF, WebP, TIFF, PNM or TGA image, found a text file"
        );
    }

    [Fact]
    public void Rejects_folders_without_images_labels_or_a_second_class()
    {
        Rejection.Of(() => Load(), "found no files");
        File.WriteAllText(_folder["notes.txt"], "x");
        Rejection.Of(() => Load(), "expected images (.png", "found only other files");
        Write("IMG_001.png", Image(8, 1));
        Write("IMG_002.png", Image(8, 2));
        Rejection.Of(() => Load(), "expected a label at the start or the end", "such as IMG_001.png", "subfolder named after the class");
        Write("7/a.png", Image(8, 1));
        Write("7/b.png", Image(8, 1));
        Rejection.Of(() => Load(), "at least two classes, found one class, 7");
        Rejection.Of(() => FolderLoader.Load(_folder["none"]), "none: expected a folder of images, found no such folder");
    }

    [Fact]
    public void Accepts_unlabeled_images_if_labels_are_not_required()
    {
        Write("IMG_001.png", Image(8, 1));
        Write("IMG_002.png", Image(8, 2));
        Dataset dataset = FolderLoader.Load(
            _folder.Path,
            new LoadOptions { LabelsRequired = false },
            TestContext.Current.CancellationToken
        );
        Assert.False(dataset.Samples.HasLabels);
        Assert.Equal(2, dataset.Count);
    }

    [Fact]
    public void Uses_train_and_test_subfolders_as_splits()
    {
        Write("Training/0/a.png", Image(8, 1));
        Write("Training/1/a.png", Image(8, 2));
        Write("test/0/a.png", Image(8, 3));
        Write("test/1/a.png", Image(8, 4));
        DataSource source = DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(2, source.Load(DataSplit.Train, cancellation: cancellation)!.Samples.Row(1).ToArray().Max());
        Assert.Equal(4, source.Load(DataSplit.Test, cancellation: cancellation)!.Samples.Row(1).ToArray().Max());
    }

    [Fact]
    public void Uses_a_folder_without_splits_for_training()
    {
        Write("0/a.png", Image(8, 1));
        Write("test/a.png", Image(8, 1));
        DataSource source = DataSource.Open(_folder.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.False(source.Has(DataSplit.Test));
        Assert.Equal(["0", "test"], source.Load(DataSplit.Train, cancellation: TestContext.Current.CancellationToken)!.Samples.ClassNames);
    }

    [Fact]
    public void Stops_when_canceled()
    {
        Write("0/a.png", Image(8, 1));
        Write("1/a.png", Image(8, 1));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            FolderLoader.Load(_folder.Path, cancellation: new CancellationToken(canceled: true))
        );
    }

    public void Dispose() => _folder.Dispose();

    private Dataset Load() => FolderLoader.Load(_folder.Path, cancellation: TestContext.Current.CancellationToken);

    private void Write(string name, GrayImage image) => _folder.Write(name, ImageCodec.EncodePng(image));

    private static GrayImage Image(int side, byte ink) => FolderTestImages.Image(side, ink);
}
