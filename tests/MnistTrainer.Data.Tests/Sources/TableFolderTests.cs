using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class TableFolderTests : IDisposable
{
    private const string Train = "label,p0,p1,p2,p3\n5,0,1,2,99\n6,0,1,2,99\n";
    private const string Test = "label,p0,p1,p2,p3\n6,0,1,2,98\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("optdigits.tra", "optdigits.tes")]
    [InlineData("zip.train.gz", "zip.test.gz")]
    [InlineData("Train.csv", "TEST.csv")]
    [InlineData("mnist-training.tsv", "mnist-testing.tsv")]
    [InlineData("train.txt", "test.txt")]
    [InlineData("mnist_train_small.csv", "mnist_test.csv")]
    [InlineData("train_data.csv", "test_data.csv")]
    [InlineData("trainset.csv", "testset.csv")]
    [InlineData("학습.csv", "시험.csv")]
    [InlineData("archive/train.csv", "archive/test.csv")]
    [InlineData("MNIST/raw/train.csv", "MNIST/raw/test.csv")]
    public void Finds_tables_under_the_names_they_are_published_with(string train, string test)
    {
        Write(train, Train);
        Write(test, Test);
        _folder.Write("optdigits.names", "x");
        Assert.Equal(2, Load(DataSplit.Train)!.Count);
        Assert.Equal(1, Load(DataSplit.Test)!.Count);
    }

    [Fact]
    public void Prefers_the_plain_of_two_equal_tables_and_tables_to_texts()
    {
        Write("train.csv", Train);
        Write("train.csv.gz", Test);
        _folder.Write("train.txt", "names of people");
        Assert.Equal(2, Load(DataSplit.Train)!.Count);
    }

    [Fact]
    public void Reads_the_only_table_of_a_folder()
    {
        Write("digits.csv", Train);
        _folder.Write("README.md", "x");
        Assert.Equal(2, Load(DataSplit.Train)!.Count);
        Write("more.csv", Train);
        Rejection.Of(() => Load(DataSplit.Train), "expected one table, or train.csv and test.csv, found digits.csv and more.csv");
    }

    [Theory]
    [InlineData("data.csv", "dataLabels.csv")]
    [InlineData("X.csv", "y.csv")]
    [InlineData("X_train.csv", "y_train.csv")]
    [InlineData("images.csv", "labels.csv")]
    [InlineData("train-images.csv", "train-labels.csv")]
    public void Rejects_labels_in_a_table_of_their_own(string images, string labels)
    {
        Write(images, "0,1,2,99\n0,1,2,98\n");
        Write(labels, "5\n6\n");
        Rejection.Of(
            () => Load(DataSplit.Train),
            $"expected images and labels in one table, found labels in another file, {labels}, than the images, {images}"
        );
    }

    [Fact]
    public void Rejects_labels_apart_from_images_for_training_and_testing()
    {
        foreach (string part in new[] { "train", "test" })
        {
            Write($"X_{part}.csv", "0,1,2,99\n0,1,2,98\n");
            Write($"y_{part}.csv", "5\n6\n");
        }

        Rejection.Of(() => Load(DataSplit.Train), "found labels in another file, y_train.csv, than the images, X_train.csv");
    }

    [Fact]
    public void Says_that_a_validation_table_is_not_used()
    {
        Write("train.csv", Train);
        Write("val.csv", Test);
        Assert.StartsWith("left out: val.csv, for validation", Assert.Single(Load(DataSplit.Train)!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_images_that_are_not_read_beside_a_table()
    {
        Write("train.csv", Train);
        Assert.Empty(Load(DataSplit.Train)!.Notes);
        foreach (string name in new[] { "5", "6" })
            _folder.WriteImage(Path.Combine(name, "a.png"));
        Dataset set = Load(DataSplit.Train)!;
        Assert.Equal(2, set.Count);
        Assert.StartsWith(
            "beside the files that were read, there are images in 2 folders (5, 6), which were not read",
            Assert.Single(set.Notes),
            StringComparison.Ordinal
        );

        // A table of their names does read them.
        Write("train.csv", "image,label\n5/a.png,five\n6/a.png,six\n");
        Assert.Empty(Load(DataSplit.Train)!.Notes);
    }

    [Fact]
    public void Rejects_a_folder_of_several_data_sets()
    {
        WriteIdx("mnist");
        WriteIdx("kmnist");
        Rejection.Of(() => Load(DataSplit.Train), "expected one data set, found several, in the folders kmnist and mnist");
    }

    [Fact]
    public void Reads_IDX_files_where_torchvision_puts_them()
    {
        WriteIdx("MNIST/raw");
        Assert.Equal(2, Load(DataSplit.Train)!.Count);
    }

    private void WriteIdx(string folder) =>
        IdxWriter.Write(_folder[folder], DataSplit.Train, new Samples<byte>(Shape.Image(1, 2), [7, 0, 0, 7], [1, 0], ["0", "1"]));

    private void Write(string name, string table)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(
            name.EndsWith(".tsv", StringComparison.Ordinal) ? table.Replace(',', '\t') : table
        );
        _folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Bytes.Gzip(text) : text);
    }

    private Dataset? Load(DataSplit split) => DataSource.Open(_folder.Path).Load(split, null, TestContext.Current.CancellationToken);
}
