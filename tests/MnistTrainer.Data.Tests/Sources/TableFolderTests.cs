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
    [InlineData("train.csv", "train_labels.csv")]
    [InlineData("X_train.txt", "y_train.txt")]
    public void Reads_labels_in_a_table_of_their_own(string images, string labels)
    {
        Write(images, "0,1,2,99\n0,1,2,98\n");
        foreach (string text in (string[])["5\n6\n", "label\n5\n6\n", "id,label\n0,5\n1,6\n", "0\n5\n6\n", "'5'\n'6'\n"])
        {
            Write(labels, text);
            Dataset set = Load(DataSplit.Train)!;
            Assert.Equal([99, 98], Enumerable.Range(0, 2).Select(row => (int)set.Samples.Row(row)[3]));
            Assert.Equal(["5", "6"], set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label]));
        }
    }

    [Fact]
    public void Reads_one_hot_labels_in_a_table_of_their_own()
    {
        Write("X.csv", "0,1,2,99\n0,1,2,98\n0,1,2,97\n");
        Write("y.csv", "0,0,0,0,1\n0,1,0,0,0\n0,0,0,0,1\n");
        Dataset set = Load(DataSplit.Train)!;
        Assert.Equal(["4", "1", "4"], set.Samples.Labels.ToArray().Select(label => set.Samples.ClassNames[label]));
    }

    [Fact]
    public void Reads_labels_apart_from_images_for_training_and_testing()
    {
        foreach ((string part, int rows) in ((string, int)[])[("train", 3), ("test", 2)])
        {
            Write($"X_{part}.csv", string.Concat(Enumerable.Repeat("0,1,2,99\n", rows)));
            Write($"y_{part}.csv", string.Concat(Enumerable.Range(0, rows).Select(row => $"{row}\n")));
        }

        Assert.Equal(["0", "1", "2"], Load(DataSplit.Train)!.Samples.ClassNames);
        Assert.Equal(["0", "1"], Load(DataSplit.Test)!.Samples.ClassNames);
    }

    [Theory]
    [InlineData("5\n6\n7\n", "2 labels, one for each image", "found 3")]
    [InlineData("5\n", "2 labels, one for each image", "found 1")]
    [InlineData("a,b,c\n1,2,3\n1,2,3\n", "a table of labels", "found 3 columns")]
    [InlineData("id,label\n0,5\n1,\n", "y.csv, line 3: expected a label", "found none")]
    public void Rejects_labels_that_do_not_fit_the_images(string labels, params string[] words)
    {
        Write("X.csv", "0,1,2,99\n0,1,2,98\n");
        Write("y.csv", labels);
        Rejection.Of(() => Load(DataSplit.Train), ["y.csv", .. words]);
    }

    [Fact]
    public void Rejects_labels_in_both_tables_and_rows_in_another_order()
    {
        Write("X.csv", "label,p0,p1,p2,p3\n5,0,1,2,99\n6,0,1,2,99\n");
        Write("y.csv", "5\n6\n");
        Rejection.Of(
            () => Load(DataSplit.Train),
            "X.csv: expected images without labels, whose labels are in y.csv",
            "label column: 1 (label)"
        );
        Write("X.csv", "id,p0,p1,p2,p3\n7,0,1,2,99\n8,0,1,2,99\n");
        Write("y.csv", "id,label\n8,5\n7,6\n");
        Rejection.Of(() => Load(DataSplit.Train), "y.csv: expected the rows of X.csv, in the same order", "other ids");
    }

    [Fact]
    public void Reads_a_table_of_names_in_each_part()
    {
        foreach (string part in (string[])["train", "test", "validation"])
        {
            _folder.WriteImages($"{part}/0.png", $"{part}/1.png", $"{part}/2.png");
            _folder.Write(
                $"{part}/metadata.jsonl",
                string.Concat(Enumerable.Range(0, 3).Select(i => $"{{\"file_name\": \"{i}.png\", \"label\": {i + 4}}}\n"))
            );
        }

        Dataset train = Load(DataSplit.Train)!;
        Assert.Equal(["4", "5", "6"], train.Samples.ClassNames);
        Assert.StartsWith("left out: validation", Assert.Single(train.Notes), StringComparison.Ordinal);
        Assert.Equal(3, Load(DataSplit.Test)!.Count);
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
