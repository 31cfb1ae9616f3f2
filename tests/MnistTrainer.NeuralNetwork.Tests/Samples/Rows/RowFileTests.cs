namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RowFileTests : IDisposable
{
    private readonly StoredRows _rows = new();

    public void Dispose() => _rows.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 100)]
    [InlineData(7, 7)]
    [InlineData(300, 7)]
    [InlineData(300, 0)]
    public void Reads_what_was_written(int count, int blockRows)
    {
        Samples<byte> written = StoredRows.Numbered(count);
        RowFile file = _rows.Write(written, blockRows);
        Samples<byte> read = (Samples<byte>)file.ReadAll();
        Assert.Equal((count, written.Shape, "tests"), (file.Count, file.Shape, file.Source));
        Assert.Equal(written.ClassNames, read.ClassNames);
        Assert.Equal(written.Labels, read.Labels);
        for (int row = 0; row < count; row++)
            Assert.Equal(written.Row(row), read.Row(row));
        Assert.Equal(count, file.ClassCounts.Sum());
        Assert.Equal(Enumerable.Range(0, 10).Select(digit => written.Labels.Count(digit)), file.ClassCounts);
    }

    [Fact]
    public void Classes_and_values_may_be_known_after_the_rows()
    {
        byte[] values = [.. Enumerable.Range(0, 256).Select(value => (byte)(255 - value))];
        RowFileWriter.Write(
            _rows["rows"],
            Shape.Vector(2),
            "",
            writer =>
            {
                writer.Add([9, 9], 5);
                writer.Restart();
                writer.Add([0, 10], 1);
                writer.Add([255, 20], 0);
                (writer.ClassNames, writer.Classes, writer.Values, writer.Notes) = (["a", "b"], [1, 0], values, ["turned"]);
            }
        );
        RowFile file = _rows.Open();
        Samples<byte> read = (Samples<byte>)file.ReadAll();
        Assert.Equal([0, 1], read.Labels);
        Assert.Equal([255, 245], read.Row(0).ToArray());
        Assert.Equal([0, 235], read.Row(1).ToArray());
        Assert.Equal(["turned"], file.Notes);
    }

    /// <summary>No damage is read as rows: a byte that differs anywhere, and an end anywhere, are rejected with the name of the file.</summary>
    [Fact]
    public void Every_damage_is_noticed()
    {
        _rows.WriteNumbered(20, blockRows: 6);
        byte[] whole = File.ReadAllBytes(_rows["rows"]);
        for (int at = 0; at < whole.Length; at++)
        {
            // What is reserved in the header is not read.
            if (at is >= 32 and < RowBlocks.HeaderLength)
                continue;
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x20;
            AssertRejected(damaged);
            AssertRejected(whole[..at]);
        }

        AssertRejected([.. whole, 0]);
    }

    [Fact]
    public void Another_file_is_not_called_damaged()
    {
        File.WriteAllText(_rows["rows"], new string('x', 1000));
        var error = Assert.Throws<InvalidInputException>(() => RowFile.Open(_rows["rows"]));
        Assert.Contains("rows: expected a file of converted rows, found another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ends_early_leaves_the_file_before_it()
    {
        _rows.WriteNumbered(20, blockRows: 6);
        byte[] before = File.ReadAllBytes(_rows["rows"]);
        Assert.Throws<OperationCanceledException>(() =>
            RowFileWriter.Write(
                _rows["rows"],
                Shape.Vector(3),
                "",
                writer =>
                {
                    for (int i = 0; i < 100_000; i++)
                        writer.Add([1, 2, 3], 0);
                    throw new OperationCanceledException();
                }
            )
        );
        Assert.Equal([_rows["rows"]], Directory.GetFiles(_rows.Folder));
        Assert.Equal(before, File.ReadAllBytes(_rows["rows"]));
    }

    /// <summary>A row of a number, a category of 3, one of 400 and a NaN is 4 + 1 + 2 + 4 bytes, and comes back bit by bit.</summary>
    [Fact]
    public void Rows_of_floats_come_back()
    {
        RowEncoding encoding = new([1, 3, 400, 1]) { Targets = 2, HasWeights = true };
        Assert.Equal((405, 4 + 1 + 2 + 4 + 12), (encoding.Width, encoding.Length));
        Random random = new(1);
        float[][] rows = [.. Enumerable.Range(0, 50).Select(_ => Row(random))];
        float[] missing = [BitConverter.Int32BitsToSingle(0x7FC00123), -0f, float.MaxValue, float.Epsilon];
        for (int i = 0; i < missing.Length; i++)
            rows[i][^1] = missing[i];
        RowFileWriter.Write(
            _rows["rows"],
            encoding,
            "tests",
            writer =>
            {
                for (int row = 0; row < rows.Length; row++)
                    writer.Add(rows[row], 0, [row, -row], weight: row + 0.5f);
                (writer.ClassNames, writer.Details) = (["a", "b"], "{}");
            },
            blockRows: 7
        );
        RowFile file = _rows.Open();
        Samples<float> read = (Samples<float>)file.ReadAll();
        Assert.Equal(("{}", true, Shape.Vector(405)), (file.Details, file.HasTargets, file.Shape));
        Assert.Empty(file.ClassCounts);
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(rows[row].Select(BitConverter.SingleToInt32Bits), read.Row(row).ToArray().Select(BitConverter.SingleToInt32Bits));
            Assert.Equal([row, -row], read.Targets.Slice(2 * row, 2).ToArray());
            Assert.Equal(row + 0.5f, read.Weights[row]);
        }

        Assert.Throws<ArgumentException>(() => WriteOne([0, 1, 1, 0, .. new float[400], 0], encoding));
        Assert.Throws<ArgumentException>(() => WriteOne([0, 0, 0, 0, 1, .. new float[399], 0], encoding));

        static float[] Row(Random random)
        {
            float[] row = new float[405];
            (row[0], row[^1]) = (random.NextSingle(), random.NextSingle());
            row[1 + random.Next(3)] = 1;
            row[4 + random.Next(400)] = 1;
            return row;
        }

        void WriteOne(float[] row, RowEncoding one) => RowFileWriter.Write(_rows["other"], one, "", writer => writer.Add(row, 0, [1, 2]));
    }

    private void AssertRejected(byte[] bytes)
    {
        File.WriteAllBytes(_rows["damaged"], bytes);
        var error = Assert.Throws<InvalidInputException>(() =>
        {
            using var file = RowFile.Open(_rows["damaged"]);
            file.ReadAll();
        });
        Assert.Contains(_rows["damaged"], error.Message, StringComparison.Ordinal);
    }
}
